extension FaultTable {
    static let repeatedNumbers: [any Fault] = [RepeatedPassport(), RepeatedPermit(), MembersNumber(), RepeatedSeat(), RepeatedAuxiliary()]
}

/// DUP-08: two pupils with one passport.
struct RepeatedPassport: Fault {
    let name = "DUP-08 passport"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let rows = bench.pickPlain(2, draft) else { return false }
        let number = "G\(bench.workshop.nextDocument())"
        for row in rows {
            draft.students.set(row, StudentField.idType, "护照")
            draft.students.set(row, StudentField.overseasStatus, "华侨")
            draft.students.set(row, StudentField.idNumber, number)
            draft.students.expect(row, "DUP-08", .error, StudentField.idNumber)
            draft.metas[row].numberKind = .other
            draft.metas[row].isTouched = true
        }
        return true
    }
}

/// DUP-08: the home-return permit was renewed between the two entries; its last two digits changed.
struct RepeatedPermit: Fault {
    let name = "DUP-08 permit"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let rows = bench.pickPlain(2, draft) else { return false }
        let number = bench.workshop.nextDocument()
        for (position, row) in rows.enumerated() {
            draft.students.set(row, StudentField.nationality, "香港")
            draft.students.set(row, StudentField.overseasStatus, "香港同胞")
            draft.students.set(row, StudentField.idType, "香港特区护照/身份证明")
            draft.students.set(row, StudentField.idNumber, "H\(number)0\(position)")
            draft.students.expect(row, "DUP-08", .error, StudentField.idNumber)
            draft.metas[row].numberKind = .other
            draft.metas[row].isChinese = false
            draft.metas[row].isTouched = true
        }
        return true
    }
}

/// DUP-09: the pupil's number in the member's place. The member is then as old as the pupil, and has the pupil's sex.
struct MembersNumber: Fault {
    let name = "DUP-09"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            let relation = bench.random.pick(["父亲", "母亲", "祖父母或外祖父母"])
            draft.students.copy(row, from: StudentField.idNumber, to: StudentField.m1IDNumber)
            draft.students.set(row, StudentField.m1IDType, "居民身份证")
            draft.students.set(row, StudentField.m1Relation, relation)
            draft.students.set(row, StudentField.m1RelationNote, "")
            draft.students.expect(row, "DUP-09", .error, StudentField.idNumber)
            draft.students.expect(row, "GUA-04", .warning, StudentField.m1Relation)
            let fits = relation == "父亲" ? draft.metas[row].male : relation == "母亲" ? !draft.metas[row].male : true
            if !fits { draft.students.expect(row, "GUA-05", .warning, StudentField.m1Relation) }
            return true
        }
    }
}

/// DUP-10: two classmates with one seat number, `7` and `07`.
struct RepeatedSeat: Fault {
    let name = "DUP-10"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.usesSeatNumbers }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft),
            let other = draft.candidates(where: {
                $0 != row && $1.classIndex == draft.metas[row].classIndex && $1.numberKind == .resident && draft.students.expected[$0] == nil
            }).first
        else { return false }
        let serial = draft.nextSerial()
        draft.students.set(row, StudentField.seatNo, "\(serial)")
        draft.students.set(other, StudentField.seatNo, "00\(serial)")
        for member in [row, other] {
            draft.students.expect(member, "DUP-10", .warning, StudentField.seatNo)
            draft.metas[member].isTouched = true
        }
        return true
    }
}

/// DUP-11: two pupils of a school with one auxiliary number.
struct RepeatedAuxiliary: Fault {
    let name = "DUP-11"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.usesAuxiliaryNumbers }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let rows = bench.pickPlain(2, draft) else { return false }
        let number = "F\(NumberMaker.digits(draft.nextSerial(), 6))"
        for row in rows {
            draft.students.set(row, StudentField.auxNo, number)
            draft.students.expect(row, "DUP-11", .warning, StudentField.auxNo)
            draft.metas[row].isTouched = true
        }
        return true
    }
}
