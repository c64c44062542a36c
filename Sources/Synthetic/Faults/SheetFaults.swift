extension FaultTable {
    static let sheets: [any Fault] = [RepeatedColumn(), OtherFileName(), MergedGrades(), LostBytes(), HiddenCells()]
}

/// FIL-05: a column pasted twice.
struct RepeatedColumn: Fault {
    let name = "FIL-05"
    let isRare = true

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { !traits.isSingleFile }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.repeatedColumn == nil else { return false }
        draft.repeatedColumn = bench.random.pick([StudentField.phone, .postcode, .ethnicity])
        return true
    }
}

/// FIL-07: the file is named after another school.
struct OtherFileName: Fault {
    let name = "FIL-07"
    let isRare = true

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.granularity == .school && !traits.isSingleFile }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.fileFaults.isDisjoint(with: [.dateInName, .sheetPerGrade]) else { return false }
        return draft.fileFaults.insert(.otherName).inserted
    }
}

/// FIL-08: one file for each grade, but the last two grades in one.
struct MergedGrades: Fault {
    let name = "FIL-08"
    let isRare = true

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool {
        traits.granularity == .grade && !traits.isSingleFile && traits.isGradeCertain
    }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.isMissingFromIssuedList, Set(draft.metas.map(\.grade.rawValue)).count >= 3 else { return false }
        return draft.fileFaults.insert(.mergedGrades).inserted
    }
}

/// FIL-10: bytes that are no text.
struct LostBytes: Fault {
    let name = "FIL-10"
    let isRare = true

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool {
        traits.format == .utf8Mark && traits.granularity == .school && !traits.isSingleFile
    }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.fileFaults.contains(.lostBytes) else { return false }
        return bench.edit(&draft) { draft, row, _ in
            draft.students.set(row, StudentField.nativePlace, "江西\u{FFFD}昌")
            return draft.fileFaults.insert(.lostBytes).inserted
        }
    }
}

/// FIL-06: rows left hidden by a filter, or a hidden column with data.
struct HiddenCells: Fault {
    let name = "FIL-06"
    let isRare = true

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isHandMade }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.metas.isEmpty else { return false }
        return draft.fileFaults.insert(bench.random.chance(5_000) ? .hiddenRows : .hiddenColumn).inserted
    }
}
