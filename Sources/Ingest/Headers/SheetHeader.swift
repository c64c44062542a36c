import Records

/// The header of a data sheet: which table it is and where its fields stand.
package struct SheetHeader: Sendable, Equatable {
    /// Two columns or more that name one field.
    package struct Duplicate: Sendable, Equatable {
        package var field: Int
        /// N1, in column order; an empty header cell gives the text it takes from above.
        package var headers: [String]
    }

    /// A column whose header names no field.
    package struct UnknownColumn: Sendable, Equatable {
        package var column: Int
        /// N1.
        package var text: String
    }

    package var table: RegistryTable
    package var rowNumber: Int32
    /// For each field of the table the leftmost column that names it, nil where there is none or the field is not filled.
    package var columns: [Int?]
    /// Indices of the named fields in column order, without repetitions and without fields that are not filled.
    package var fieldsInColumnOrder: [Int]
    package var duplicates: [Duplicate]
    package var unknown: [UnknownColumn]
    /// Students only.
    package var template: StudentTemplate?

    /// - Parameters:
    ///   - own: the cells of the header row.
    ///   - effective: the same, an empty cell replaced by the one above where that resolves.
    init(tableAt position: Int, rowNumber: Int32, own: [HeaderCell], effective: [HeaderCell]) {
        let table = RegistryTable.recognitionOrder[position]
        self.table = table
        self.rowNumber = rowNumber
        let fields = table.fields
        var byField: [Int: [Int]] = [:]
        fieldsInColumnOrder = []
        for (column, cell) in effective.enumerated() where cell.fields[position] >= 0 {
            let field = Int(cell.fields[position])
            guard fields[field].requirement != .notFilled else { continue }
            if byField[field] == nil { fieldsInColumnOrder.append(field) }
            byField[field, default: []].append(column)
        }
        columns = fields.indices.map { byField[$0]?.first }
        duplicates = fields.indices.compactMap { field in
            guard let columns = byField[field], columns.count > 1 else { return nil }
            return Duplicate(field: field, headers: columns.map { effective[$0].text })
        }
        unknown = own.enumerated().compactMap { column, cell in
            guard cell.fields[position] < 0, !BlankText.isBlank(cell.text), cell.key != "序号" else {
                return nil
            }
            return UnknownColumn(column: column, text: cell.text)
        }
        template = table == .student ? .recognise(headerKeys: effective.map(\.key)) : nil
    }
}

/// Blankness of text that belongs to no field.
enum BlankText {
    static func isBlank(_ normalised: String) -> Bool { BlankValue.isBlank(Array(normalised.utf8).span) }
}
