/// Encodes a chunk of booleans, one bit each.
struct BooleanChunkEncoder {
    let rows: ChunkRows
    /// Without nulls.
    let values: Bitmap
    let options: ParquetOptions

    init(_ columns: [BoolColumn], rows: ChunkRows, options: ParquetOptions) {
        self.rows = rows
        self.options = options
        var values = Bitmap(minimumCapacity: rows.valueCount)
        for column in columns { BooleanChunkEncoder.append(column, to: &values) }
        self.values = values
    }

    private static func append(_ column: BoolColumn, to values: inout Bitmap) {
        guard let validity = column.validity else {
            values.append(contentsOf: column.values)
            return
        }
        for (word, isValid) in zip(column.values.words, validity.words) {
            var bits = isValid
            var packed: UInt64 = 0
            var count = 0
            while bits != 0 {
                packed |= (word >> UInt64(bits.trailingZeroBitCount) & 1) << UInt64(count)
                count += 1
                bits &= bits &- 1
            }
            values.append(bits: packed, count: count)
        }
    }

    func encode(wantsBounds: Bool) -> EncodedColumnChunk {
        var bodies = PageBodies(.plain, byteCount: rows.rowCount / 4 + 1024)
        for page in rows.pages(byteCount: values.count / 8, pageByteCount: options.pageByteCount) {
            bodies.appendPage(page, of: rows) { range, buffer in
                PlainEncoding.encode(slice(range), into: &buffer)
            }
        }
        let bounds: [ValueBounds?]? =
            wantsBounds
            ? bodies.pages.map { page in
                guard !page.values.isEmpty else { return nil }
                let set = slice(page.values).setCount
                return ValueBounds(minimum: .bool(set == page.values.count), maximum: .bool(set > 0))
            } : nil
        return EncodedColumnChunk(bodies, rows: rows, type: .boolean, bounds: bounds, options: options)
    }

    private func slice(_ range: Range<Int>) -> Bitmap {
        if range == 0..<values.count { return values }
        var part = Bitmap(minimumCapacity: range.count)
        var at = range.lowerBound
        while at < range.upperBound {
            let shift = at & 63
            let count = min(64 - shift, range.upperBound - at)
            part.append(bits: values.words[at >> 6] >> UInt64(shift), count: count)
            at += count
        }
        return part
    }
}
