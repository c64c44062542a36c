import Columnar
import Records

/// What a reader takes from a cell of the student table: the canonical value, or nothing.
///
/// The words of the registry (lists, normalisation, dates) come from Records; what is printed on a pupil's paper and which
/// column has one value throughout is worked out here, without Checks.
struct CellReading {
    let draft: SchoolDraft

    /// The canonical value of a cell; nil when it is blank or unreadable.
    func value(_ row: Int, _ field: FieldDefinition) -> String? {
        let raw = draft.students.text(row, field.index)
        if raw.isEmpty { return nil }
        switch draft.students.form(row, field.index) {
        case .brokenNumber where field.type == .idno: return nil
        case .formula: return nil
        case .serialDay(let day): return CivilDateText.number(Int32(day - 25_569))
        default: break
        }
        let normal = Normaliser.normalise(raw, as: field.normalisation)
        if BlankValue.isBlank(normal, in: field) { return nil }
        if let list = field.codeList { return code(list.resolve(normal), draft.metas[row]) }
        if let kind = field.dateKind {
            guard let number = DateReading.cell(Array(raw.utf8).span, as: kind).value else { return nil }
            return kind == .date8 ? CivilDateText.number(number) : String(number)
        }
        return normal
    }

    private func code(_ found: Resolution, _ meta: PupilMeta) -> String? {
        guard found.isAmbiguousOther else { return found.code }
        let stage = meta.isGradeKnown ? Stage(rawValue: UInt8(meta.grade.stage.rawValue)) : nil
        return AdmissionMethod.otherCode(stage: stage)
    }
}

/// 核对码 of a pupil's row, as it stands on the print-out that pupil and parent sign. **Source**: SPEC §2.6.
struct PrintedDigest {
    private let reading: CellReading
    private let isPresent: [Bool]

    init(_ draft: SchoolDraft) {
        reading = CellReading(draft: draft)
        var isPresent = [Bool](repeating: false, count: TableKind.student.fields.count)
        for column in StudentLayout.columns(draft) { if let field = column.field { isPresent[field] = true } }
        self.isPresent = isPresent
    }

    /// The code of the row as it is now, or as it was when one field still held `earlier`.
    func code(_ row: Int, earlier: (field: StudentField, text: String)? = nil) -> String {
        RowDigest.code(
            RowDigest.fields.map { field in
                guard isPresent[field.index] else { return "" }
                if let earlier, earlier.field.rawValue == field.index { return earlier.text }
                return reading.value(row, field) ?? ""
            })
    }
}

/// CMP-03: whether one value fills nearly the whole column of a file. **Source**: RULES, G.
struct ColumnConstancy {
    let draft: SchoolDraft
    let rows: [Int]

    private static let fields: [StudentField] = [.phone, .currentAddress, .m1Name, .m1IDNumber, .householdCode, .birthPlaceCode]

    /// The names of the fields that a finding is due for.
    var constantFields: [String] {
        if rows.count < 30 { return [] }
        return ColumnConstancy.fields.filter(isConstant).map { TableKind.student.fields[$0.rawValue].name }
    }

    private func isConstant(_ field: StudentField) -> Bool {
        let isCode = field == .householdCode || field == .birthPlaceCode
        if isCode && rows.count < 500 { return false }
        // Few cells spell one value in another way, so a column without a favourite text has no favourite value.
        guard isFavoured(field) else { return false }
        let reading = CellReading(draft: draft)
        let definition = TableKind.student.fields[field.rawValue]
        let counts = rows.reduce(into: [String: Int]()) { counts, row in
            if let value = reading.value(row, definition) { counts[value, default: 0] += 1 }
        }
        let (all, most) = (counts.values.reduce(0, +), counts.values.max() ?? 0)
        return isCode ? all >= 500 && most == all : all >= 30 && most * 100 >= all * 95
    }

    /// Whether one text leads the vote of the rows by a quarter of them: cheap, and true of every column that is nearly constant.
    private func isFavoured(_ field: StudentField) -> Bool {
        var votes = 0
        var favourite = ""
        for row in rows {
            let text = draft.students.text(row, field)
            if text.isEmpty { continue }
            if votes == 0 { favourite = text }
            votes += text == favourite ? 1 : -1
        }
        return votes * 4 > rows.count
    }
}
