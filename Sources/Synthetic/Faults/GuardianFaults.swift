extension FaultTable {
    static let guardians: [any Fault] = [
        NoGuardian(), FalseMemberNumber(), YoungFather(), SwappedParents(), RepeatedMember(), MemberNamedAsPupil(), GuardianOfMany(),
        OrphanWithParents(),
    ]
}

/// GUA-01: nobody is marked as guardian.
struct NoGuardian: Fault {
    let name = "GUA-01"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            let isOrphan = draft.students.text(row, StudentField.orphan) == "是"
            draft.students.set(row, StudentField.m1IsGuardian, "否")
            if !draft.students.text(row, StudentField.m2Name).isEmpty { draft.students.set(row, StudentField.m2IsGuardian, "否") }
            draft.students.expect(row, "GUA-01", isOrphan ? .warning : .error, StudentField.m1IsGuardian)
            return true
        }
    }
}

/// GUA-03: a wrong digit in the member's number.
struct FalseMemberNumber: Fault {
    let name = "GUA-03"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            var digits = Array(draft.students.text(row, StudentField.m1IDNumber).utf8)
            guard digits.count == 18 else { return false }
            digits[15] = (digits[15] - 48 + 1) % 10 + 48
            if bench.random.chance(3_000) { digits.removeLast(3) }
            if digits.count == 15 { digits.removeLast() }
            draft.students.set(row, StudentField.m1IDNumber, String(decoding: digits, as: UTF8.self))
            draft.students.expect(row, "GUA-03", .warning, StudentField.m1IDNumber)
            return true
        }
    }
}

/// GUA-04: a father twelve years older, or a grandmother of twenty-five.
struct YoungFather: Fault {
    let name = "GUA-04"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            let isFather = bench.random.chance(5_000)
            let day = draft.metas[row].birthDay - Int32((isFather ? 12 : 25) * 365)
            draft.students.set(row, StudentField.m1Relation, isFather ? "父亲" : "祖父母或外祖父母")
            draft.students.set(row, StudentField.m1RelationNote, "")
            draft.students.set(row, StudentField.m1IDType, "居民身份证")
            draft.students.set(row, StudentField.m1IDNumber, bench.workshop.numbers.here(birthDay: day, male: isFather))
            draft.students.expect(row, "GUA-04", .warning, StudentField.m1Relation)
            return true
        }
    }
}

/// GUA-05: the father's number beside the mother, or the other way round.
struct SwappedParents: Fault {
    let name = "GUA-05"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            let other = ["父亲": "母亲", "母亲": "父亲"][draft.students.text(row, StudentField.m1Relation)]
            guard let other, draft.students.text(row, StudentField.m1IDNumber).utf8.count == 18 else { return false }
            draft.students.set(row, StudentField.m1Relation, other)
            draft.students.expect(row, "GUA-05", .warning, StudentField.m1Relation)
            return true
        }
    }
}

/// GUA-06: the same person twice.
struct RepeatedMember: Fault {
    let name = "GUA-06"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            guard !draft.students.text(row, StudentField.m2Name).isEmpty else { return false }
            draft.students.copy(row, from: StudentField.m1Name, to: StudentField.m2Name)
            draft.students.copy(row, from: StudentField.m1Phone, to: StudentField.m2Phone)
            draft.students.expect(row, "GUA-06", .warning, StudentField.m2Name)
            return true
        }
    }
}

/// GUA-07: the pupil's own name in the member's place.
struct MemberNamedAsPupil: Fault {
    let name = "GUA-07"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            draft.students.copy(row, from: StudentField.name, to: StudentField.m1Name)
            draft.students.expect(row, "GUA-07", .warning, StudentField.m1Name)
            return true
        }
    }
}

/// GUA-08: the matron stands as guardian of seven boarders.
struct GuardianOfMany: Fault {
    let name = "GUA-08"
    let isRare = true

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let rows = bench.shareGuardian(&draft, pupils: 7) else { return false }
        for row in rows { draft.students.expect(row, "GUA-08", .info, StudentField.m1IDNumber) }
        return true
    }
}

extension FaultBench {
    /// Gives several plain pupils one guardian who is no relative.
    mutating func shareGuardian(_ draft: inout SchoolDraft, pupils: Int) -> [Int]? {
        guard let rows = pickPlain(pupils, draft) else { return nil }
        let number = workshop.numbers.here(birthDay: 1_500 + Int32(random.below(3_000)), male: false)
        for row in rows {
            draft.students.set(row, StudentField.m1Name, "万宿管")
            draft.students.set(row, StudentField.m1Relation, "其他")
            draft.students.set(row, StudentField.m1RelationNote, "宿舍管理员")
            draft.students.set(row, StudentField.m1IsGuardian, "是")
            draft.students.set(row, StudentField.m1IDType, "居民身份证")
            draft.students.set(row, StudentField.m1IDNumber, number)
            draft.metas[row].isTouched = true
        }
        return rows
    }
}

/// GUA-09: an orphan whose father and mother are both guardians.
struct OrphanWithParents: Fault {
    let name = "GUA-09"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            let relations = Set([StudentField.m1Relation, .m2Relation].map { draft.students.text(row, $0) })
            guard relations == ["父亲", "母亲"] else { return false }
            draft.students.set(row, StudentField.orphan, "是")
            draft.students.set(row, StudentField.m1IsGuardian, "是")
            draft.students.set(row, StudentField.m2IsGuardian, "是")
            draft.students.expect(row, "GUA-09", .info, StudentField.orphan)
            return true
        }
    }
}
