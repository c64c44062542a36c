/// One kind of fault: changes a school's records and states every finding that follows.
///
/// Age, grade, proof, count and sign-off findings follow from `PupilMeta` later; a fault keeps that true.
protocol Fault: Sendable {
    /// The rule it is made for, with a variant where there are several.
    var name: String { get }
    /// Changes many rows or a whole school at once, so it comes more seldom.
    var isRare: Bool { get }

    /// Whether a school of this kind, with these habits, can have it at all.
    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool

    /// Plants one case; false when this school has no fit record.
    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool
}

extension Fault {
    var isRare: Bool { false }

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { true }
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

extension FaultBench {
    /// Edits a pupil without peculiarities; false when there is none, or when the edit does not fit.
    mutating func edit(
        _ draft: inout SchoolDraft, where isFit: (PupilMeta) -> Bool = { _ in true },
        _ change: (inout SchoolDraft, Int, inout FaultBench) -> Bool
    ) -> Bool {
        guard let row = pickPlain(draft, where: isFit), change(&draft, row, &self) else { return false }
        draft.metas[row].isTouched = true
        return true
    }

    /// Several pupils without peculiarities.
    mutating func pickPlain(_ count: Int, _ draft: SchoolDraft, where isFit: (PupilMeta) -> Bool = { _ in true }) -> [Int]? {
        let fit = draft.metas.indices.filter { row in
            let meta = draft.metas[row]
            return !meta.isTouched && meta.numberKind == .resident && meta.isChinese && draft.students.expected[row] == nil && isFit(meta)
        }
        guard fit.count >= count else { return nil }
        let start = random.below(fit.count - count + 1)
        return Array(fit[start..<start + count])
    }
}

/// The faults in the order in which they are planted.
enum FaultTable {
    static let all: [any Fault] = 
        identity + papers + names + duplicates + likenesses + repeatedNumbers + ages + grades + proofs + references + classes
        + codes + contradictions + formats + completeness + guardians + sides + files + sheets + limits + sizes
}
