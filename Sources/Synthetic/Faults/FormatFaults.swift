import Columnar

extension FaultTable {
    static let formats: [any Fault] = [SerialDate(), EmptyFormula(), OddPhone(), OddPostcode(), TooLongText(), OddEmail()]
    static let completeness: [any Fault] = [MissingNote(), MissingMemberPhone(), ConstantPhone(), SparseColumn()]
}

/// FMT-02: a real date cell of a workbook.
struct SerialDate: Fault {
    let name = "FMT-02 serial"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isHandMade }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            draft.students.set(row, .birthDate, form: .serialDay(Int(draft.metas[row].birthDay) + 25_569))
            draft.students.expect(row, "FMT-02", .info, StudentField.birthDate)
            return true
        }
    }
}

/// FMT-05: a formula that was never calculated.
struct EmptyFormula: Fault {
    let name = "FMT-05"

    // In .xls every formula has a result.
    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isHandMade && traits.format != .oldWorkbook }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
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

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { (30...90).contains(plan.pupils) }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.fillPhones(&draft) { $0 * 100 >= $1 * 97 }
    }
}

extension FaultBench {
    /// One telephone number in a number of rows that fits: the fewest above a lower limit, the most below an upper one;
    /// small schools only, and only once a school.
    mutating func fillPhones(_ draft: inout SchoolDraft, _ isFit: (_ alike: Int, _ all: Int) -> Bool) -> Bool {
        let count = draft.metas.count
        guard !draft.hasEqualPhones, (30...90).contains(count), draft.traits.habit != .fullWidthPhone else { return false }
        let fit = (1...count).filter { isFit($0, count) }
        guard let alike = fit.contains(1) ? fit.last : fit.first else { return false }
        let rows = draft.candidates { row, _ in !draft.students.expects(row, field: StudentField.phone.rawValue) }
        guard rows.count >= alike else { return false }
        let number = "13" + NumberMaker.digits(500_000_000 + random.below(500_000_000), 9)
        for row in rows.prefix(alike) { draft.students.set(row, StudentField.phone, number) }
        draft.hasEqualPhones = true
        return true
    }
}

/// CMP-04: hardly anybody has a second member, or a seat number.
struct SparseColumn: Fault {
    let name = "CMP-04"
    let isRare = true

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { (30...90).contains(plan.pupils) }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool { bench.emptyColumn(&draft) { filled, _ in filled == 1 } }
}

extension FaultBench {
    /// Empties the second member or the seat number so that the number of filled rows fits: the fewest above a lower limit,
    /// the most below an upper one; small schools only, and only once a school.
    mutating func emptyColumn(_ draft: inout SchoolDraft, _ isFit: (_ filled: Int, _ all: Int) -> Bool) -> Bool {
        let count = draft.metas.count
        guard draft.sparseFields.isEmpty, (30...90).contains(count) else { return false }
        let wanted = (1...count).filter { isFit($0, count) }
        guard let left = wanted.contains(1) ? wanted.last : wanted.first else { return false }
        let field: StudentField = draft.traits.usesSeatNumbers && random.chance(5_000) ? .seatNo : .m2Name
        let filled = draft.metas.indices.filter { draft.metas[$0].hasSchool && !draft.students.isEmpty($0, field.rawValue) }
        let free = filled.filter { !draft.metas[$0].isTouched && !draft.expectsSecondMember($0) }
        guard filled.count >= left, free.count >= filled.count - left else { return false }
        let fields = field == .seatNo ? [field] : StudentField.secondMember
        for row in free.suffix(filled.count - left) {
            for field in fields { draft.students.set(row, field, "") }
            draft.metas[row].isTouched = true
        }
        draft.sparseFields = [field]
        return true
    }
}

extension StudentField {
    static let secondMember = allCases.filter { ($0.rawValue >= m2Name.rawValue) && ($0.rawValue <= m2Position.rawValue) }
}

extension SchoolDraft {
    func expectsSecondMember(_ row: Int) -> Bool {
        StudentField.secondMember.contains { students.expects(row, field: $0.rawValue) }
    }
}
