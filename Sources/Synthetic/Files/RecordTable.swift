/// Severity as written in the truth file.
enum Severity: String { case error, warning, info }

/// A finding that a record will give, still without an address.
struct Expectation {
    let rule: String
    let severity: Severity
    /// Position of the field in its table; nil where the finding names none.
    let field: Int?
    /// A field of another table: findings about a school's pupils stand at the school's row.
    var otherField: String?
}

/// How a workbook holds a cell that is more than its text; text files write the text.
enum CellForm {
    /// A number although its text is longer than a number can be (FMT-01).
    case brokenNumber
    /// A day counted from 1900, formatted as a date.
    case serialDay(Int)
    /// A formula that was never calculated (FMT-05).
    case formula
}

/// Rows of one table: all texts in one byte array, cells as ranges of it.
///
/// **Shape**: `cells.count == rowCount * width`, row by row. Setting a cell again leaves the old bytes unused.
struct RecordTable {
    struct Cell {
        var start: UInt32 = 0
        var count: UInt32 = 0
    }

    let kind: TableKind
    let width: Int
    private(set) var bytes: [UInt8] = []
    private(set) var cells: [Cell] = []
    private(set) var rowCount = 0
    /// Findings by row.
    private(set) var expected: [Int: [Expectation]] = [:]
    private var forms: [Int: CellForm] = [:]

    init(_ kind: TableKind) {
        self.kind = kind
        width = kind.fields.count
    }

    @discardableResult
    mutating func appendRow() -> Int {
        cells.append(contentsOf: repeatElement(Cell(), count: width))
        rowCount += 1
        return rowCount - 1
    }

    /// A copy of a row of this table, sharing its bytes, with the findings of single cells.
    mutating func appendCopy(of row: Int) -> Int {
        cells.append(contentsOf: Array(cells[row * width..<(row + 1) * width]))
        rowCount += 1
        if let findings = expected[row] { expected[rowCount - 1] = findings }
        return rowCount - 1
    }

    /// Empties a row and forgets its findings.
    mutating func clear(_ row: Int) {
        for index in row * width..<(row + 1) * width { cells[index] = Cell() }
        expected[row] = nil
    }

    /// A row taken out of another table of the same kind.
    mutating func append(_ record: DetachedRecord) -> Int {
        let row = appendRow()
        for (field, text) in record.texts.enumerated() where !text.isEmpty { set(row, field, text) }
        if !record.expected.isEmpty { expected[row] = record.expected }
        return row
    }

    func detach(_ row: Int) -> DetachedRecord {
        DetachedRecord(texts: (0..<width).map { text(row, $0) }, expected: expected[row] ?? [])
    }

    mutating func set(_ row: Int, _ field: Int, _ text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        cells[row * width + field] = Cell(start: UInt32(start), count: UInt32(bytes.count - start))
    }

    mutating func set<Field: TableField>(_ row: Int, _ field: Field, _ text: String) { set(row, field.rawValue, text) }

    mutating func copy<Field: TableField>(_ row: Int, from source: Field, to target: Field) {
        cells[row * width + target.rawValue] = cells[row * width + source.rawValue]
    }

    func text(_ row: Int, _ field: Int) -> String {
        let cell = cells[row * width + field]
        return String(decoding: bytes[Int(cell.start)..<Int(cell.start + cell.count)], as: UTF8.self)
    }

    func text<Field: TableField>(_ row: Int, _ field: Field) -> String { text(row, field.rawValue) }

    func isEmpty(_ row: Int, _ field: Int) -> Bool { cells[row * width + field].count == 0 }

    mutating func expect<Field: TableField>(_ row: Int, _ rule: String, _ severity: Severity, _ field: Field) {
        expected[row, default: []].append(Expectation(rule: rule, severity: severity, field: field.rawValue))
    }

    mutating func expect(_ row: Int, _ rule: String, _ severity: Severity) {
        expected[row, default: []].append(Expectation(rule: rule, severity: severity, field: nil))
    }

    /// A finding at a field that this table does not have.
    mutating func expect(_ row: Int, _ rule: String, _ severity: Severity, otherField: String) {
        expected[row, default: []].append(Expectation(rule: rule, severity: severity, field: nil, otherField: otherField))
    }

    /// Takes back what was expected of a cell, or of the row.
    mutating func forget(_ row: Int, field: Int) { expected[row]?.removeAll { $0.field == field } }

    mutating func forget(_ row: Int) { expected[row] = nil }

    func expects(_ row: Int, field: Int) -> Bool { expected[row]?.contains { $0.field == field } ?? false }

    mutating func set(_ row: Int, _ field: StudentField, form: CellForm) { forms[row * width + field.rawValue] = form }

    func form(_ row: Int, _ field: Int) -> CellForm? { forms.isEmpty ? nil : forms[row * width + field] }

    /// Adds a table of the same kind and tells where its first row went.
    @discardableResult
    mutating func append(_ other: RecordTable) -> Int {
        let (base, shift) = (rowCount, UInt32(bytes.count))
        bytes.append(contentsOf: other.bytes)
        cells.append(contentsOf: other.cells.map { Cell(start: $0.start + shift, count: $0.count) })
        for (row, findings) in other.expected { expected[row + base] = findings }
        rowCount += other.rowCount
        return base
    }
}

/// A record on its way from one school to another.
struct DetachedRecord {
    var texts: [String]
    var expected: [Expectation]
}
