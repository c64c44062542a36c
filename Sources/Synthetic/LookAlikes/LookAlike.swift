/// A record that a rule could take for a fault, and must not. Findings that it does give (a spelling, an early pupil) are
/// stated like those of faults.
struct LookAlike: Fault {
    /// The rule that must stay silent, and the case.
    let name: String
    var isRare = false
    var isFit: @Sendable (SchoolPlan, SchoolTraits) -> Bool = { _, _ in true }
    let change: @Sendable (inout SchoolDraft, inout FaultBench) -> Bool

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { isFit(plan, traits) }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool { change(&draft, &bench) }

    /// One plain pupil, changed in some cells.
    static func edit(
        _ name: String, isFit: @escaping @Sendable (SchoolPlan, SchoolTraits) -> Bool = { _, _ in true },
        pupil: @escaping @Sendable (PupilMeta) -> Bool = { _ in true },
        _ change: @escaping @Sendable (inout SchoolDraft, Int, inout FaultBench) -> Bool
    ) -> LookAlike {
        LookAlike(name: name, isFit: isFit) { draft, bench in bench.edit(&draft, where: pupil, change) }
    }
}

/// **Source**: SPEC §4.5; RULES, the limits of each predicate and §L.
enum LookAlikeTable {
    static let all: [any Fault] = persons + documents + pairs + ages + families + cells + schools
}
