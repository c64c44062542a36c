/// Decides how many faults a school gets and plants them.
struct FaultPlanter {
    let rate: Double

    /// Plants about `rate` faults a pupil, every kind equally often; kinds of whole files and schools more rarely.
    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> [String] {
        guard rate > 0 else { return [] }
        let wanted = Double(draft.metas.count) * rate
        let sure = Int(wanted)
        let count = sure + (bench.random.below(1_000_000) < Int((wanted - Double(sure)) * 1_000_000) ? 1 : 0)
        var planted: [String] = []
        if let name = plantUnlisted(&draft, &bench) { planted.append(name) }
        for name in plantInTurn(&draft, &bench) { planted.append(name) }
        for _ in 0..<count {
            let start = bench.random.below(FaultTable.all.count)
            for step in 0..<6 {
                let fault = FaultTable.all[(start + step) % FaultTable.all.count]
                if fault is UnlistedSchool || (fault.isRare && bench.random.chance(7_000)) { continue }
                if fault.plant(in: &draft, &bench) {
                    planted.append(fault.name)
                    break
                }
            }
        }
        return planted
    }

    /// The first schools try two kinds each in turn, so that a small province has nearly all of them.
    private func plantInTurn(_ draft: inout SchoolDraft, _ bench: inout FaultBench) -> [String] {
        let kinds = FaultTable.all
        guard draft.plan.index < kinds.count else { return [] }
        var turn = [0, 1].map { kinds[(draft.plan.index * 2 + $0) % kinds.count] }
        if draft.plan.kind == .special { turn.append(SchoolTableFault(fault: .otherCategory)) }
        return turn.filter { !($0 is UnlistedSchool) && $0.plant(in: &draft, &bench) }.map(\.name)
    }

    private func plantUnlisted(_ draft: inout SchoolDraft, _ bench: inout FaultBench) -> String? {
        let fault = UnlistedSchool()
        guard bench.random.below(1_000_000) < Int(min(rate, 0.2) * 5_000_000) else { return nil }
        return fault.plant(in: &draft, &bench) ? fault.name : nil
    }
}
