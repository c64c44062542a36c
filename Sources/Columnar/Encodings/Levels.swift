/// Definition levels of an optional flat column: one bit a row, 1 = there is a value.
///
/// A bit-packed run of levels is a validity bitmap byte for byte, so both directions move words.
/// **Source**: Parquet format, "Data Pages"; data page v1 puts the byte length (4 bytes) in front.
package enum Levels {
    /// Appends the levels of `count` rows from `start` on; `validity == nil` means that no row is null.
    ///
    /// - Precondition: `start` is a multiple of 64.
    package static func encode(_ validity: Bitmap?, start: Int, count: Int, into buffer: inout ByteBuffer) {
        precondition(start & 63 == 0, "levels begin at a whole word")
        let lengthAt = buffer.count
        buffer.append(littleEndian: UInt32(0))
        if let validity {
            encodeRuns(validity, start: start, count: count, into: &buffer)
        } else if count > 0 {
            RunLengthHybrid.appendRun(1, count: count, width: 1, into: &buffer)
        }
        buffer.overwrite(at: lengthAt, littleEndian: UInt32(buffer.count - lengthAt - 4))
    }

    /// Whole words of one value make runs from 256 rows on; the words between them are copied.
    private static func encodeRuns(_ validity: Bitmap, start: Int, count: Int, into buffer: inout ByteBuffer) {
        let words = validity.words
        let first = start >> 6
        let end = (start + count + 63) >> 6
        var literal = first
        var i = first
        while i < end {
            let word = words[i]
            var next = i + 1
            if word == 0 || word == .max {
                while next < end, words[next] == word { next += 1 }
                let rows = min(next * 64, start + count) - i * 64
                if rows >= 256 || (next == end && i == first) {
                    appendLiterals(words[literal..<i], bits: (i - literal) * 64, into: &buffer)
                    RunLengthHybrid.appendRun(word & 1, count: rows, width: 1, into: &buffer)
                    literal = next
                }
            }
            i = next
        }
        appendLiterals(words[literal..<end], bits: start + count - literal * 64, into: &buffer)
    }

    private static func appendLiterals(_ words: ArraySlice<UInt64>, bits: Int, into buffer: inout ByteBuffer) {
        guard !words.isEmpty else { return }
        let size = (bits + 7) / 8
        buffer.append(varint: UInt64(size) << 1 | 1)
        let swapped = words.map(\.littleEndian)
        unsafe buffer.append(contentsOf: swapped.span.bytes.extracting(0..<size))  // words have no padding
    }

    /// Appends `count` levels to `validity` and returns how many of them are 1.
    package static func decode(_ bytes: ByteSlice, count: Int, into validity: inout Bitmap) throws(ColumnarError) -> Int {
        var offset = 0
        var left = count
        var valid = 0
        while left > 0 {
            let run = try Run(bytes, width: 1, at: &offset)
            let rows = min(left, run.count)
            if run.isPacked {
                valid += try append(try bytes.slice(run.offset, run.byteCount), count: rows, to: &validity)
            } else {
                validity.append(repeating: run.value != 0, count: rows)
                valid += run.value != 0 ? rows : 0
            }
            left -= rows
        }
        return valid
    }

    /// Appends packed bits and returns how many are set.
    package static func append(_ bytes: ByteSlice, count: Int, to bitmap: inout Bitmap) throws(ColumnarError) -> Int {
        guard (count + 7) / 8 <= bytes.count else { throw ByteSlice.endOfBytes }
        var set = 0
        unsafe bytes.withUnsafePointer { source in
            var row = 0
            while row < count {
                let rows = min(64, count - row)
                // The word begins inside the checked bytes and ends at most inside the slack.
                var word = unsafe UInt64(littleEndian: source.loadUnaligned(fromByteOffset: row >> 3, as: UInt64.self))
                if rows < 64 { word &= (UInt64(1) << UInt64(rows)) - 1 }
                bitmap.append(bits: word, count: rows)
                set += word.nonzeroBitCount
                row += 64
            }
        }
        return set
    }
}
