import Columnar
import Records

/// How many pupils each school, grade and class has; shared by the rules about coverage and summaries.
package enum PupilCounts: TableScan {
    package struct Partial: Sendable {
        /// Pupils by school, grade (255 when unknown) and class key (`ClassKeyTable.none` when blank).
        package var classes: [ClassID: Int] = [:]
        /// Schools with a row in any table outside the issued list.
        package var reporting: Set<Int64> = []
        /// Schools with a summary row; rows with another 项目 take part in nothing.
        package var summaries: Set<Int64> = []
        /// Pupils of each school, in any grade.
        package var schools: [Int64: Int] = [:]
        /// Rows of the summary table; once finished, in the order of (file, sheet, row).
        package var forms: [SummaryForm] = []
        /// Classes of 复式 rows that a pupil's class number, read with the row's grade, names.
        package var multiGradeClasses: Set<ClassID> = []
        /// The following are made when the scan is finished: rows of each school with a known
        /// 项目; pupils by grade; what SUM-02 and
        /// SUM-03 compare with, for schools that have pupils, and pupils or class rows.
        package var formsBySchool: [Int64: [SummaryForm]] = [:]
        package var gradePupils: [Int64: [Int]] = [:]
        var pupils: [Int64: SchoolCounts] = [:]
        var classCounts: [Int64: SchoolCounts] = [:]
    }

    package static let inputs: ScanInputs = {
        var inputs: ScanInputs = [.student: AgeColumns.all]
        for table in [RegistryTable.school, .campus, .class, .proof, .signoff] {
            inputs[table] = ["file", "sheet", "row", "school_id"]
        }
        inputs[.summary] = SummaryForm.columns
        return inputs
    }()

    package static func empty() -> Partial { Partial() }

    package static func scan(_ batch: TableBatch, into partial: inout Partial) throws {
        let schools = try batch.schoolIDs()
        guard batch.table == .student else {
            for school in schools where school != 0 { partial.reporting.insert(school) }
            if batch.table == .summary { try addForms(batch, &partial) }
            return
        }
        try addMultiGradeClasses(batch, &partial)
        let grades = try batch.grades()
        // Pupils of a class mostly stand together, so that the table is asked once a run.
        var run: (id: ClassID, count: Int)?
        for row in 0..<batch.rowCount where schools[row] != 0 {
            let id = ClassID(school: schools[row], grade: grades.grade(row), key: grades.classKey(row))
            if run?.id == id {
                run?.count += 1
            } else {
                if let run { partial.classes[run.id, default: 0] += run.count }
                run = (id, 1)
            }
        }
        if let run { partial.classes[run.id, default: 0] += run.count }
    }

    private static func addForms(_ batch: TableBatch, _ partial: inout Partial) throws {
        for row in 0..<batch.rowCount {
            let form = try SummaryForm(batch, row)
            partial.forms.append(form)
            if form.school != 0, form.measure != nil { partial.summaries.insert(form.school) }
        }
    }

    package static func merge(_ other: Partial, into partial: inout Partial) {
        partial.classes.merge(other.classes, uniquingKeysWith: +)
        partial.reporting.formUnion(other.reporting)
        partial.summaries.formUnion(other.summaries)
        partial.forms.append(contentsOf: other.forms)
        partial.multiGradeClasses.formUnion(other.multiGradeClasses)
    }

    /// A 复式 class has pupils of several grades: their class numbers are read with the grade of its row (REF-08).
    private static func addMultiGradeClasses(_ batch: TableBatch, _ partial: inout Partial) throws {
        let directory = batch.context.directory
        let isMultiGrade = directory.schools.map(\.hasMultiGradeClass)
        guard isMultiGrade.contains(true) else { return }
        let positions = try batch.schoolPositions()
        let numbers = try batch.encodedText("class_no")
        var seen: Set<UInt64> = []
        for row in 0..<batch.rowCount where positions[row] >= 0 && isMultiGrade[Int(positions[row])] {
            guard !numbers.isNull(row), let code = numbers.codes?[row] else { continue }
            guard seen.insert(UInt64(positions[row]) << 32 | UInt64(code)).inserted else { continue }
            let school = directory.schools[Int(positions[row])]
            for listed in directory.classes[school.classes] where ClassType.isMultiGrade(String(listed.type)) {
                guard let grade = Grade(rawValue: listed.grade) else { continue }
                let key = batch.context.classKey(numbers.values[Int(code)] ?? "", grade: grade, school.setting)
                partial.multiGradeClasses.insert(ClassID(school: school.id, grade: listed.grade, key: key))
            }
        }
    }

    package static func finish(_ partial: Partial, _ context: CheckContext) throws -> Partial {
        var whole = partial
        for (id, count) in partial.classes { whole.schools[id.school, default: 0] += count }
        whole.reporting.formUnion(whole.schools.keys)
        let order = PlaceOrder(context.places)
        whole.forms.sort { order.isBefore($0.place, $1.place) }
        whole.formsBySchool = Dictionary(
            grouping: whole.forms.lazy.filter { $0.school != 0 && $0.measure != nil }) { $0.school }
        count(&whole, context)
        return whole
    }

    /// n(g) and c(g) of RULES §I.
    private static func count(_ whole: inout Partial, _ context: CheckContext) {
        for (id, count) in whole.classes {
            whole.pupils[id.school, default: SchoolCounts()].values[SummaryColumn.total] += count
            let none = [Int](repeating: 0, count: Grade.allCases.count)
            guard let grade = Grade(rawValue: id.grade) else { continue }
            whole.gradePupils[id.school, default: none][Int(id.grade)] += count
            whole.pupils[id.school]?.add(grade, count)
        }
        for id in whole.classes.keys where context.directory.school(id.school)?.classes.isEmpty ?? true {
            whole.classCounts[id.school, default: SchoolCounts()].add(id)
        }
        for school in context.directory.schools where !school.classes.isEmpty {
            var counts = SchoolCounts()
            let rows = context.directory.classes[school.classes]
            for id in Set(rows.map { ClassID(school: $0.school, grade: $0.grade, key: $0.key) }) { counts.add(id) }
            whole.classCounts[school.id] = counts
        }
    }
}

extension FindingBuffer {
    /// A finding about a school, at its own row or at its issued row; none for a school that is known to neither.
    mutating func addSchool(
        _ school: School, field: String, _ severity: Severity, value: String, _ arguments: [Argument],
        _ context: CheckContext
    ) {
        let index = field.isEmpty ? Int16(-1) : Int16(FieldIndex.known(field, in: .school))
        addSchool(school, index: index, severity, value, arguments, context)
    }

    /// The same about a field of the school's pupils.
    mutating func addSchool(
        _ school: School, pupilField: String, _ severity: Severity, value: String, _ arguments: [Argument],
        _ context: CheckContext
    ) {
        let index = FindingHead.pupilField + Int16(FieldIndex.known(pupilField, in: .student))
        addSchool(school, index: index, severity, value, arguments, context)
    }

    private mutating func addSchool(
        _ school: School, index: Int16, _ severity: Severity, _ value: String, _ arguments: [Argument],
        _ context: CheckContext
    ) {
        guard let place = school.ownPlace ?? school.issuedPlace else { return }
        add(
            FindingDraft(
                table: .school, place: place, field: index, severity: severity,
                owner: context.owner(table: .school, school: school.id, field: index), value: value,
                arguments: arguments))
    }
}
