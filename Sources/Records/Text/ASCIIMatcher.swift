/// Walks over ASCII patterns such as `^[A-Z]{1,2}[0-9]{6}$` without regular expressions.
struct ASCIIMatcher {
    /// Character classes as inclusive ranges.
    static let digit: ClosedRange<UInt8> = 0x30...0x39
    static let capital: ClosedRange<UInt8> = 0x41...0x5A

    private(set) var index = 0
    private let count: Int

    init(_ bytes: Span<UInt8>) { count = bytes.count }

    var isAtEnd: Bool { index == count }

    /// Takes up to `limit` bytes of a class and says how many.
    mutating func take(
        _ bytes: Span<UInt8>, _ range: ClosedRange<UInt8>, upTo limit: Int = .max
    ) -> Int {
        var taken = 0
        while index < count, taken < limit, range.contains(bytes[index]) {
            index += 1
            taken += 1
        }
        return taken
    }

    /// Takes one byte if it is this one.
    mutating func take(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool {
        guard index < count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// Takes a UTF-8 sequence if it comes next.
    mutating func take(_ bytes: Span<UInt8>, sequence: [UInt8]) -> Bool {
        guard count - index >= sequence.count else { return false }
        for offset in sequence.indices where bytes[index + offset] != sequence[offset] { return false }
        index += sequence.count
        return true
    }

    static func isDigits(_ bytes: Span<UInt8>) -> Bool {
        for index in 0..<bytes.count where !digit.contains(bytes[index]) { return false }
        return bytes.count > 0
    }
}
