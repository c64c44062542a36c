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
        for _ in 0..<count {
            let start = bench.random.below(FaultTable.all.count)
            for step in 0..<6 {
                let fault = FaultTable.all[(start + step) % FaultTable.all.count]
                if fault is UnlistedSchool || ((fault is MissingColumn || fault is UnreadableFile) && bench.random.chance(6_000)) { continue }
                if fault.plant(in: &draft, &bench) {
                    planted.append(fault.name)
                    break
                }
            }
        }
        return planted
    }

    private func plantUnlisted(_ draft: inout SchoolDraft, _ bench: inout FaultBench) -> String? {
        let fault = UnlistedSchool()
        guard bench.random.below(1_000_000) < Int(min(rate, 0.2) * 5_000_000) else { return nil }
        return fault.plant(in: &draft, &bench) ? fault.name : nil
    }
}
