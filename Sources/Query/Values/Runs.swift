import Columnar

/// Rows that differ from the row before them.
package enum Runs {
    /// One bit for each row: whether it differs from the one before it; the first row does not.
    ///
    /// - Returns: nil when more than `limit` rows do, or a row in four at the beginning, which will not become few.
    package static func changes<T: FixedWidthInteger>(_ values: [T], limit: Int = .max) -> [UInt64]? {
        var changes = [UInt64](repeating: 0, count: (values.count + 63) / 64)
        var found = 0
        for index in changes.indices {
            var last = values[max(0, index << 6 - 1)]
            for row in index << 6..<min(index << 6 + 64, values.count) {
                let value = values[row]
                changes[index] |= (value == last ? 0 : 1) &<< UInt64(row & 63)
                last = value
            }
            found += changes[index].nonzeroBitCount
            if isMany(found, limit, row: index << 6) { return nil }
        }
        return changes
    }

    @inline(__always)
    private static func isMany(_ found: Int, _ limit: Int, row: Int) -> Bool { found > limit || found > 256 && row < 1024 && limit < .max }

    /// The same, eight bytes at a time where they are equal, as they mostly are.
    package static func changes<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(words values: [T], limit: Int = .max) -> [UInt64]? {
        var result = [UInt64](repeating: 0, count: (values.count + 63) / 64)
        guard var last = values.first else { return result }
        let lanes = 64 / T.bitWidth
        let wordCount = values.count / lanes
        let span = values.span
        let bytes = unsafe span.bytes  // integers have no padding
        var changes = result.mutableSpan
        var found = 0
        for index in 0..<wordCount {
            // Inside, as `wordCount` says.
            let word = unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index &* 8, as: UInt64.self))
            if word == UInt64(last) &* (UInt64.max / UInt64(T.max)) { continue }
            let bits = Runs.changes(in: word, after: &last)
            let row = index &* lanes
            changes[row >> 6] |= bits &<< UInt64(row & 63)
            found &+= bits.nonzeroBitCount
            if isMany(found, limit, row: row) { return nil }
        }
        for row in wordCount * lanes..<span.count {
            changes[row >> 6] |= (span[row] == last ? 0 : 1) &<< UInt64(row & 63)
            last = span[row]
        }
        return result
    }

    /// Bit i: whether value i of a word differs from the one before it.
    @inline(__always)
    private static func changes<T: FixedWidthInteger & UnsignedInteger>(in word: UInt64, after last: inout T) -> UInt64 {
        let before = last
        if T.bitWidth == 8 {
            last = T(truncatingIfNeeded: word &>> 56)
            return ByteWord.nonzero(word ^ (word &<< 8 | UInt64(before)))
        }
        var bits: UInt64 = 0
        for lane in 0..<64 / T.bitWidth {
            let value = T(truncatingIfNeeded: word &>> UInt64(lane &* T.bitWidth))
            bits |= (value == last ? 0 : 1) &<< UInt64(lane)
            last = value
        }
        return bits
    }

    /// Calls `body` with each run of equal values and its value.
    @inline(__always)
    package static func forEach<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(_ values: [T], _ body: (Range<Int>, T) -> Void) {
        var start = 0
        for (index, word) in (changes(words: values) ?? []).enumerated() {
            var bits = word
            while bits != 0 {
                let end = index << 6 + bits.trailingZeroBitCount
                body(start..<end, values[start])
                start = end
                bits &= bits &- 1
            }
        }
        if start < values.count { body(start..<values.count, values[start]) }
    }
}
