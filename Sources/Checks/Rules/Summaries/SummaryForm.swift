import Columnar
import Records

/// A number in a summary form. **Source**: RULES §I.
package enum SummaryCell: Sendable, Equatable {
    /// A whole number; a blank cell is 0.
    case number(Int)
    /// A text that is no whole number: it differs from every count.
    case text
    /// A formula without value: FMT-05 alone reports it.
    case unreadable

    /// Reads a cell after N2.
    package init(_ text: String) {
        let digits = Normaliser.n2(text).utf8
        // More digits than any count has; sums of fifteen such numbers do not overflow.
        let isWhole = !digits.isEmpty && digits.count <= 15 && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        self = isWhole ? .number(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }) : .text
    }

    package var number: Int? { if case .number(let number) = self { number } else { nil } }
}

/// The columns of counts, in the order of the form.
package enum SummaryColumn {
    package static let all = [
        "P_sum", "P1", "P2", "P3", "P4", "P5", "P6", "J_sum", "J1", "J2", "J3", "S_sum", "S1", "S2", "S3", "total",
    ]
    static let total = 15

    /// The sum of each stage and the columns that it sums.
    static let sums: [(stage: Stage, sum: Int, parts: ClosedRange<Int>)] = [
        (.primary, 0, 1...6), (.junior, 7, 8...10), (.senior, 11, 12...14),
    ]

    /// Position of a field in the summary table's fields.
    static func field(_ column: Int) -> Int16 { Int16(FieldIndex.known(all[column], in: .summary)) }
}

/// One row of the summary table.
package struct SummaryForm: Sendable {
    /// 项目.
    package enum Measure: Sendable, Hashable {
        case classes, pupils

        init?(_ text: String?) {
            switch text {
            case "班级数": self = .classes
            case "学生人数", "学生数": self = .pupils
            default: return nil
            }
        }

        /// Positions in `SummaryColumn.all` that count; 学生总人数 is of pupils only.
        var columns: Range<Int> { 0..<(self == .pupils ? SummaryColumn.total + 1 : SummaryColumn.total) }
    }

    package let place: Place
    /// 0 where the identifier is blank or unusable.
    package let school: Int64
    package let measure: Measure?
    /// In the order of `SummaryColumn.all`.
    package let cells: [SummaryCell]
    /// N1 texts of the cells, empty when blank.
    package let texts: [String]
    /// Nil when blank.
    package let campusCount: SummaryCell?
    package let campusText: String
    package let hasFiller: Bool
    package let hasFilledOn: Bool
    /// Nil when 盖章 cannot be read.
    package let isStamped: Bool?
    /// Six digits of the county, prefecture or province that the row sums up; 0 for other rows.
    package let unit: Int32

    package static let columns =
        ResidentColumns.origin + ["campus_count", "filler", "filled_on", "stamped", "measure", "unit_code"]
        + SummaryColumn.all

    package init(_ batch: TableBatch, _ row: Int) throws {
        place = try batch.place(row)
        school = try batch.schoolIDs()[row]
        measure = Measure(try batch.text("measure").string(row))
        texts = try SummaryColumn.all.map { try batch.text($0).string(row) ?? "" }
        cells = try SummaryColumn.all.map { try Self.cell(batch, $0, row) ?? .number(0) }
        campusCount = try Self.cell(batch, "campus_count", row)
        campusText = try batch.text("campus_count").string(row) ?? ""
        hasFiller = try !batch.isBlank("filler", row)
        hasFilledOn = try !batch.isBlank("filled_on", row)
        let stamp = try batch.text("stamped").string(row)
        isStamped = stamp == nil ? try batch.isBlank("stamped", row) ? false : nil : YesNo.isYes(stamp)
        unit = try batch.isBlank("school_id", row) ? Self.unit(batch, try batch.text("unit_code").string(row)) : 0
    }

    /// Nil when blank.
    private static func cell(_ batch: TableBatch, _ field: String, _ row: Int) throws -> SummaryCell? {
        if let text = try batch.text(field).string(row) { return SummaryCell(text) }
        return try batch.isBlank(field, row) ? nil : .unreadable
    }

    private static func unit(_ batch: TableBatch, _ code: String?) -> Int32 {
        let digits = Array((code ?? "").utf8)
        let isCode = digits.count == 6 || digits.count == 12
        guard isCode, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            digits.starts(with: batch.context.parameters.province.utf8),
            let division = AdminDivision.lookup(firstSixOf: digits.span), !division.isPlaceholder
        else { return 0 }
        return division.code
    }
}

/// The counts that a school's form is compared with, in the order of `SummaryColumn.all`.
struct SchoolCounts {
    var values = [Int](repeating: 0, count: SummaryColumn.all.count)
    /// 初中四年级, which has no column.
    var fourthJunior = 0

    /// Adds one class, if its grade and number are known.
    mutating func add(_ id: ClassID) {
        guard id.key != ClassKeyTable.none, let grade = Grade(rawValue: id.grade) else { return }
        add(grade, 1)
    }

    /// Adds to the column of a grade and to its stage's sum.
    mutating func add(_ grade: Grade, _ count: Int) {
        let sum = SummaryColumn.sums[Int(grade.stage.rawValue)]
        values[sum.sum] += count
        if grade == .j4 { fourthJunior += count } else { values[sum.sum + grade.index] += count }
    }
}

extension SummaryForm {
    /// Columns whose cell differs from the counted value.
    func differences(from counts: SchoolCounts, in columns: Range<Int>) -> [Int] {
        columns.filter { cells[$0] != .unreadable && cells[$0].number != counts.values[$0] }
    }
}

extension FindingBuffer {
    /// A finding at a cell of a school's summary row.
    mutating func addCell(
        _ form: SummaryForm, _ column: Int, owner: Owner, value: String, _ arguments: [Argument]
    ) {
        add(
            FindingDraft(
                table: .summary, place: form.place, field: SummaryColumn.field(column), severity: .error, owner: owner,
                value: value, arguments: [Argument("cell", SummaryColumn.all[column])] + arguments))
    }
}
