/// Writes the side tables of a school or county: one workbook with a sheet each, or one text file each.
struct SideFiles {
    let drop: DropFolder
    let temporary: String

    func write(_ tables: SideTables, folder: String, name: String, format: FileFormat) throws(SyntheticError) -> [TruthEntry] {
        let asWorkbook = format.isWorkbook
        let contents = tables.all.filter { $0.rowCount > 0 }.map { table in
            SheetContent(
                name: asWorkbook ? table.kind.title : "", columns: SideFiles.columns(table.kind), table: table, rows: Array(0..<table.rowCount))
        }
        if asWorkbook {
            if format == .oldWorkbook {
                let file = "\(folder)/\(name)_学校表.xls"
                let book = OldWorkbook.render(contents)
                try drop.write(book.bytes, to: file)
                return zip(contents, book.rowNumbers).flatMap { $0.truth(file: file, rowNumbers: $1) }
            }
            let file = "\(folder)/\(name)_学校表.xlsx"
            let numbers = try Workbook.write(contents, path: try drop.prepare(file), inline: false, temporary: temporary)
            return zip(contents, numbers).flatMap { $0.truth(file: file, rowNumbers: $1) }
        }
        var entries: [TruthEntry] = []
        for content in contents {
            let file = "\(folder)/\(name)_\(content.table.kind.title).csv"
            let text = TextSheet.render(content)
            try drop.write(TextEncoding.utf8Mark.encode(text.bytes), to: file)
            entries += content.truth(file: file, rowNumbers: text.rowNumbers)
        }
        return entries
    }

    static func columns(_ kind: TableKind) -> [SheetColumn] {
        kind.fields.map { SheetColumn(header: $0.chineseName, source: .field($0.index)) }
    }
}
