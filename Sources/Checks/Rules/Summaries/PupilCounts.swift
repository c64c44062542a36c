import Columnar
import Records

/// How many pupils each school, grade and class has; shared by the rules about coverage and summaries.
package enum PupilCounts: TableScan {
    package struct Partial: Sendable {
        /// Pupils by school, grade (255 when unknown) and class key (`ClassKeyTable.none` when blank).
        package var classes: [ClassID: Int] = [:]
        /// Schools with a row in any table outside the issued list.
        package var reporting: Set<Int64> = []
        /// Schools with a summary row.
        package var summaries: Set<Int64> = []
        /// Pupils of each school, in any grade.
        package var schools: [Int64: Int] = [:]
    }

    package static let inputs: ScanInputs = {
        var inputs: ScanInputs = [.student: AgeColumns.all]
        for table in [RegistryTable.school, .campus, .class, .proof, .summary, .signoff] {
            inputs[table] = ["file", "sheet", "row", "school_id"]
        }
        return inputs
    }()

    package static func empty() -> Partial { Partial() }

    package static func scan(_ batch: TableBatch, into partial: inout Partial) throws {
        let schools = try batch.schoolIDs()
        guard batch.table == .student else {
            for school in schools where school != 0 {
                partial.reporting.insert(school)
                if batch.table == .summary { partial.summaries.insert(school) }
            }
            return
        }
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

    package static func merge(_ other: Partial, into partial: inout Partial) {
        partial.classes.merge(other.classes, uniquingKeysWith: +)
        partial.reporting.formUnion(other.reporting)
        partial.summaries.formUnion(other.summaries)
    }

    package static func finish(_ partial: Partial, _ context: CheckContext) throws -> Partial {
        var whole = partial
        for (id, count) in partial.classes { whole.schools[id.school, default: 0] += count }
        whole.reporting.formUnion(whole.schools.keys)
        return whole
    }
}

extension FindingBuffer {
    /// A finding about a school, at its own row or at its issued row; none for a school that is known to neither.
    mutating func addSchool(
        _ school: School, field: String, _ severity: Severity, value: String, _ arguments: [Argument],
        _ context: CheckContext
    ) {
        guard let place = school.ownPlace ?? school.issuedPlace else { return }
        let index = field.isEmpty ? Int16(-1) : Int16(FieldIndex.known(field, in: .school))
        add(
            FindingDraft(
                table: .school, place: place, field: index, severity: severity,
                owner: context.owner(table: .school, school: school.id, field: index), value: value,
                arguments: arguments))
    }
}
