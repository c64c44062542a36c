import Columnar

/// Rows that differ from the row before them.
package enum Runs {
    /// Bit i: whether row i of a range differs from the one before it; the first row of all does not.
    package static func changed<T: FixedWidthInteger>(_ values: [T], _ rows: Range<Int>) -> UInt64 {
        var last = values[max(0, rows.lowerBound - 1)]
        var bits: UInt64 = 0
        for row in rows {
            bits |= (values[row] == last ? 0 : 1) &<< UInt64(row - rows.lowerBound)
            last = values[row]
        }
        return bits
    }

    /// The same, eight bytes at a time where they are equal, as they mostly are.
    package static func changed<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(words values: [T], _ rows: Range<Int>) -> UInt64 {
        let lanes = 64 / T.bitWidth
        let span = values.span
        let bytes = unsafe span.bytes  // integers have no padding
        var last = values[max(0, rows.lowerBound - 1)]
        var bits: UInt64 = 0
        var row = rows.lowerBound
        precondition(rows.upperBound <= values.count, "rows outside the column")
        while row < rows.upperBound {
            let end = min(row &+ lanes, rows.upperBound)
            if row &+ lanes == end {
                // Inside, as the end says.
                let loaded = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: row &* (T.bitWidth / 8), as: UInt64.self)
                let word = UInt64(littleEndian: loaded)
                if word == UInt64(last) &* (UInt64.max / UInt64(T.max)) {
                    row = end
                    continue
                }
                if T.bitWidth == 8 {
                    bits |= ByteWord.nonzero(word ^ (word &<< 8 | UInt64(last))) &<< UInt64(row &- rows.lowerBound)
                    last = T(truncatingIfNeeded: word &>> 56)
                    row = end
                    continue
                }
            }
            while row < end {
                let value = unsafe span[unchecked: row]  // before the end
                bits |= (value == last ? 0 : 1) &<< UInt64(row &- rows.lowerBound)
                last = value
                row &+= 1
            }
        }
        return bits
    }

    /// Calls `body` with each run of equal values and its value.
    @inline(__always)
    package static func forEach<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(_ values: [T], _ body: (Range<Int>, T) -> Void) {
        var start = 0
        for first in stride(from: 0, to: values.count, by: 64) {
            var bits = changed(words: values, first..<min(first + 64, values.count))
            while bits != 0 {
                let end = first + bits.trailingZeroBitCount
                body(start..<end, values[start])
                start = end
                bits &= bits &- 1
            }
        }
        if start < values.count { body(start..<values.count, values[start]) }
    }
}
