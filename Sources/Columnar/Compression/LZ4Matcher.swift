/// Finds longer matches than liblz4's fast mode at half its speed; its high-compression mode is four to six times slower again.
///
/// Made for text that repeats from its front on, as addresses do: province, county, town, village, number. Where a match ends,
/// the eight bytes around its end are looked up; where they stood last, the same text went on further. So a search walks down
/// from the county's last address to the town's and the village's, one look-up a step.
///
///     sequence: literals n | match m    literals        distance   more of m
///               one byte, four bits each (more of n)    two bytes
///
/// **Shape**: positions in the tables are offsets + 1; 0 is free. **Source**: LZ4 block format description.
@safe package struct LZ4Matcher: ~Copyable {
    /// Entries of the tables: `1 << bits`. A short page needs few, and clearing many would cost more than searching it.
    private static let mostLongBits: UInt64 = 15
    private static let mostShortBits: UInt64 = 14
    private static let largestDistance = 65535
    /// A block ends with five literals, and its last match begins twelve bytes before the end or earlier.
    private static let endLiteralCount = 5
    private static let lastMatchMargin = 12
    /// How far before the end of a match the look-up for a longer one begins.
    private static let overlap = 6

    private struct Match {
        /// Where it begins, and where the same bytes stood before.
        var at: Int
        var from: Int
        var length: Int
    }

    private var longBits = LZ4Matcher.mostLongBits
    private var shortBits = LZ4Matcher.mostShortBits
    // Where eight bytes, and where four bytes, stood last. Allocated with `1 << most…Bits` entries, `1 << …Bits` initialised.
    private let long: UnsafeMutablePointer<UInt32>
    private let short: UnsafeMutablePointer<UInt32>

    package init() {
        unsafe long = .allocate(capacity: 1 << Int(Self.mostLongBits))
        unsafe short = .allocate(capacity: 1 << Int(Self.mostShortBits))
    }

    deinit {
        // Integers need no destruction.
        unsafe long.deallocate()
        unsafe short.deallocate()
    }

    /// **Units**: bytes; what `count` bytes can become at most.
    static func bound(_ count: Int) -> Int { count + count / 255 + 16 }

    package mutating func compress(_ bytes: RawSpan, into buffer: inout ByteBuffer) {
        precondition(bytes.byteCount <= Limits.pageByteCount, "a page exceeds the limit")
        // The span outlives the call. `write` stays inside the bound, but for copies that overshoot into the slack.
        unsafe bytes.withUnsafeBytes { source in
            unsafe buffer.append(upTo: Self.bound(source.count)) { out in
                guard let base = source.baseAddress else {
                    unsafe out.storeBytes(of: 0, as: UInt8.self)
                    return 1
                }
                return unsafe write(base, count: source.count, to: out)
            }
        }
    }

    private mutating func write(_ source: UnsafeRawPointer, count: Int, to out: UnsafeMutableRawPointer) -> Int {
        var writer = unsafe LZ4SequenceWriter(source: source, count: count, out: out)
        guard count > Self.lastMatchMargin else { return writer.finish() }
        let bits = UInt64(Int.bitWidth - count.leadingZeroBitCount)
        longBits = min(Self.mostLongBits, bits)
        shortBits = min(Self.mostShortBits, bits)
        unsafe long.initialize(repeating: 0, count: 1 << Int(longBits))
        unsafe short.initialize(repeating: 0, count: 1 << Int(shortBits))
        let limit = count &- Self.lastMatchMargin
        let end = count &- Self.endLiteralCount
        var at = 0
        // Every eight-byte load is at a place before `limit`, or was before.
        while at < limit {
            guard var match = unsafe find(source, at: at, limit: limit, end: end) else {
                // Bytes that do not repeat are passed over faster and faster.
                at &+= 1 &+ (at &- writer.anchor) &>> 6
                continue
            }
            unsafe lengthen(&match, source, limit: limit, end: end)
            while match.at > writer.anchor, match.from > 0,
                unsafe source.load(fromByteOffset: match.at &- 1, as: UInt8.self)
                    == source.load(fromByteOffset: match.from &- 1, as: UInt8.self)
            {
                match.at &-= 1
                match.from &-= 1
                match.length &+= 1
            }
            writer.append(at: match.at, distance: match.at &- match.from, length: match.length)
            at = match.at &+ match.length
            if at < limit { unsafe note(match, source) }
        }
        return writer.finish()
    }

    /// The match of eight bytes or more at a place, else one of four or more, if the next place has none of eight.
    @inline(__always)
    private mutating func find(_ source: UnsafeRawPointer, at: Int, limit: Int, end: Int) -> Match? {
        let word = unsafe Self.word(source, at)
        let shortSlot = shortSlot(word)
        if let match = unsafe swapLong(word, source, at: at, end: end) {
            unsafe short[shortSlot] = UInt32(truncatingIfNeeded: at &+ 1)
            return match
        }
        let from = unsafe Int(short[shortSlot]) &- 1
        unsafe short[shortSlot] = UInt32(truncatingIfNeeded: at &+ 1)
        guard from >= 0, at &- from <= Self.largestDistance,
            unsafe source.loadUnaligned(fromByteOffset: from, as: UInt32.self) == UInt32(truncatingIfNeeded: word)
        else { return nil }
        let match = unsafe Match(at: at, from: from, length: 4 &+ Self.common(source, at &+ 4, from &+ 4, end: end))
        let next = at &+ 1
        if next < limit, let longer = unsafe swapLong(Self.word(source, next), source, at: next, end: end),
            longer.length > match.length
        {
            return longer
        }
        return match
    }

    /// Looks eight bytes up and notes their new place.
    @inline(__always)
    private mutating func swapLong(_ word: UInt64, _ source: UnsafeRawPointer, at: Int, end: Int) -> Match? {
        let slot = longSlot(word)
        let from = unsafe Int(long[slot]) &- 1
        unsafe long[slot] = UInt32(truncatingIfNeeded: at &+ 1)
        guard from >= 0, at &- from <= Self.largestDistance, unsafe Self.word(source, from) == word else { return nil }
        return unsafe Match(at: at, from: from, length: 8 &+ Self.common(source, at &+ 8, from &+ 8, end: end))
    }

    /// Looks for an earlier place that agrees further than the match at hand.
    @inline(__always)
    private mutating func lengthen(_ match: inout Match, _ source: UnsafeRawPointer, limit: Int, end: Int) {
        var steps = 8
        while match.length >= 8, steps > 0 {
            steps &-= 1
            let at = match.at &+ match.length &- Self.overlap
            guard at < limit else { return }
            let word = unsafe Self.word(source, at)
            let slot = longSlot(word)
            let known = unsafe Int(long[slot]) &- 1
            unsafe long[slot] = UInt32(truncatingIfNeeded: at &+ 1)
            let from = known &- (at &- match.at)
            guard known >= 0, from >= 0, match.at &- from <= Self.largestDistance, unsafe Self.word(source, known) == word
            else { return }
            let length = unsafe Self.common(source, match.at, from, end: end)
            guard length > match.length else { return }
            match.from = from
            match.length = length
        }
    }

    /// Notes a few places inside a match.
    @inline(__always)
    private mutating func note(_ match: Match, _ source: UnsafeRawPointer) {
        let end = match.at &+ match.length
        let second = unsafe Self.word(source, match.at &+ 2)
        unsafe long[longSlot(second)] = UInt32(truncatingIfNeeded: match.at &+ 3)
        unsafe short[shortSlot(second)] = UInt32(truncatingIfNeeded: match.at &+ 3)
        let lastButOne = unsafe Self.word(source, end &- 2)
        unsafe long[longSlot(lastButOne)] = UInt32(truncatingIfNeeded: end &- 1)
        let last = unsafe Self.word(source, end &- 1)
        unsafe short[shortSlot(last)] = UInt32(truncatingIfNeeded: end)
    }

    /// How many bytes agree at two places, up to `end`.
    @inline(__always)
    private static func common(_ source: UnsafeRawPointer, _ a: Int, _ b: Int, end: Int) -> Int {
        var count = 0
        // `b` lies before `a`, and `a + count` stays at or before `end`.
        while a &+ count &+ 8 <= end {
            let difference = unsafe word(source, a &+ count) ^ word(source, b &+ count)
            if difference != 0 { return count &+ difference.trailingZeroBitCount &>> 3 }
            count &+= 8
        }
        while a &+ count < end,
            unsafe source.load(fromByteOffset: a &+ count, as: UInt8.self) == source.load(fromByteOffset: b &+ count, as: UInt8.self)
        {
            count &+= 1
        }
        return count
    }

    @inline(__always)
    private static func word(_ source: UnsafeRawPointer, _ at: Int) -> UInt64 {
        unsafe UInt64(littleEndian: source.loadUnaligned(fromByteOffset: at, as: UInt64.self))  // the callers stay inside
    }

    @inline(__always)
    private func longSlot(_ word: UInt64) -> Int {
        Int(truncatingIfNeeded: (word &* 0xCF1B_BCDC_B7A5_6463) &>> (64 &- longBits))
    }

    @inline(__always)
    private func shortSlot(_ word: UInt64) -> Int {
        Int(truncatingIfNeeded: (word &<< 32 &* 0x9E37_79B1_85EB_CA87) &>> (64 &- shortBits))
    }
}
