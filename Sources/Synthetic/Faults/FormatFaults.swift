import Columnar

extension FaultTable {
    static let formats: [any Fault] = [SerialDate(), EmptyFormula(), OddPhone(), OddPostcode(), TooLongText(), OddEmail()]
    static let completeness: [any Fault] = [MissingNote(), MissingMemberPhone(), ConstantPhone(), SparseColumn()]
}

/// FMT-02: a real date cell of a workbook.
struct SerialDate: Fault {
    let name = "FMT-02 serial"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.traits.isHandMade else { return false }
        return bench.edit(&draft) { draft, row, _ in
            draft.students.set(row, .birthDate, form: .serialDay(Int(draft.metas[row].birthDay) + 25_569))
            draft.students.expect(row, "FMT-02", .info, StudentField.birthDate)
            return true
        }
    }
}

/// FMT-05: a formula that was never calculated.
struct EmptyFormula: Fault {
    let name = "FMT-05"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.traits.isHandMade else { return false }
        return bench.edit(&draft) { draft, row, bench in
            let field = bench.random.pick([StudentField.mailAddress, .homeAddress, .needsAid, .talent])
            draft.students.set(row, field, "VLOOKUP(B2,字典!A:B,2,0)")
            draft.students.set(row, field, form: .formula)
            draft.students.expect(row, "FMT-05", .error, field)
            return true
        }
    }
}

/// FMT-06: too short, or two numbers glued together.
struct OddPhone: Fault {
    let name = "FMT-06"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            let field = bench.random.pick([StudentField.phone, .m1Phone])
            draft.students.set(row, field, bench.random.pick(["1390791", "13907910001390", "无电话", "12907911234"]))
            draft.students.expect(row, "FMT-06", .warning, field)
            return true
        }
    }
}

/// FMT-07: a digit lost.
struct OddPostcode: Fault {
    let name = "FMT-07"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            draft.students.set(row, StudentField.postcode, bench.random.pick(["33000", "3300001", "33OOOO"]))
            draft.students.expect(row, "FMT-07", .warning, StudentField.postcode)
            return true
        }
    }
}

/// FMT-08: an address where only a place is asked for.
struct TooLongText: Fault {
    let name = "FMT-08"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            let text = "江西省\(draft.county.prefecture)\(draft.county.name)某某镇某某村委会某某自然村某某小组十八号"
            draft.students.set(row, StudentField.nativePlace, text)
            draft.students.expect(row, "FMT-08", .warning, StudentField.nativePlace)
            return true
        }
    }
}

/// FMT-09: half an e-mail address.
struct OddEmail: Fault {
    let name = "FMT-09"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            draft.students.set(row, StudentField.email, bench.random.pick(["126.com", "xuesheng@qq", "QQ12345678"]))
            draft.students.expect(row, "FMT-09", .info, StudentField.email)
            return true
        }
    }
}

/// CMP-02: relation 其他 without the note.
struct MissingNote: Fault {
    let name = "CMP-02 note"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            draft.students.set(row, StudentField.m1Relation, "其他")
            draft.students.set(row, StudentField.m1RelationNote, "")
            draft.students.expect(row, "CMP-02", .error, StudentField.m1RelationNote)
            return true
        }
    }
}

/// CMP-02: the second member lacks something.
struct MissingMemberPhone: Fault {
    let name = "CMP-02 member"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            guard !draft.students.text(row, StudentField.m2Name).isEmpty else { return false }
            let field = bench.random.pick([StudentField.m2Phone, .m2Address, .m2HouseholdCode, .m2Relation])
            draft.students.set(row, field, "")
            draft.students.expect(row, "CMP-02", .error, field)
            return true
        }
    }
}

/// CMP-03: the clerk's own telephone number in every row.
struct ConstantPhone: Fault {
    let name = "CMP-03"
    let isRare = true

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.fillPhones(&draft, share: 97)
    }
}

extension FaultBench {
    /// One telephone number in so many of a hundred rows; small schools only.
    mutating func fillPhones(_ draft: inout SchoolDraft, share: Int) -> Bool {
        let count = draft.metas.count
        guard draft.constantField == nil, (30...90).contains(count), draft.traits.habit != .fullWidthPhone else { return false }
        let rows = draft.candidates { row, _ in !draft.students.expects(row, field: StudentField.phone.rawValue) }
        guard rows.count * 100 >= count * share else { return false }
        let number = "13" + NumberMaker.digits(random.below(1_000_000_000), 9)
        for row in rows.prefix(count * share / 100) {
            draft.students.set(row, StudentField.phone, number)
        }
        draft.constantField = .phone
        return true
    }
}

/// CMP-04: hardly anybody has a second member, or a seat number.
struct SparseColumn: Fault {
    let name = "CMP-04"
    let isRare = true

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.sparseFields.isEmpty, (30...90).contains(draft.metas.count) else { return false }
        let rows = draft.candidates { row, meta in meta.hasSchool && !draft.expectsSecondMember(row) }
        guard rows.count * 100 > draft.metas.count * 90 else { return false }
        let useSeats = draft.traits.usesSeatNumbers && bench.random.chance(5_000)
        let fields = useSeats ? [StudentField.seatNo] : StudentField.allCases.filter { (StudentField.m2Name.rawValue...StudentField.m2Position.rawValue).contains($0.rawValue) }
        for row in rows.dropFirst() {
            for field in fields { draft.students.set(row, field, "") }
            draft.metas[row].isTouched = true
        }
        draft.sparseFields = [useSeats ? .seatNo : .m2Name]
        return true
    }
}

extension SchoolDraft {
    func expectsSecondMember(_ row: Int) -> Bool {
        (StudentField.m2Name.rawValue...StudentField.m2Position.rawValue).contains { students.expects(row, field: $0) }
    }
}
