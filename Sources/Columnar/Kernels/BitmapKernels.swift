extension Bitmap {
    /// The bits of the given rows.
    public func gather(_ rows: [UInt32]) -> Bitmap {
        var result = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
        for wordIndex in result.indices {
            var word: UInt64 = 0
            let first = wordIndex << 6
            for bit in 0..<min(64, rows.count - first) {
                let row = Int(rows[first + bit])
                word |= ((words[row >> 6] >> UInt64(row & 63)) & 1) << UInt64(bit)
            }
            result[wordIndex] = word
        }
        return Bitmap(words: result, count: rows.count)
    }

    /// The bits of a range.
    public func slice(_ range: Range<Int>) -> Bitmap {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "bits \(range) of \(count)")
        let shift = UInt64(range.lowerBound & 63)
        let firstWord = range.lowerBound >> 6
        var result = [UInt64](repeating: 0, count: (range.count + 63) / 64)
        for i in result.indices {
            var word = words[firstWord + i] >> shift
            if shift != 0, firstWord + i + 1 < words.count { word |= words[firstWord + i + 1] << (64 - shift) }
            result[i] = word
        }
        return Bitmap(words: result, count: range.count)
    }

    /// The numbers of the set bits, ascending.
    public func setIndices() -> [UInt32] {
        precondition(count <= Int(UInt32.max), "more rows than a row number can hold")
        var result: [UInt32] = []
        result.reserveCapacity(setCount)
        forEachSet { result.append(UInt32(truncatingIfNeeded: $0)) }
        return result
    }

    /// Calls `body` with the positions of the bits that are set, ascending, a word at a time.
    @inlinable @inline(__always)
    package func forEachSet(_ body: (Int) throws -> Void) rethrows {
        for (index, word) in words.enumerated() {
            var left = word
            while left != 0 {
                try body(index << 6 + left.trailingZeroBitCount)
                left &= left &- 1
            }
        }
    }

    /// The same for the bits that are not set.
    @inlinable @inline(__always)
    package func forEachUnset(_ body: (Int) throws -> Void) rethrows {
        for (index, word) in words.enumerated() where word != .max {
            var left = ~word
            while left != 0 {
                let position = index << 6 + left.trailingZeroBitCount
                if position >= count { return }
                try body(position)
                left &= left &- 1
            }
        }
    }

    /// True where either bitmap has a bit.
    public static func union(_ a: Bitmap, _ b: Bitmap) -> Bitmap {
        precondition(a.count == b.count, "bitmaps of different length")
        return Bitmap(words: zip(a.words, b.words).map { $0 | $1 }, count: a.count)
    }

    /// True where this bitmap has no bit.
    public var inverted: Bitmap { Bitmap(words: words.map { ~$0 }, count: count) }
}
