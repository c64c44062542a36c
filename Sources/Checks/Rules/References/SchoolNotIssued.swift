import Records

/// REF-02: a school that the province's list does not have.
package enum SchoolNotIssued: RowRule {
    package static let definition = RuleDefinition(
        "REF-02", "学校不存在", "School not in the issued list", severity: "error", status: "V",
        message: BilingualText("学校标识码“{id}”不在下发名单中", "School identifier “{id}” is not in the issued list"),
        explanation: Explanation(
            finds: ("格式正确但不在下发名单中的学校标识码。", "Well-formed identifiers that the issued list does not have."),
            matters: ("未列入名单的学校须先逐级上报，其数据不能进入全国系统。",
                "A school outside the list has to be reported upward first; its data cannot enter the national system."),
            fires: ("学校、校区、班级、学生、汇总表的每一行。", "Every such row of schools, campuses, classes, pupils, summaries."),
            doesNotFire: ("格式错误(REF-01)；未提供下发名单(不运行)。",
                "A malformed identifier (REF-01); no issued list (not run)."),
            source: "SPEC §1, step 1"))

    package static let inputs: ScanInputs = Dictionary(
        uniqueKeysWithValues: [RegistryTable.student, .school, .campus, .class, .summary].map {
            ($0, ["file", "sheet", "row", "school_id"])
        })

    package static func obstacle(_ context: CheckContext) -> BilingualText? { IssuedList.obstacle(context) }

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let ids = try batch.schoolIDs()
        let issued = batch.context.directory.issuedIDs
        var last: (id: Int64, isIssued: Bool) = (0, true)
        for row in 0..<batch.rowCount where ids[row] != 0 {
            if ids[row] != last.id { last = (ids[row], issued.contains(ids[row])) }
            if last.isIssued { continue }
            let text = String(ids[row])
            try findings.add(batch, row, field: "school_id", .error, value: text, [Argument("id", text)])
        }
    }
}

/// What rules say that need the list of schools issued by the province.
enum IssuedList {
    static func obstacle(_ context: CheckContext) -> BilingualText? {
        if context.directory.isIssuedListLoaded { return nil }
        return BilingualText("没有下发的学校名单(--issued-schools)", "no list of issued schools (--issued-schools)")
    }
}
