/// One kind of fault: changes a school's records and states every finding that follows.
///
/// Age, grade, proof, count and sign-off findings follow from `PupilMeta` later; a fault keeps that true.
protocol Fault: Sendable {
    /// The rule it is made for, with a variant where there are several.
    var name: String { get }

    /// Plants one case; false when this school has no fit record.
    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool
}

/// What faults work with.
struct FaultBench {
    let maker: PupilMaker
    var workshop: CountyWorkshop
    var random: Random
    /// Later schools of the county, for pupils entered twice.
    let laterSchools: [(plan: SchoolPlan, traits: SchoolTraits)]

    /// A pupil without peculiarities: resident number, right age, nothing expected yet.
    mutating func pickPlain(_ draft: SchoolDraft, where isFit: (PupilMeta) -> Bool = { _ in true }) -> Int? {
        pick(draft) { row, meta in
            meta.numberKind == .resident && meta.isChinese && draft.students.expected[row] == nil && isFit(meta)
        }
    }

    mutating func pick(_ draft: SchoolDraft, where isFit: (Int, PupilMeta) -> Bool) -> Int? {
        let start = random.below(max(1, draft.metas.count))
        for step in draft.metas.indices {
            let row = (start + step) % draft.metas.count
            let meta = draft.metas[row]
            if !meta.isTouched, isFit(row, meta) { return row }
        }
        return nil
    }
}

/// The faults in the order in which they are planted.
enum FaultTable {
    static let all: [any Fault] = identity + duplicates + ages + proofs + references + codes + files
}
