extension FaultTable {
    static let proofs: [any Fault] = [MissingProof(), IncompleteProof(), GuardianWithoutNumber()]
}

/// PRF-01: no number and no paper.
struct MissingProof: Fault {
    let name = "PRF-01"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.makeBlank(&draft) else { return false }
        draft.metas[row].proof = .missing
        draft.metas[row].isTouched = true
        return true
    }
}

/// PRF-04: the paper lacks a signature or the stamp.
struct IncompleteProof: Fault {
    let name = "PRF-04"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.makeBlank(&draft) else { return false }
        draft.metas[row].proof = bench.random.pick([.withoutPupil, .withoutParent, .withoutStamp])
        draft.metas[row].isTouched = true
        return true
    }
}

/// PRF-06: neither the pupil nor this member has a number.
struct GuardianWithoutNumber: Fault {
    let name = "PRF-06"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.makeBlank(&draft) else { return false }
        let hasSecond = !draft.students.isEmpty(row, StudentField.m2Name.rawValue)
        let field: StudentField = hasSecond && bench.random.chance(5_000) ? .m2IDNumber : .m1IDNumber
        draft.students.set(row, field, "")
        draft.students.expect(row, "PRF-06", .error, field)
        draft.metas[row].isTouched = true
        return true
    }
}
