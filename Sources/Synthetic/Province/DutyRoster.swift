/// Which school has which kind of fault and of look-alike for certain, so that a small province has nearly all of them.
///
/// Everything beyond that falls by chance (`FaultPlanter`). A school with few duties for its size comes first; what changes
/// a whole school weighs more.
struct DutyRoster: Sendable {
    /// Positions in `FaultTable.all` by school index.
    private(set) var faults: [Int: [Int]] = [:]
    /// Positions in `LookAlikeTable.all` by school index.
    private(set) var lookAlikes: [Int: [Int]] = [:]

    private struct Candidate {
        let plan: SchoolPlan
        let traits: SchoolTraits
        var load = 0.0
    }

    init(_ plan: ProvincePlan, options: ProvinceGenerator) {
        var candidates = plan.schools.flatMap(\.self).filter { $0.limit == nil }.map { school in
            Candidate(
                plan: school, traits: SchoolTraits(plan: school, seed: options.seed, format: options.format, isSingleFile: options.singleFile))
        }
        candidates.sort { $0.plan.index < $1.plan.index }
        if options.faultRate > 0 {
            let order = FaultTable.all.indices.sorted { DutyRoster.urgency($0) < DutyRoster.urgency($1) }
            for position in order {
                for school in DutyRoster.choose(FaultTable.all[position], &candidates) { faults[school, default: []].append(position) }
            }
        }
        for (position, kind) in LookAlikeTable.all.enumerated() {
            for school in DutyRoster.choose(kind, &candidates) { lookAlikes[school, default: []].append(position) }
        }
    }

    /// A whole school first, then what needs untouched pupils in numbers, then single rows.
    private static func urgency(_ position: Int) -> Int {
        let fault = FaultTable.all[position]
        return (fault is UnlistedSchool ? 0 : fault.isRare ? 1 : 2) * 1_000 + position
    }

    /// Three schools where the province is large enough, because the first may turn out to have no fit pupil.
    private static func choose(_ fault: any Fault, _ candidates: inout [Candidate]) -> [Int] {
        let count = candidates.count < 60 || fault is UnlistedSchool ? 1 : 3
        var chosen: [Int] = []
        for _ in 0..<count {
            if let school = chooseOne(fault, &candidates, besides: chosen) { chosen.append(school) }
        }
        return chosen
    }

    private static func chooseOne(_ fault: any Fault, _ candidates: inout [Candidate], besides taken: [Int]) -> Int? {
        let weight = fault is UnlistedSchool ? 1_000.0 : fault.isRare ? 5 : 1
        var best: (index: Int, load: Double)?
        for (index, candidate) in candidates.enumerated() where fault.suits(candidate.plan, candidate.traits) {
            // A clerk with a habit leaves no row without a finding.
            let isPlain = fault.isRare || candidate.traits.habit == nil
            guard isPlain, !taken.contains(candidate.plan.index) else { continue }
            // Some pupils of each school stay as they are.
            let load = candidate.load + weight / Double(max(1, candidate.plan.pupils - 5))
            if load < best?.load ?? .infinity { best = (index, load) }
        }
        guard let best else { return nil }
        candidates[best.index].load = best.load
        return candidates[best.index].plan.index
    }
}
