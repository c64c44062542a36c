extension FaultTable {
    static let papers: [any Fault] = [
        OddDocumentNumber(), ResidentNumberAsOther(), ResidentNumberAsPassport(), NumberMissing(), OverseasDisagrees(), ForeignWithResidentNumber(),
        ForeignWithoutNumber(),
    ]
}

extension SchoolDraft {
    /// Both members who have a name have a number too.
    func hasMemberNumbers(_ row: Int) -> Bool {
        let m1 = !students.text(row, StudentField.m1IDNumber).isEmpty
        let m2 = students.text(row, StudentField.m2Name).isEmpty || !students.text(row, StudentField.m2IDNumber).isEmpty
        return m1 && m2
    }
}

/// IDN-08: the clerk typed words around the passport number.
struct OddDocumentNumber: Fault {
    let name = "IDN-08"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            draft.students.set(row, StudentField.idType, "护照")
            draft.students.set(row, StudentField.overseasStatus, "华侨")
            draft.students.set(row, StudentField.idNumber, "护照G\(bench.workshop.nextDocument())")
            draft.students.expect(row, "IDN-08", .warning, StudentField.idNumber)
            draft.metas[row].numberKind = .other
            return true
        }
    }
}

/// IDN-09: a valid resident number under 其他, which asks for a proof.
struct ResidentNumberAsOther: Fault {
    let name = "IDN-09 other"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            draft.students.set(row, StudentField.idType, "其他")
            draft.students.expect(row, "IDN-09", .warning, StudentField.idType)
            draft.metas[row].numberKind = .freeText
            return true
        }
    }
}

/// IDN-09: a valid resident number called a passport.
struct ResidentNumberAsPassport: Fault {
    let name = "IDN-09 passport"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            draft.students.set(row, StudentField.idType, "护照")
            draft.students.set(row, StudentField.overseasStatus, "归侨子女")
            draft.students.expect(row, "IDN-09", .warning, StudentField.idType)
            draft.metas[row].numberKind = .other
            return true
        }
    }
}

/// IDN-10: a resident identity card without its number; there is a proof.
struct NumberMissing: Fault {
    let name = "IDN-10"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            guard draft.hasMemberNumbers(row) else { return false }
            draft.students.set(row, StudentField.idNumber, "")
            draft.students.set(row, StudentField.idValidPeriod, "")
            draft.students.expect(row, "IDN-10", .error, StudentField.idNumber)
            draft.metas[row].numberKind = .blank
            return true
        }
    }
}

/// IDN-11: a Chinese citizen marked as a foreigner.
struct OverseasDisagrees: Fault {
    let name = "IDN-11 overseas"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            draft.students.set(row, StudentField.overseasStatus, bench.random.pick(["外国人", "外籍华裔人"]))
            draft.students.expect(row, "IDN-11", .warning, StudentField.idType)
            return true
        }
    }
}

/// IDN-11: a foreigner with a resident number.
struct ForeignWithResidentNumber: Fault {
    let name = "IDN-11 nationality"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            draft.students.set(row, StudentField.nationality, bench.random.pick(["美国", "日本", "法国"]))
            draft.students.expect(row, "IDN-11", .warning, StudentField.idType)
            draft.metas[row].isChinese = false
            return true
        }
    }
}

/// PRF-05: a foreigner without any number; with a passport as type IDN-10 says so too.
struct ForeignWithoutNumber: Fault {
    let name = "PRF-05"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            guard draft.hasMemberNumbers(row) else { return false }
            let isPassport = bench.random.chance(5_000)
            draft.students.set(row, StudentField.nationality, "韩国")
            draft.students.set(row, StudentField.overseasStatus, "外国人")
            draft.students.set(row, StudentField.idType, isPassport ? "护照" : "其他")
            draft.students.set(row, StudentField.idNumber, "")
            draft.students.expect(row, "PRF-05", .error, StudentField.idNumber)
            if isPassport { draft.students.expect(row, "IDN-10", .error, StudentField.idNumber) }
            draft.metas[row].numberKind = .blank
            draft.metas[row].isChinese = false
            return true
        }
    }
}
