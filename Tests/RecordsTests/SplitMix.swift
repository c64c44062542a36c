/// A seeded generator, so that a failing random test can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

/// Calls with the UTF-8 of a text. `#expect` cannot look into a call that takes a span, so tests wrap it in this.
func onBytes<Result>(_ text: String, _ body: (Span<UInt8>) -> Result) -> Result { body(Array(text.utf8).span) }
