import Columnar

/// Texts of a column for some rows, or for all of them where the column was read whole.
package struct RowTexts {
    private let texts: TextColumn
    /// The rows that `texts` holds, ascending; nil for all.
    private let rows: [Int32]?

    init(_ texts: TextColumn, rows: [Int32]? = nil) {
        self.texts = texts
        self.rows = rows
    }

    /// - Precondition: the row is one of those that were asked for.
    private func position(_ row: Int) -> Int {
        guard let rows else { return row }
        let position = rows.indices.partitionPoint { Int(rows[$0]) < row }
        precondition(position < rows.count && Int(rows[position]) == row, "a row that was not asked for")
        return position
    }

    package func isNull(_ row: Int) -> Bool { texts.isNull(position(row)) }
    package func string(_ row: Int) -> String? { texts.string(position(row)) }
    /// As `TextColumn.hash`.
    package func hash(_ row: Int) -> UInt64 { texts.hash(position(row)) }

    /// Takes the bytes of a row into a digest.
    func add(_ row: Int, to digest: inout ValueDigest) {
        digest.add(texts.values.bytes.span.extracting(texts.range(position(row))))
    }
}

extension TableBatch {
    /// The texts of some rows, ascending. Where they are few and the column is not there yet, only they are read.
    package func texts(_ name: String, rows: [Int]) throws(ColumnarError) -> RowTexts {
        guard isSelective, rows.count * 8 < rowCount, loaded(name) == nil else { return RowTexts(try text(name)) }
        if rows.isEmpty { return RowTexts(TextColumn(.utf8(StringColumn([]))), rows: []) }
        let wanted = rows.map { Int32($0) }
        return RowTexts(TextColumn(.utf8(try source.texts(partition: partition, column: name, rows: wanted))), rows: wanted)
    }

    /// Which rows of a column are not null; nil when none is.
    package func validity(_ name: String) throws(ColumnarError) -> Bitmap? {
        if let column = loaded(name) { return column.validity }
        return isSelective ? try source.validity(partition: partition, column: name) : try column(name).validity
    }

    /// One text of a row: of one of the rows in `focus`, if there are any.
    package func string(_ name: String, _ row: Int) throws(ColumnarError) -> String? {
        guard let focus else { return try text(name).string(row) }
        if let known = focusedTexts[name] { return known.string(row) }
        let texts = try texts(name, rows: focus)
        focusedTexts[name] = texts
        return texts.string(row)
    }
}
