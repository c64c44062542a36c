extension RegistryTable {
    /// The tables of sheets in the order in which their marks are looked for. The issued list has the mark of `school`.
    ///
    /// **Source**: SPEC §6.2, "which table a sheet is".
    public static let recognitionOrder: [RegistryTable] = [.signoff, .proof, .summary, .campus, .class, .school, .student]

    /// The field that a header row of this table must have.
    public var mark: FieldDefinition? {
        let name: String? =
            switch self {
            case .signoff: "role"
            case .proof: "reason"
            case .summary: "total"
            case .campus: "name"
            case .class: "class_type"
            case .school, .issuedSchool: "school_type"
            case .student: "name"
            case .cellIssues, .findings, .files, .runs: nil
            }
        return name.flatMap(field(named:))
    }

    /// A data row has at least one of these fields not blank.
    ///
    /// **Source**: SPEC §6.2, "说明 rows under the header".
    public var identifyingFields: [FieldDefinition] {
        let names: [String] =
            switch self {
            case .student: ["name", "id_number"]
            case .school, .issuedSchool: ["school_id", "name"]
            case .campus: ["campus_no", "name"]
            case .class: ["grade", "class_no"]
            case .proof: ["student_name"]
            case .summary: ["measure"]
            case .signoff: ["document"]
            case .cellIssues, .findings, .files, .runs: []
            }
        return names.compactMap(field(named:))
    }

    /// Distinct fields that a header row needs at least.
    public static let headerFieldMinimum = 5

    /// The table whose header row these cells are: the first in the order whose mark is there and of which at least five
    /// distinct fields are; nil when they are no header row.
    ///
    /// - Parameter keys: the cells of a row after `HeaderText.key`.
    public static func recognise(headerKeys keys: [String]) -> RegistryTable? {
        recognitionOrder.first { table in
            let found = Set(keys.compactMap { table.resolveHeaderKey($0)?.index })
            guard let mark = table.mark else { return false }
            return found.contains(mark.index) && found.count >= headerFieldMinimum
        }
    }
}

/// The student template that a sheet was made from. For information only: columns are found by their headers.
///
/// **Source**: SPEC §2.1, table of versions.
public enum StudentTemplate: String, Sendable {
    case v1 = "v1_2013", v2 = "v2_continuation", v3, roster, other

    /// - Parameter keys: all headers of the sheet in column order after `HeaderText.key`, empty ones included.
    public static func recognise(headerKeys keys: [String]) -> StudentTemplate {
        let present = Set(keys)
        if keys.first == "学籍接续标识" { return .v2 }
        let laterHeaders = ["校区号", "是否农村留守儿童", "是否残疾人", "是否随迁子女", "上下学交通方式", "是否乘坐校车"]
        if laterHeaders.filter(present.contains).count >= 3 { return .v3 }
        if present.contains("学生姓名"), present.contains("关系一") || present.contains("是否监护人一") { return .roster }
        let fields = keys.prefix(13).map { RegistryTable.student.resolveHeaderKey($0)?.name }
        if fields.count == 13, fields[0] == "school_id", fields[11] == "political_status", fields[12] == "id_number" {
            return .v1
        }
        return .other
    }

    /// The headers of a template in column order, for those of `student_templates.csv`.
    public var headers: [String] {
        StudentTemplate.layouts.filter { $0["template"] == rawValue }
            .sorted { (Int($0["position"] ?? "") ?? 0) < (Int($1["position"] ?? "") ?? 0) }
            .compactMap { $0["header"] }
    }

    private static let layouts = GeneratedTable.student_templates.rows()
}

/// Rows under the header that are no data: notes, examples, totals.
///
/// **Source**: SPEC §6.2, "说明 rows under the header".
public enum SkippedRow {
    private static let words: [[UInt8]] = [
        "示例", "样例", "例", "填表说明", "说明", "注", "合计", "总计", "小计",
    ].map { Array($0.utf8) }

    /// Whether the first text cell of a row, or its name cell, marks it as no data: it begins
    /// with one of the words. The expression of the specification says the same:
    /// `^(示例|样例|例[::]?|填表说明|说明|注[::]?|合计|总计|小计).*` on the N1 value.
    public static func isMarked(_ cell: Span<UInt8>) -> Bool {
        words.contains { word in
            guard cell.count >= word.count else { return false }
            for index in word.indices where cell[index] != word[index] { return false }
            return true
        }
    }
}
