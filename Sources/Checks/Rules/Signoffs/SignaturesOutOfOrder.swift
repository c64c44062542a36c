import Records

/// SGN-07: somebody signed before the one who signs first.
package enum SignaturesOutOfOrder: Rule {
    package typealias Scan = SignoffCoverage

    package static let definition = RuleDefinition(
        "SGN-07", "签字顺序颠倒", "Signatures out of order", severity: "warning", status: "I", isCore: false,
        message: BilingualText("签字顺序不符:{a}早于{b}", "Signatures out of order: {a_en} before {b_en}"),
        explanation: Explanation(
            finds: ("领导早于学籍管理员、管理员早于班主任、班主任早于家长的签字。",
                "A head who signed before the clerk, a clerk before the class teacher, a class teacher before the parents."),
            matters: ("后一级要核对前一级签过字的表。", "Each level checks what the one before has signed."),
            fires: ("上一级的最后日期早于下一级的最后日期；落在该角色日期最晚的签字行上。每行一条。",
                "The later level's last date is before the earlier level's; stands at the rows that hold that last date."),
            doesNotFire: ("同一天；日期空白或不可读；打印稿等其他文件。", "The same day; blank or unreadable dates; other documents."),
            source: "SPEC §1; §2.5"))

    package static func findings(
        _ coverage: SignoffCoverage.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let index = context.signoffs
        var wide: [Int32: UInt8] = [:]
        for mark in coverage.classSteps {
            let role = SignoffCoverage.steps[mark.step].late
            let date = index.cover(mark.id).date(role)
            for position in index.wideRows(mark.id) {
                let row = index.wide[Int(position)]
                guard row.document == .studentForm, row.roles.contains(role), row.date == date else { continue }
                wide[position, default: 0] |= 1 << UInt8(mark.step)
            }
        }
        for (position, steps) in wide {
            let row = index.wide[Int(position)]
            add(row.place, row.unit.school, steps, &buffer)
        }
        for (position, steps) in coverage.pupilSteps {
            let row = index.pupils[position]
            add(row.place, row.school, steps, &buffer)
        }
    }

    private static func add(_ place: Place, _ school: Int64, _ bits: UInt8, _ buffer: inout FindingBuffer) {
        let steps = SignoffCoverage.steps.enumerated().filter { bits >> UInt8($0.offset) & 1 != 0 }.map(\.element)
        buffer.add(
            FindingDraft(
                table: .signoff, place: place, field: -1, severity: .warning, owner: Owner(.school, school),
                value: steps.map { "\($0.late.id)<\($0.early.id)" }.joined(separator: "、"),
                arguments: steps.flatMap {
                    [
                        Argument("a", $0.late.chineseName), Argument("b", $0.early.chineseName),
                        Argument("a_en", $0.late.id), Argument("b_en", $0.early.id),
                    ]
                }))
    }
}
