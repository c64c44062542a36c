extension FaultTable {
    static let files: [any Fault] = [UnreadableFile(), MissingColumn()]
}

/// FIL-01: beside the school's files lies one that is none: damaged, of another program, or a letter.
struct UnreadableFile: Fault {
    let name = "FIL-01"
    let isRare = true

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        let kind = bench.random.pick(StrayFile.allCases)
        guard !draft.strayFiles.contains(kind) else { return false }
        draft.strayFiles.append(kind)
        return true
    }
}

/// FIL-02: a mandatory column was deleted from the template.
struct MissingColumn: Fault {
    let name = "FIL-02"
    let isRare = true

    private static let fields: [StudentField] = [
        .mailAddress, .homeAddress, .postcode, .needsAid, .getsSubsidy, .preschool, .onlyChild, .commuteKm,
    ]

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.missingColumn == nil else { return false }
        draft.missingColumn = bench.random.pick(MissingColumn.fields)
        return true
    }
}
