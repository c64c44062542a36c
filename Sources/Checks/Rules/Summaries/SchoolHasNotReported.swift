import Records

/// SUM-07: a school of the issued list from which nothing came.
package enum SchoolHasNotReported: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "SUM-07", "覆盖不全", "School has not reported", severity: "error", status: "V",
        message: BilingualText("学校“{name}”尚未报送", "School “{name}” has not reported"),
        explanation: Explanation(
            finds: ("下发名单中在采集范围内、而没有任何数据的学校。", "Schools of the issued list, in scope, without a row in any table."),
            matters: ("采集要覆盖所有学校。", "The collection must cover every school."),
            fires: ("各表都没有该校标识码。", "No table has the identifier."),
            doesNotFire: ("办学类型(按下发名单)不在范围；没有下发名单(不运行)。",
                "A type out of scope (by the issued list); no issued list (not run)."),
            source: "SPEC §1, §9"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { IssuedList.obstacle(context) }

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let field = Int16(FieldIndex.known("school_id", in: .school))
        for school in context.directory.schools {
            guard let place = school.issuedPlace, !counts.reporting.contains(school.id),
                SchoolType.isInScope(String(school.type))
            else { continue }
            buffer.add(
                FindingDraft(
                    table: .school, place: place, field: field, severity: .error,
                    owner: context.owner(table: .school, school: school.id, field: field), value: String(school.id),
                    arguments: [Argument("name", school.name)]))
        }
    }
}
