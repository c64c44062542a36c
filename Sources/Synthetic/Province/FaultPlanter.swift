/// Decides how many faults and look-alikes a school gets and plants them.
struct FaultPlanter {
    let rate: Double
    let roster: DutyRoster

    struct Planted {
        /// Names of faults.
        var faults: [String] = []
        /// Names of what looks like a fault and is none.
        var lookAlikes: [String] = []
    }

    /// Plants what the roster asks for, then about `rate` faults a pupil, every kind equally often, and one look-alike for
    /// 150 pupils; kinds of whole files and schools more rarely.
    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Planted {
        var planted = Planted()
        if let limit = draft.plan.limit {
            bench.plant(limit, in: &draft)
            planted.lookAlikes.append("CMP-03 \(limit)")
            return planted
        }
        if rate > 0, let name = plantUnlisted(&draft, &bench) { planted.faults.append(name) }
        let duties = (roster.faults[draft.plan.index] ?? []).map { FaultTable.all[$0] }
        planted.faults += plant(duties.filter(\.isRare), &draft, &bench)
        planted.lookAlikes += plant((roster.lookAlikes[draft.plan.index] ?? []).map { LookAlikeTable.all[$0] }, &draft, &bench)
        planted.faults += plant(duties.filter { !$0.isRare }, &draft, &bench)
        for _ in 0..<bench.random.below(1 + draft.metas.count / 75) {
            if let name = plantAny(LookAlikeTable.all, tries: 2, &draft, &bench) { planted.lookAlikes.append(name) }
        }
        for _ in 0..<faultCount(draft, &bench) {
            if let name = plantAny(FaultTable.all, tries: 6, &draft, &bench) { planted.faults.append(name) }
        }
        return planted
    }

    private func faultCount(_ draft: SchoolDraft, _ bench: inout FaultBench) -> Int {
        guard rate > 0 else { return 0 }
        let wanted = Double(draft.metas.count) * rate
        let sure = Int(wanted)
        return sure + (bench.random.below(1_000_000) < Int((wanted - Double(sure)) * 1_000_000) ? 1 : 0)
    }

    private func plant(_ duties: [any Fault], _ draft: inout SchoolDraft, _ bench: inout FaultBench) -> [String] {
        var names: [String] = []
        for fault in duties {
            // The pupil picked may lack what the case needs; another one may have it.
            for _ in 0..<8 where fault.plant(in: &draft, &bench) {
                names.append(fault.name)
                break
            }
        }
        return names
    }

    /// One kind drawn by chance, or one of those after it in the table when that does not fit the school.
    private func plantAny(
        _ kinds: [any Fault], tries: Int, _ draft: inout SchoolDraft, _ bench: inout FaultBench
    ) -> String? {
        let start = bench.random.below(kinds.count)
        for step in 0..<tries {
            let fault = kinds[(start + step) % kinds.count]
            if fault is UnlistedSchool || (fault.isRare && bench.random.chance(7_000)) { continue }
            if fault.suits(draft.plan, draft.traits), fault.plant(in: &draft, &bench) { return fault.name }
        }
        return nil
    }

    private func plantUnlisted(_ draft: inout SchoolDraft, _ bench: inout FaultBench) -> String? {
        let fault = UnlistedSchool()
        let isDue = roster.faults[draft.plan.index]?.contains { FaultTable.all[$0] is UnlistedSchool } ?? false
        guard bench.random.below(1_000_000) < Int(min(rate, 0.2) * 5_000_000) || isDue else { return nil }
        return fault.suits(draft.plan, draft.traits) && fault.plant(in: &draft, &bench) ? fault.name : nil
    }
}
