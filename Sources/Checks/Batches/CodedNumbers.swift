import Columnar

/// A number for each row of a text column, worked out once for each distinct text and looked up when a row is asked for.
///
/// For columns of which few rows are looked at: nothing is made for the others.
package struct CodedNumbers: Sendable {
    private let table: [Int32]
    private let codes: DictionaryColumn
    private let null: Int32

    package init(_ codes: DictionaryColumn, null: Int32, _ transform: (String) -> Int32) {
        table = (0..<codes.values.count).map { transform(codes.values[$0] ?? "") }
        self.codes = codes
        self.null = null
    }

    package subscript(_ row: Int) -> Int32 { codes.isValid(row) ? table[codes.code(row)] : null }

    package var count: Int { codes.count }

    /// The number of all rows, where they have one and the same; nil when they may differ.
    package var constant: Int32? {
        if codes.nullCount == codes.count { return null }
        return table.count == 1 && codes.nullCount == 0 ? table[0] : nil
    }
}
