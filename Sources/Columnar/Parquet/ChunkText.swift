/// The text of a column chunk over all batches, as indices into one list of distinct texts.
struct CodedText {
    /// Largest dictionary: it has to fit a page and a reader's memory.
    static let distinctLimit = 1 << 20
    static let byteLimit = 64 << 20

    /// Of the rows that are not null.
    let codes: [UInt32]
    let values: StringColumn

    /// - Parameter pieces: for each column the first rows of the pieces that it was put together from. The look ahead goes by them,
    ///   so that it does not depend on which pieces share a batch.
    ///
    /// Nil when `utf8` batches look as if more than half of the texts were distinct, or the dictionary becomes too large.
    init?(_ columns: [Column], pieces: [[Int]], valueCount: Int) {
        var interner = TextInterner()
        var codes: [UInt32] = []
        codes.reserveCapacity(valueCount)
        /// How many rows there were when it was last asked whether this is worthwhile.
        var lookedAt = 0
        for (column, pieces) in zip(columns, pieces) {
            switch column {
            case .utf8(let text):
                guard CodedText.append(text, pieces, valueCount: valueCount, to: &codes, &interner, &lookedAt) else { return nil }
            case .dictionary(let dictionary):
                switch dictionary.indices {
                case .int8(let indices): CodedText.append(indices, of: dictionary, to: &codes, &interner)
                case .int16(let indices): CodedText.append(indices, of: dictionary, to: &codes, &interner)
                case .int32(let indices): CodedText.append(indices, of: dictionary, to: &codes, &interner)
                }
            default: preconditionFailure("not a column of text")
            }
            guard interner.count <= CodedText.distinctLimit, interner.bytes.count <= CodedText.byteLimit else { return nil }
        }
        self.codes = codes
        values = interner.finish()
    }

    /// - Returns: false when it is not worthwhile.
    private static func append(
        _ text: StringColumn, _ pieces: [Int], valueCount: Int, to codes: inout [UInt32], _ interner: inout TextInterner,
        _ lookedAt: inout Int
    ) -> Bool {
        let validity = text.validity
        let offsets = text.offsets.span
        return unsafe text.bytes.withUnsafeBytes { source in
            // A column of empty texts has no address, and none is read.
            guard let base = unsafe source.baseAddress ?? UnsafeRawPointer(bitPattern: 1) else { return false }
            for (index, first) in pieces.enumerated() {
                let end = index + 1 < pieces.count ? pieces[index + 1] : text.count
                for row in first..<end where validity == nil || validity![row] {
                    // After 512 rows of a piece, and where pieces begin: files have fewer rows than that.
                    if (row &- first) & 511 == 511 || row == first && codes.count &- lookedAt >= 512 {
                        lookedAt = codes.count
                        let isWorthwhile = DistinctForecast.isWorthwhile(interner.count, of: codes.count, whole: valueCount)
                        guard isWorthwhile, interner.count <= distinctLimit else { return false }
                    }
                    let start = unsafe Int(offsets[unchecked: row])  // row < count
                    let length = unsafe Int(offsets[unchecked: row + 1]) - start
                    codes.append(unsafe interner.intern(base + start, length: length))
                }
            }
            return true
        }
    }

    /// Only the texts that rows use enter the dictionary.
    private static func append<T: FixedWidthInteger & UnsignedInteger>(
        _ indices: [T], of dictionary: DictionaryColumn, to codes: inout [UInt32], _ interner: inout TextInterner
    ) {
        var known = [UInt32](repeating: .max, count: dictionary.values.count)
        let validity = dictionary.validity
        let values = dictionary.values
        unsafe values.bytes.withUnsafeBytes { source in
            guard let base = unsafe source.baseAddress ?? UnsafeRawPointer(bitPattern: 1) else { return }
            codes.append(addingCapacity: indices.count) { output in
                for row in 0..<indices.count where validity == nil || validity![row] {
                    let index = Int(indices[row])
                    if known[index] == .max {
                        let range = values.byteRange(index)
                        known[index] = unsafe interner.intern(base + range.lowerBound, length: range.count)  // inside the bytes
                    }
                    output.append(known[index])
                }
            }
        }
    }

    /// **Units**: bytes of the values when each row repeats its own.
    var plainByteCount: Int {
        var lengths: [Int] = []
        lengths.reserveCapacity(values.count)
        for i in 0..<values.count { lengths.append(values.byteRange(i).count + 4) }
        var sum = 0
        for code in codes { sum += lengths[Int(code)] }
        return sum
    }

    var dictionaryByteCount: Int { values.bytes.count + 4 * values.count }
}

/// The text of a column chunk over all batches, row by row.
enum PlainText {
    /// - Errors: `limit` when the text exceeds 4 GiB.
    static func join(_ columns: [Column], rows: ChunkRows) throws(ColumnarError) -> StringColumn {
        if columns.count == 1, case .utf8(let text) = columns[0] { return text }
        var joined = TextValues()
        joined.offsets.reserveCapacity(rows.rowCount + 1)
        for column in columns {
            switch column {
            case .utf8(let text):
                try joined.reserveBytes(text.bytes.count)
                let base = UInt32(joined.bytes.count)
                joined.bytes.append(contentsOf: text.bytes)
                for end in text.offsets.dropFirst() { joined.offsets.append(base + end) }
            case .dictionary(let dictionary):
                for row in 0..<dictionary.count {
                    if dictionary.isValid(row) {
                        let range = dictionary.values.byteRange(dictionary.code(row))
                        try joined.reserveBytes(range.count)
                        joined.bytes.append(contentsOf: dictionary.values.bytes[range])
                    }
                    joined.offsets.append(UInt32(joined.bytes.count))
                }
            default: preconditionFailure("not a column of text")
            }
        }
        return StringColumn(offsets: joined.offsets, bytes: joined.bytes, validity: rows.validity)
    }
}
