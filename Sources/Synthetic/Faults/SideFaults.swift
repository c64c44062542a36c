extension FaultTable {
    static let sides: [any Fault] = SideFault.allCases.filter { !SideFault.harmless.contains($0) }.map { SchoolTableFault(fault: $0) } + [UnsignedClass(), AmbiguousProof()]
}

/// REF-03, 04, 05, 07, 09, 13, FMT-07, CMP-02, PRF-02, SUM-01…05, SGN-02, 04…07: the school's own tables; `SideMaker` changes
/// them and states the findings.
struct SchoolTableFault: Fault {
    let fault: SideFault
    let isRare = true

    var name: String { fault.name }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.isMissingFromIssuedList, !draft.sideFaults.contains(fault), draft.sideFaults.isDisjoint(with: rivals), isFit(draft)
        else { return false }
        draft.sideFaults.insert(fault)
        return true
    }

    /// Changes of the same cells or rows.
    private var rivals: Set<SideFault> {
        switch fault {
        case .otherAuthorityName: [.spacedAuthorityName]
        case .spacedAuthorityName: [.otherAuthorityName]
        case .lastDays: [.lateTables, .lateSummary, .noSummary, .unsignedTables]
        case .lateTables, .lateSummary, .unsignedTables, .noSummary: [.lastDays]
        case .headWithClerk: [.headBeforeClerk]
        case .headBeforeClerk: [.headWithClerk]
        default: []
        }
    }

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool {
        switch fault {
        case .otherCategory: plan.kind == .special
        case .otherCounty: plan.countyPosition > 0
        case .proofOfOrdinaryPupil: plan.pupils >= 15
        case .missingYears: !plan.fiveFour && plan.kind != .senior
        case .unknownCampus: traits.hasTwoCampuses || plan.index % 3 == 0
        case .unbalancedSum, .otherPupilCount: !plan.fiveFour
        case .unsignedPrintout: plan.pupils < 40
        default: true
        }
    }

    private func isFit(_ draft: SchoolDraft) -> Bool {
        switch fault {
        case .otherCategory: draft.plan.kind == .special
        case .otherCounty: draft.county.index > 0
        case .missingYears: !draft.plan.fiveFour && draft.plan.kind != .senior
        case .unknownCampus: draft.hasCampusRows
        case .unbalancedSum, .otherPupilCount: !draft.plan.fiveFour
        case .unsignedPrintout: draft.metas.count < 40 && draft.metas.allSatisfy { $0.printout == .signed }
        case .proofOfOrdinaryPupil: draft.metas.contains { $0.numberKind == .resident && $0.isChinese && !$0.isTouched }
        default: true
        }
    }
}

extension SideFault {
    /// The rule that it is made for.
    var name: String {
        switch self {
        case .otherCategory: "REF-03"
        case .doubledRow: "REF-04"
        case .otherName: "REF-05 name"
        case .otherAuthorityName: "REF-05 authority"
        case .otherSponsor: "REF-05 sponsor"
        case .otherCounty: "REF-13"
        case .foreignPostcode: "FMT-07 school"
        case .missingYears: "CMP-02 school"
        case .doubledClass: "REF-07"
        case .unknownCampus: "REF-09 class"
        case .proofOfNobody: "PRF-02 nobody"
        case .proofOfOrdinaryPupil: "PRF-02 ordinary"
        case .noSummary: "SUM-01"
        case .otherPupilCount: "SUM-02"
        case .otherClassCount: "SUM-03"
        case .unbalancedSum: "SUM-04"
        case .otherCampusCount: "SUM-05"
        case .unsignedPrintout: "SGN-02"
        case .unsignedTables: "SGN-04"
        case .unsignedSummary: "SGN-05 filler"
        case .unstampedSummary: "SGN-05 stamp"
        case .lateTables: "SGN-06 tables"
        case .lateSummary: "SGN-06 summary"
        case .headBeforeClerk: "SGN-07"
        case .spacedAuthorityName: "REF-05 space behind a name"
        case .lastDays: "SGN-06 last day"
        case .headWithClerk: "SGN-07 same day"
        }
    }
}

/// SGN-01: one class teacher did not sign.
struct UnsignedClass: Fault {
    let name = "SGN-01"
    let isRare = true

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.signsByClass }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.unsignedClass == nil else { return false }
        let index = bench.random.below(draft.classes.count)
        guard draft.metas.contains(where: { $0.classIndex == index }) else { return false }
        draft.unsignedClass = index
        return true
    }
}

/// PRF-03: a pupil without number entered twice (DUP-04), and papers that name another class.
struct AmbiguousProof: Fault {
    let name = "PRF-03"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.makeBlank(&draft) else { return false }
        draft.students.expect(row, "DUP-04", .error, StudentField.name)
        draft.metas[row].isTouched = true
        let copy = draft.addCopy(of: row)
        draft.metas[row].proof = .ambiguous
        draft.metas[copy].proof = .ofOtherClass
        return true
    }
}
