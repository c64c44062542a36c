extension FaultTable {
    static let contradictions: [any Fault] = [
        OtherPlacement(), PlacementMissing(), HealthySaysDisabled(), DisabledSaysHealthy(), BusNotNeeded(), OddDistance(), MigrantAtHome(),
        LeftBehindMigrant(),
    ]
}

extension FaultBench {
    /// A pupil without a word on disability, outside special schools.
    mutating func editHealthy(_ draft: inout SchoolDraft, _ change: (inout SchoolDraft, Int, inout FaultBench) -> Void) -> Bool {
        guard !draft.isSpecial else { return false }
        return edit(&draft, where: { !$0.isSpecial }) { draft, row, bench in
            change(&draft, row, &bench)
            return true
        }
    }
}

extension SchoolDraft {
    mutating func setHealth(_ row: Int, _ health: String, _ disability: String, _ placement: String) {
        students.set(row, StudentField.health, health)
        students.set(row, StudentField.disability, disability)
        students.set(row, StudentField.placement, placement)
        metas[row].isSpecial = disability != "无残疾" || placement != "非随班就读"
    }
}

/// COD-03: placed for another disability.
struct OtherPlacement: Fault {
    let name = "COD-03 placement"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.editHealthy(&draft) { draft, row, _ in
            draft.setHealth(row, "残疾", "视力残疾", "听力残疾随班就读")
            draft.students.expect(row, "COD-03", .warning, StudentField.placement)
        }
    }
}

/// COD-03: disabled, in an ordinary class, and not placed.
struct PlacementMissing: Fault {
    let name = "COD-03 none"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.editHealthy(&draft) { draft, row, _ in
            draft.setHealth(row, "残疾", "智力残疾", "非随班就读")
            draft.students.expect(row, "COD-03", .warning, StudentField.placement)
        }
    }
}

/// COD-04: health says disabled, the disability says none.
struct HealthySaysDisabled: Fault {
    let name = "COD-04 none"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.editHealthy(&draft) { draft, row, _ in
            draft.setHealth(row, "残疾", "无残疾", "非随班就读")
            draft.students.expect(row, "COD-04", .info, StudentField.health)
        }
    }
}

/// COD-04: healthy with a disability.
struct DisabledSaysHealthy: Fault {
    let name = "COD-04 healthy"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.editHealthy(&draft) { draft, row, _ in
            draft.setHealth(row, "健康或良好", "肢体残疾", "其他残疾随班就读")
            draft.students.expect(row, "COD-04", .info, StudentField.health)
        }
    }
}

/// COD-05: comes by school bus and needs none.
struct BusNotNeeded: Fault {
    let name = "COD-05"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            draft.students.set(row, StudentField.commuteMode, "校车")
            draft.students.set(row, StudentField.needsBus, "否")
            draft.students.expect(row, "COD-05", .info, StudentField.commuteMode)
            return true
        }
    }
}

/// COD-06: with a unit, negative, or too far.
struct OddDistance: Fault {
    let name = "COD-06"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            let text = bench.random.pick(["2公里", "-1", "501", "约3", "150"])
            draft.students.set(row, StudentField.commuteKm, text)
            draft.students.set(row, StudentField.studyMode, "走读")
            draft.students.expect(row, "COD-06", .warning, StudentField.commuteKm)
            return true
        }
    }
}

/// COD-07: a migrant's child of the school's own county.
struct MigrantAtHome: Fault {
    let name = "COD-07"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.template != .v1 }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            guard draft.students.text(row, StudentField.householdCode) == draft.county.code12 else { return false }
            draft.students.set(row, StudentField.leftBehind, "非留守儿童")
            draft.students.set(row, StudentField.migrantChild, "是")
            draft.students.expect(row, "COD-07", .info, StudentField.migrantChild)
            return true
        }
    }
}

/// COD-08: left behind and taken along.
struct LeftBehindMigrant: Fault {
    let name = "COD-08"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.template != .v1 }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            draft.students.set(row, StudentField.leftBehind, bench.random.pick(["单亲留守儿童", "双亲留守儿童"]))
            draft.students.set(row, StudentField.migrantChild, "是")
            draft.students.expect(row, "COD-08", .warning, StudentField.migrantChild)
            if draft.students.text(row, StudentField.householdCode) == draft.county.code12 {
                draft.students.expect(row, "COD-07", .info, StudentField.migrantChild)
            }
            return true
        }
    }
}
