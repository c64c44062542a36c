import Columnar

/// Cases just beyond the limit of a rule; the look-alikes stand just before it.
extension FaultTable {
    static let limits: [any Fault] = [
        SingleCase("SGN-03 telephone changed", isFit: { $1.signsByPupil }) { draft, row, _ in
            // Where nobody signed the print-outs, nothing was changed after it (SGN-02).
            guard !draft.sideFaults.contains(.unsignedPrintout) else { return false }
            draft.metas[row].printout = .changedAfterwards
            draft.students.expect(row, "SGN-03", .error)
            return true
        },
        SingleCase("DUP-01 old form", isFit: { plan, _ in plan.teaches(.senior) }, pupil: { $0.birthDay < 10_957 }) { draft, row, _ in
            draft.students.expect(row, "DUP-01", .error, StudentField.idNumber)
            let copy = draft.addCopy(of: row)
            draft.metas[copy].isTouched = true
            draft.students.set(copy, StudentField.idNumber, FamilyWriter.fifteen(draft.students.text(row, StudentField.idNumber)))
            draft.students.expect(copy, "IDN-07", .warning, StudentField.idNumber)
            return true
        },
        SingleCase("DUP-06 two digits") { draft, row, bench in
            draft.students.expect(row, "DUP-06", .warning, StudentField.idNumber)
            draft.addTypo(of: row, from: row, at: [14, 15])
            return true
        },
        SingleCase("DUP-06 chain of three") { draft, row, _ in
            draft.students.expect(row, "DUP-06", .warning, StudentField.idNumber)
            let second = draft.addTypo(of: row, from: row, at: [14, 15])
            draft.addTypo(of: row, from: second, at: [3, 16])
            return true
        },
        SingleCase("IDN-02 three digits off") { draft, row, _ in
            draft.addTypo(of: row, from: row, at: [3, 14, 15])
            return true
        },
        RenewedPermit(), OnceRenewedPermit(),
        SingleCase("IDN-13 one character") { draft, row, bench in
            let (surname, meta) = (draft.metas[row].surname, draft.metas[row])
            guard surname.count == 1, bench.workshop.takeShortName("\(surname)\(meta.male)\(meta.birthDay)") else { return false }
            draft.students.set(row, StudentField.name, surname)
            draft.students.expect(row, "IDN-13", .warning, StudentField.name)
            return true
        },
        SingleCase("IDN-13 seven characters", pupil: { !$0.hasDottedName }) { draft, row, _ in
            guard draft.lengthenName(row, to: 7) else { return false }
            draft.students.expect(row, "IDN-13", .warning, StudentField.name)
            return true
        },
        SingleCase("IDN-13 thirty-one with a dot") { draft, row, _ in
            draft.students.set(row, StudentField.name, draft.students.text(row, StudentField.name) + "·")
            draft.students.expect(row, "IDN-13", .warning, StudentField.name)
            return draft.lengthenName(row, to: 31)
        },
        FirstDayTooLate(), AgeOfTwentySix(), TooYoungAtEntry(),
        SingleCase("COD-06 beyond the limit") { draft, row, bench in
            let (mode, text) = bench.random.pick([("走读", "100.1"), ("住校", "500.1"), ("走读", "101")])
            draft.students.set(row, StudentField.studyMode, mode)
            draft.students.set(row, StudentField.commuteKm, text)
            draft.students.expect(row, "COD-06", .warning, StudentField.commuteKm)
            return true
        },
        SingleCase("FMT-08 twenty-one") { draft, row, _ in
            draft.students.set(row, StudentField.nativePlace, "江西省某市某县某镇某村某组某某户口本如是𬱖")
            draft.students.expect(row, "FMT-08", .warning, StudentField.nativePlace)
            return true
        },
        memberBeyond("GUA-04 father of fourteen", "父亲", years: 15, days: 1), memberBeyond("GUA-04 mother of sixty-one", "母亲", years: 61, days: 0),
        memberBeyond("GUA-04 grandmother of twenty-nine", "祖父母或外祖父母", years: 30, days: 1),
        memberBeyond("GUA-04 brother of thirty-one", "兄弟姐妹", years: 31, days: 0),
    ]

    private static func memberBeyond(_ name: String, _ relation: String, years: Int32, days: Int32) -> any Fault {
        SingleCase(name, pupil: { $0.hasBirthdayEveryYear }) { draft, row, bench in
            draft.students.expect(row, "GUA-04", .warning, StudentField.m1Relation)
            let day = draft.metas[row].birthDay(years: years) + days
            return draft.setMember(row, relation, birthDay: day, male: relation == "父亲", &bench)
        }
    }
}

/// One plain pupil, changed in some cells.
struct SingleCase: Fault {
    let name: String
    private let isFit: @Sendable (SchoolPlan, SchoolTraits) -> Bool
    private let pupil: @Sendable (PupilMeta) -> Bool
    private let change: @Sendable (inout SchoolDraft, Int, inout FaultBench) -> Bool

    init(
        _ name: String, isFit: @escaping @Sendable (SchoolPlan, SchoolTraits) -> Bool = { _, _ in true },
        pupil: @escaping @Sendable (PupilMeta) -> Bool = { _ in true },
        _ change: @escaping @Sendable (inout SchoolDraft, Int, inout FaultBench) -> Bool
    ) {
        self.name = name
        self.isFit = isFit
        self.pupil = pupil
        self.change = change
    }

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { isFit(plan, traits) }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool { bench.edit(&draft, where: pupil, change) }
}

extension SchoolDraft {
    /// Enters a pupil again with wrong digits at some places of `source`'s number, so that the check character is wrong too;
    /// DUP-06 where the two numbers differ in two places.
    @discardableResult
    mutating func addTypo(of row: Int, from source: Int, at places: [Int]) -> Int {
        let old = Array(students.text(source, StudentField.idNumber).utf8)
        let copy = addCopy(of: row)
        metas[copy].isTouched = true
        if places.count > 2 { students.forget(copy) }
        for shift in 1...9 {
            var digits = old
            for (order, place) in places.enumerated() { digits[place] = (digits[place] - 48 + UInt8(shift + order)) % 10 + 48 }
            // The second to last digit tells the sex, which a false number does not.
            let text = String(decoding: digits, as: UTF8.self)
            let isOther = zip(digits, old).allSatisfy { $0 == $1 } == false && places.allSatisfy { digits[$0] != old[$0] }
            guard isOther, NumberMaker.withCheck(String(text.prefix(17))) != text else { continue }
            students.set(copy, StudentField.idNumber, text)
            break
        }
        students.expect(copy, "IDN-02", .error, StudentField.idNumber)
        return copy
    }
}

/// DUP-08: one home-return permit before and after its first renewal, with and without the two digits of it.
struct OnceRenewedPermit: Fault {
    let name = "DUP-08 first renewal"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.repeatPermit(&draft, prefix: "H", tails: ["", "01"])
    }
}

/// DUP-08: the same for Macao.
struct RenewedPermit: Fault {
    let name = "DUP-08 Macao"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.repeatPermit(&draft, prefix: "M", tails: ["01", "02"])
    }
}

extension FaultBench {
    /// Two pupils with one permit of different tails.
    fileprivate mutating func repeatPermit(_ draft: inout SchoolDraft, prefix: String, tails: [String]) -> Bool {
        guard let rows = pickPlain(2, draft) else { return false }
        let number = workshop.nextDocument()
        for (row, tail) in zip(rows, tails) {
            draft.students.set(row, StudentField.nationality, prefix == "H" ? "香港" : "澳门")
            draft.students.set(row, StudentField.overseasStatus, prefix == "H" ? "香港同胞" : "澳门同胞")
            draft.students.set(row, StudentField.idType, prefix == "H" ? "香港特区护照/身份证明" : "澳门特区护照/身份证明")
            draft.students.set(row, StudentField.idNumber, prefix + number + tail)
            draft.students.expect(row, "DUP-08", .error, StudentField.idNumber)
            draft.metas[row].numberKind = .other
            draft.metas[row].isChinese = false
            draft.metas[row].isTouched = true
        }
        return true
    }
}

/// AGE-01: born on 1 September 2007, one day too late.
struct FirstDayTooLate: Fault {
    let name = "AGE-01 first day"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool {
        plan.teaches(.primary) && (traits.isGradeCertain || !plan.kind.isMultiStage)
    }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        let wish = PupilMaker.Wish(birthDay: AgeArithmetic.day(2007, 9, 1), isBlankNumber: false, isPlain: true)
        return bench.remakePlain(&draft, wish, where: { $0.grade == .p1 && !$0.isTwin })
    }
}

/// AGE-04 at 26, AGE-03 alone at 25.
struct AgeOfTwentySix: Fault {
    let name = "AGE-04 twenty-six"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isGradeCertain || !plan.kind.isMultiStage }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.isSpecial else { return false }
        var isPlanted = true
        for year in [1987, 1988] as [Int32] {
            // Born on the last day before the school year, so 26 and 25 on it.
            let wish = PupilMaker.Wish(birthDay: AgeArithmetic.day(year, 8, 31), isBlankNumber: false, isPlain: true)
            isPlanted = bench.remakePlain(&draft, wish, where: { !$0.isTwin }) && isPlanted
        }
        return isPlanted
    }
}

/// GRD-06: three years too early on paper, and too young at that time.
struct TooYoungAtEntry: Fault {
    let name = "GRD-06"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isGradeCertain }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft, where: { $0.entryYear == $0.grade.cohort && $0.entryMonth == 9 && !$0.isSpecial && $0.grade != .j4 && $0.isOnTime }) { draft, row, _ in
            draft.metas[row].entryYear -= 3
            draft.students.set(row, StudentField.entryMonth, "\(draft.metas[row].entryYear)09")
            return true
        }
    }
}
