import Columnar
import Records

/// Who signed for each pupil; shared by SGN-01, SGN-02 and SGN-07. **Source**: SPEC §2.5.
///
/// Pupils of a class share what covers the class, so that it is looked up once for each class; single pupils are looked
/// up only in schools that have rows with 学生姓名.
package enum SignoffCoverage: TableScan {
    /// A pupil for whom a signature is missing.
    package struct Unsigned: Sendable {
        package let place: Place
        package let school: Int64
        package let form: SignoffRoles
        package let printout: SignoffRoles
    }

    /// The rows for a class in which the later role of a step signed first.
    package struct ClassStep: Hashable, Sendable {
        package let id: ClassID
        package let step: Int
    }

    package struct Partial: Sendable {
        package var unsigned: [Unsigned] = []
        package var classSteps: Set<ClassStep> = []
        /// Steps by position in `SignoffIndex.pupils`, one bit each.
        package var pupilSteps: [Int: UInt8] = [:]
    }

    /// Steps of SGN-07: the first signs after the second.
    static let steps: [(late: SignoffRole, early: SignoffRole)] = [
        (.head, .clerk), (.clerk, .classTeacher), (.classTeacher, .parent),
    ]

    package static let inputs: ScanInputs = [
        .student: AgeColumns.all + ["name"], .signoff: SignoffIndex.columns,
    ]
    package static let preparations: Preparations = .signoffs
    package static func empty() -> Partial { Partial() }

    package static func scan(_ batch: TableBatch, into partial: inout Partial) throws {
        guard batch.table == .student else { return }
        let index = batch.context.signoffs
        let (schools, births) = (try batch.schoolIDs(), try batch.numbers("birth_date"))
        let (names, grades) = (try batch.text("name"), try batch.grades())
        var group = PupilGroup(ClassID(school: 0, grade: 0, key: 0), index)
        for row in 0..<batch.rowCount where schools[row] != 0 && births[row] != .min && !names.isNull(row) {
            let id = ClassID(school: schools[row], grade: grades.grade(row), key: grades.classKey(row))
            if group.id != id { group = PupilGroup(id, index) }
            var cover = group.cover
            var own: [Int] = []
            if !group.school.pupils.isEmpty {
                index.forEachRow(of: group.school, name: names, row, birth: births[row]) { own.append($0) }
                for position in own {
                    let signed = index.pupils[position]
                    cover.add(signed.document, signed.roles, signed.date)
                }
            }
            if own.isEmpty {
                group.markOnce(&partial)
            } else {
                mark(group, cover, own, index, &partial)
            }
            let missing = SignoffRoles.all.subtracting(cover.formRoles)
            let unprinted = SignoffRoles.pupilAndParent.subtracting(cover.printoutRoles)
            if missing.isEmpty && unprinted.isEmpty { continue }
            partial.unsigned.append(
                Unsigned(place: try batch.place(row), school: id.school, form: missing, printout: unprinted))
        }
    }

    /// Pupils of one class that stand together.
    private struct PupilGroup {
        let id: ClassID
        let school: SchoolSignoffs
        let cover: SignoffCover
        private var isMarked = false

        init(_ id: ClassID, _ index: SignoffIndex) {
            self.id = id
            school = index.schools[id.school] ?? SchoolSignoffs()
            cover = index.cover(id)
        }

        /// For the pupils whom no row names.
        mutating func markOnce(_ partial: inout Partial) {
            if isMarked { return }
            isMarked = true
            for step in reversedSteps(cover) { partial.classSteps.insert(ClassStep(id: id, step: step)) }
        }
    }

    private static func reversedSteps(_ cover: SignoffCover) -> [Int] {
        steps.indices.filter { step in
            let (late, early) = (cover.date(steps[step].late), cover.date(steps[step].early))
            return late != .min && late < early
        }
    }

    /// For a pupil whom rows name: those rows that hold the latest date of the role, and so with the rows of the class.
    private static func mark(
        _ group: PupilGroup, _ cover: SignoffCover, _ own: [Int], _ index: SignoffIndex, _ partial: inout Partial
    ) {
        for step in reversedSteps(cover) {
            let role = steps[step].late
            if group.cover.date(role) == cover.date(role) {
                partial.classSteps.insert(ClassStep(id: group.id, step: step))
            }
            for position in own {
                let row = index.pupils[position]
                guard row.document == .studentForm, row.roles.contains(role), row.date == cover.date(role) else { continue }
                partial.pupilSteps[position, default: 0] |= 1 << UInt8(step)
            }
        }
    }

    package static func merge(_ other: Partial, into partial: inout Partial) {
        partial.unsigned.append(contentsOf: other.unsigned)
        partial.classSteps.formUnion(other.classSteps)
        partial.pupilSteps.merge(other.pupilSteps) { $0 | $1 }
    }
}

/// What rules say that look at sign-off sheets.
enum SignoffSheets {
    static func obstacle(_ context: CheckContext) -> BilingualText? {
        let hasSheet = context.files.entries.contains { $0.table == .signoff } || context.input.rowCount(.signoff) > 0
        return hasSheet ? nil : BilingualText("没有签字记录表", "no sign-off sheet")
    }
}

extension FindingBuffer {
    /// A finding about the signatures of one pupil.
    mutating func addUnsigned(_ pupil: SignoffCoverage.Unsigned, _ missing: SignoffRoles) {
        let names = missing.roles.map(\.chineseName).joined(separator: "、")
        let ids = missing.roles.map(\.id).joined(separator: ", ")
        add(
            FindingDraft(
                table: .student, place: pupil.place, field: -1, severity: .error, owner: Owner(.school, pupil.school),
                value: names, arguments: [Argument("roles", names), Argument("roles_en", ids)]))
    }
}
