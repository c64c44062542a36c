/// The tables of the registry: eight that schools and the province fill, four that the program writes.
public enum RegistryTable: String, CaseIterable, Sendable {
    case student, school, campus, `class`, proof, summary, signoff, issuedSchool
    case cellIssues, findings, files, runs

    /// The folder in the store, `students`.
    public var storeName: String {
        switch self {
        case .student: "students"
        case .school: "schools"
        case .campus: "campuses"
        case .class: "classes"
        case .proof: "proofs"
        case .summary: "summaries"
        case .signoff: "signoffs"
        case .issuedSchool: "issued_schools"
        case .cellIssues: "cell_issues"
        case .findings: "findings"
        case .files: "files"
        case .runs: "runs"
        }
    }

    /// The word in the findings' `table` column. Findings about the issued list stand under `school`.
    public var findingName: String { self == .issuedSchool ? "school" : rawValue }

    public init?(storeName: String) {
        guard let table = RegistryTable.allCases.first(where: { $0.storeName == storeName }) else { return nil }
        self = table
    }

    /// The tables whose rows come from sheets.
    public var isData: Bool { !fields.isEmpty }

    /// Every field in the order of `fields.csv`, also those that are not filled; empty for the program's own tables.
    public var fields: [FieldDefinition] { FieldTable.shared[self].fields }

    public func field(named name: String) -> FieldDefinition? { FieldTable.shared[self].byName[name].map { fields[$0] } }

    /// The field that a header names, by exact match of the normalised text.
    public func resolveHeader(_ header: String) -> FieldDefinition? { resolveHeaderKey(HeaderText.key(header)) }

    /// The same for a header that went through `HeaderText.key` already.
    public func resolveHeaderKey(_ key: String) -> FieldDefinition? {
        FieldTable.headers[position][key].map { fields[$0] }
    }
}

/// The fields of one table with their indexes.
struct TableFields: Sendable {
    var fields: [FieldDefinition] = []
    var byName: [String: Int] = [:]

    init(_ fields: [FieldDefinition]) {
        self.fields = fields
        byName = Dictionary(fields.map { ($0.name, $0.index) }, uniquingKeysWith: { first, _ in first })
    }

    func byHeader() -> ByteTable {
        var table = ByteTable()
        let keys = fields.map(\.headerKeys)
        for field in fields {
            for key in keys[field.index] where table[key] == nil { table[key] = field.index }
        }
        // A field's own name wins over another field's alias.
        for field in fields { table[keys[field.index][0]] = field.index }
        return table
    }
}

/// `fields.csv` and `side_fields.csv`, read once.
struct FieldTable: Sendable {
    static let shared = FieldTable()
    /// The fields of each table by their names and aliases in headers; only ingest looks at headers.
    static let headers = shared.tables.map { $0.byHeader() }
    private let tables: [TableFields]

    init() {
        let rows = GeneratedTable.fields.rows() + GeneratedTable.side_fields.rows()
        tables = RegistryTable.allCases.map { table in
            let own = rows.filter { $0["table"] == table.findingName }
            return TableFields(
                own.enumerated().map { index, row in
                    guard let field = FieldDefinition(table: table, index: index, row: row) else {
                        preconditionFailure("fields.csv: row \(index) of \(table) cannot be read")
                    }
                    return field
                })
        }
    }

    subscript(_ table: RegistryTable) -> TableFields { tables[table.position] }
}

extension RegistryTable {
    /// Position in `allCases`.
    package var position: Int {
        switch self {
        case .student: 0
        case .school: 1
        case .campus: 2
        case .class: 3
        case .proof: 4
        case .summary: 5
        case .signoff: 6
        case .issuedSchool: 7
        case .cellIssues: 8
        case .findings: 9
        case .files: 10
        case .runs: 11
        }
    }
}
