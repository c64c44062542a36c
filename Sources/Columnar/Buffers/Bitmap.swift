/// One bit per value, least significant bit first, as Arrow lays out validity and booleans.
///
/// **Shape**: `words.count == (count + 63) / 64`; bits at and after `count` are zero.
/// **Source**: Apache Arrow columnar format, "Validity bitmaps".
public struct Bitmap: Sendable, Equatable {
    public private(set) var words: [UInt64]
    public private(set) var count: Int

    /// An empty bitmap with room for `minimumCapacity` bits.
    public init(minimumCapacity: Int = 0) {
        words = []
        words.reserveCapacity((minimumCapacity + 63) / 64)
        count = 0
    }

    /// `count` equal bits.
    public init(repeating value: Bool, count: Int) {
        words = [UInt64](repeating: value ? .max : 0, count: (count + 63) / 64)
        self.count = count
        clearTail()
    }

    /// Takes over whole words; bits after `count` are cleared.
    ///
    /// - Precondition: `words` holds at least `count` bits.
    public init(words: [UInt64], count: Int) {
        precondition(words.count >= (count + 63) / 64, "too few words for \(count) bits")
        self.words = words
        self.count = count
        if words.count > (count + 63) / 64 { self.words.removeLast(words.count - (count + 63) / 64) }
        clearTail()
    }

    @inlinable public subscript(index: Int) -> Bool {
        (words[index >> 6] >> UInt64(truncatingIfNeeded: index & 63)) & 1 != 0
    }

    public mutating func set(_ index: Int, to value: Bool) {
        precondition(index >= 0 && index < count, "bit \(index) of \(count)")
        let mask = UInt64(1) << UInt64(index & 63)
        if value { words[index >> 6] |= mask } else { words[index >> 6] &= ~mask }
    }

    public mutating func append(_ value: Bool) {
        if count & 63 == 0 { words.append(0) }
        if value { words[count >> 6] |= UInt64(1) << UInt64(count & 63) }
        count += 1
    }

    public mutating func append(repeating value: Bool, count more: Int) {
        var left = more
        while left > 0 && count & 63 != 0 {
            append(value)
            left -= 1
        }
        words.append(contentsOf: repeatElement(value ? .max : 0, count: (left + 63) / 64))
        count += left
        clearTail()
    }

    public mutating func append(contentsOf other: Bitmap) {
        let shift = UInt64(count & 63)
        if shift == 0 {
            words.append(contentsOf: other.words)
        } else {
            for word in other.words {
                words[words.count - 1] |= word << shift
                words.append(word >> (64 - shift))
            }
        }
        count += other.count
        if words.count > (count + 63) / 64 { words.removeLast(words.count - (count + 63) / 64) }
    }

    /// Appends the lowest `more` bits of `bits`.
    ///
    /// - Precondition: `more` is 0…64.
    package mutating func append(bits: UInt64, count more: Int) {
        precondition(more >= 0 && more <= 64, "a word has 64 bits")
        guard more > 0 else { return }
        let masked = more == 64 ? bits : bits & (UInt64(1) << UInt64(more) - 1)
        let shift = count & 63
        if shift == 0 {
            words.append(masked)
        } else {
            words[words.count - 1] |= masked << UInt64(shift)
            if shift + more > 64 { words.append(masked >> UInt64(64 - shift)) }
        }
        count += more
    }

    /// How many bits are set.
    public var setCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// How many bits of a range are set.
    package func setCount(in range: Range<Int>) -> Int {
        guard !range.isEmpty else { return 0 }
        let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
        var count = 0
        for index in first...last {
            var word = words[index]
            if index == first { word &= .max << UInt64(range.lowerBound & 63) }
            if index == last { word &= .max >> UInt64(63 - (range.upperBound - 1) & 63) }
            count += word.nonzeroBitCount
        }
        return count
    }

    /// True where both bitmaps have a bit; an absent bitmap counts as all set.
    public static func intersection(_ a: Bitmap?, _ b: Bitmap?) -> Bitmap? {
        guard let a else { return b }
        guard let b else { return a }
        precondition(a.count == b.count, "bitmaps of different length")
        return Bitmap(words: zip(a.words, b.words).map { $0 & $1 }, count: a.count)
    }

    private mutating func clearTail() {
        if count & 63 != 0, !words.isEmpty { words[words.count - 1] &= (UInt64(1) << UInt64(count & 63)) - 1 }
    }
}
