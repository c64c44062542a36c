/// The short keys of a file's column, scattered while they are read.
///
/// Neither the column nor its pages are held: what a page gives is in records before the next page is read.
package struct FileKeys: Sendable {
    private let file: ParquetFile
    private let column: String
    private let keyHash: KeyHash
    private let format: KeyRecordFormat
    private let locator: RowLocator

    /// Nil when the footer does not promise keys without nulls that are so short that records hold them whole.
    package init?(_ file: ParquetFile, column: String) throws(ColumnarError) {
        guard let index = file.schema.index(of: column), file.schema.fields[index].type == .int64 else { return nil }
        var largest: UInt64 = 0
        for group in file.rowGroups where group.rowCount > 0 {
            let chunk = group.columns[index]
            guard chunk.nullCount == 0, case .integer(let low) = chunk.minimum, low >= 0, case .integer(let high) = chunk.maximum
            else { return nil }
            largest = max(largest, UInt64(bitPattern: high))
        }
        keyHash = KeyHash(largest: largest)
        format = KeyRecordFormat(rowCount: file.rowCount)
        guard format.isExact(keyBits: keyHash.bits) else { return nil }
        locator = RowLocator(rowCounts: file.rowGroups.map(\.rowCount))
        self.file = file
        self.column = column
    }

    /// Nil when the pages do not keep what the footer promised.
    func groups(threads: Int) throws(ColumnarError) -> DuplicateGroups? {
        let scattered = try Parallel.map(file.rowGroups.count, threads: threads) { (rowGroup) throws(ColumnarError) in
            try scatter(rowGroup)
        }
        var chunks: [ScatteredChunk] = []
        for part in scattered {
            guard let part else { return nil }
            chunks.append(contentsOf: part)
        }
        return PartProbe(chunks: chunks, format: format, check: ExactRecords()).groups(threads: threads)
    }

    private func scatter(_ rowGroup: Int) throws(ColumnarError) -> [ScatteredChunk]? {
        var chunks: [ScatteredChunk] = []
        var isSound = true
        var number = locator.starts[rowGroup]
        let end = locator.starts[rowGroup + 1]
        try file.forEachRun(rowGroup: rowGroup, column: column, minimumCount: ScatteredChunk.rowCount / 2) { values in
            var used: Int64 = 0
            for value in values { used |= value }
            isSound = isSound && KeyHash(largest: UInt64(bitPattern: used)).bits <= keyHash.bits && values.count <= end - number
            guard isSound else { return }
            let source = NarrowKeys(column: PrimitiveColumn(values: values), mask: -1, sentinel: nil, keyHash: keyHash)
            for start in stride(from: 0, to: values.count, by: ScatteredChunk.rowCount) {
                let rows = start..<min(values.count, start + ScatteredChunk.rowCount)
                chunks.append(ScatteredChunk([KeyRun(source: source, rows: rows, firstNumber: number + start)], format))
            }
            number += values.count
        }
        return isSound && number == end ? chunks : nil
    }

    /// The keys of a row group, whatever they are.
    static func keys(
        of file: ParquetFile, _ column: String, _ rowGroup: Int
    ) throws(ColumnarError) -> PrimitiveColumn<Int64> {
        let batch = try file.read(rowGroup: rowGroup, columns: [column])
        guard case .int64(let keys) = batch.columns[0] else {
            throw ColumnarError(
                .unsupported, "expected 64-bit integers, found \(batch.schema.fields[0].type)",
                location: "\(file.path), column \(column)")
        }
        return keys
    }
}
