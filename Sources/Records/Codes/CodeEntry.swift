/// One row of a code list.
public struct CodeEntry: Sendable {
    public let code: String
    /// The prescribed label, N1.
    public let label: String
    /// N1.
    public let aliases: [String]
    /// Whether the collection accepts this entry; a cell that names another one counts as unresolved.
    public let isAccepted: Bool
    private let row: GeneratedRow

    init(row: GeneratedRow, list: String) {
        code = row["code"] ?? ""
        label = Normaliser.n1(row["name_zh"] ?? "")
        aliases = (row["aliases"] ?? "").split(separator: "|").map { Normaliser.n1(String($0)) }
        // Of the school types only the three-digit ones are types of schools; the others are headings.
        isAccepted = list == "school_type" ? row["level"] == "3" : (row["accepted"] ?? "1") == "1"
        self.row = row
    }

    /// A cell of the CSV by the name of its column.
    public subscript(column: String) -> String? { row[column] }

    /// A country code that was withdrawn, but still stands in drop-down lists.
    var isWithdrawn: Bool { self["note"]?.hasPrefix("withdrawn code") ?? false }

    /// A column that lists several values, `0|1`.
    public func list(_ column: String) -> [String] { (self[column] ?? "").split(separator: "|").map(String.init) }
}
