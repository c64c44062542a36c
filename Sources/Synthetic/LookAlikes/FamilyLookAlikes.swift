import Columnar

extension LookAlikeTable {
    /// Members of the family at the limit of a rule.
    static let families: [any Fault] = [
        member("GUA-04 father of fifteen", "父亲", years: 15), member("GUA-04 mother of sixty", "母亲", years: 60),
        member("GUA-04 grandmother of thirty", "祖父母或外祖父母", years: 30), member("GUA-04 brother of thirty", "兄弟姐妹", years: 30),
        LookAlike.edit("GUA-05 sister") { draft, row, bench in
            draft.setMember(row, "兄弟姐妹", birthDay: draft.metas[row].birthDay - 3_000, male: bench.random.chance(5_000), &bench)
        },
        LookAlike.edit("GUA-06 one name, two telephones") { draft, row, _ in
            guard !draft.students.text(row, StudentField.m2Name).isEmpty,
                draft.students.text(row, StudentField.m1Phone) != draft.students.text(row, StudentField.m2Phone)
            else { return false }
            draft.students.copy(row, from: StudentField.m1Name, to: StudentField.m2Name)
            return true
        },
        LookAlike.edit("GUA-06 one telephone, two names") { draft, row, _ in
            guard !draft.students.text(row, StudentField.m2Name).isEmpty else { return false }
            draft.students.copy(row, from: StudentField.m1Phone, to: StudentField.m2Phone)
            return true
        },
        LookAlike(name: "GUA-08 six pupils") { draft, bench in bench.shareGuardian(&draft, pupils: 6) != nil },
        LookAlike(name: "GUA-08 the seventh has another guardian") { draft, bench in
            guard let other = bench.pickPlain(draft, where: { !$0.isTwin }), !draft.students.text(other, StudentField.m2Name).isEmpty
            else { return false }
            draft.metas[other].isTouched = true
            guard let rows = bench.shareGuardian(&draft, pupils: 6) else { return false }
            for field in [StudentField.m1Name, .m1Relation, .m1RelationNote, .m1IDType, .m1IDNumber] {
                draft.students.set(other, field, draft.students.text(rows[0], field))
            }
            draft.students.set(other, StudentField.m1IsGuardian, "否")
            draft.students.set(other, StudentField.m2IsGuardian, "是")
            return true
        },
        LookAlike.edit("GUA-09 one guardian") { draft, row, _ in
            let relations = Set([StudentField.m1Relation, .m2Relation].map { draft.students.text(row, $0) })
            guard relations == ["父亲", "母亲"] else { return false }
            draft.students.set(row, StudentField.orphan, "是")
            draft.students.set(row, StudentField.m1IsGuardian, "是")
            draft.students.set(row, StudentField.m2IsGuardian, "否")
            return true
        },
    ]

    private static func member(_ name: String, _ relation: String, years: Int32) -> LookAlike {
        LookAlike.edit(name, pupil: { $0.hasBirthdayEveryYear }) { draft, row, bench in
            draft.setMember(row, relation, birthDay: draft.metas[row].birthDay(years: years), male: relation == "父亲", &bench)
        }
    }
}

extension PupilMeta {
    var hasBirthdayEveryYear: Bool { CivilDate(daysSince1970: birthDay).month != 2 }

    /// The same day, so many years earlier.
    func birthDay(years: Int32) -> Int32 {
        let date = CivilDate(daysSince1970: birthDay)
        return AgeArithmetic.day(Int32(date.year) - years, Int32(date.month), Int32(date.day))
    }
}

extension SchoolDraft {
    /// Makes the first member somebody else of that birthday.
    mutating func setMember(_ row: Int, _ relation: String, birthDay: Int32, male: Bool, _ bench: inout FaultBench) -> Bool {
        students.set(row, StudentField.m1Relation, relation)
        students.set(row, StudentField.m1RelationNote, "")
        students.set(row, StudentField.m1IDType, "居民身份证")
        students.set(row, StudentField.m1IDNumber, bench.workshop.numbers.here(birthDay: birthDay, male: male))
        return true
    }
}
