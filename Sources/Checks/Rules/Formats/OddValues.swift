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
    /// Calls `body` for every value of some text fields that a test calls odd. Each distinct value is tested once, as bytes:
    /// most of a province's texts are tested here, and hardly one is reported.
    func forEachOddValue(
        _ isMeant: (FieldDefinition) -> Bool, _ isOdd: (FieldDefinition, Span<UInt8>) -> Bool,
        _ body: (_ row: Int, _ field: FieldDefinition, _ value: String) throws -> Void
    ) throws {
        for field in table.fields where field.requirement != .notFilled && isMeant(field) {
            let texts = try text(field.name)
            let values = texts.values
            if let codes = texts.codes {
                let odd = (0..<values.count).map { isOdd(field, values.span($0)) }
                guard odd.contains(true) else { continue }
                for row in 0..<rowCount where odd[Int(codes[row])] && !texts.isNull(row) {
                    try body(row, field, texts.string(row) ?? "")
                }
            } else {
                // The bytes of a null are empty, which no test asks about.
                for row in 0..<rowCount where isOdd(field, values.span(row)) && !texts.isNull(row) {
                    try body(row, field, texts.string(row) ?? "")
                }
            }
        }
    }
}
