import Columnar
import Records

extension FieldTables {
    /// Places and the fields of a kind in each table.
    static func inputs(_ isMeant: (FieldDefinition) -> Bool) -> ScanInputs {
        var inputs: ScanInputs = [:]
        for table in all {
            let fields = table.fields.filter { $0.requirement != .notFilled && isMeant($0) }
            if !fields.isEmpty { inputs[table] = ["file", "sheet", "row", "school_id"] + fields.map(\.name) }
        }
        return inputs
    }
}

extension TableBatch {
    /// Calls `body` for every value of some text fields that a test calls odd. Each distinct value is tested once.
    func forEachOddValue(
        _ isMeant: (FieldDefinition) -> Bool, _ isOdd: (FieldDefinition, String) -> Bool,
        _ body: (_ row: Int, _ field: FieldDefinition, _ value: String) throws -> Void
    ) throws {
        for field in table.fields where field.requirement != .notFilled && isMeant(field) {
            let texts = try text(field.name)
            if let codes = texts.codes {
                let odd = (0..<texts.values.count).map { isOdd(field, texts.values[$0] ?? "") }
                guard odd.contains(true) else { continue }
                for row in 0..<rowCount where !texts.isNull(row) && odd[Int(codes[row])] {
                    try body(row, field, texts.string(row) ?? "")
                }
            } else {
                for row in 0..<rowCount where !texts.isNull(row) {
                    let value = texts.string(row) ?? ""
                    if isOdd(field, value) { try body(row, field, value) }
                }
            }
        }
    }
}
