import Columnar
import Records

/// GUA-02: only one of the two members is filled.
package enum OneMemberOnly: RowRule {
    package static let definition = RuleDefinition(
        "GUA-02", "应填两名成员", "Only one member", severity: "info", status: "V", isCore: false,
        message: BilingualText(
            "按要求应填两名家庭成员",
            "Two family members should be given"),
        explanation: Explanation(
            finds: (
                "两名家庭成员只填了一名。",
                "Only one of the two family members is given."),
            matters: (
                "填表说明要求一般填两名成员。",
                "Two members are normally filled."),
            fires: (
                "成员2姓名为空。",
                "Member 2 has no name."),
            doesNotFire: (
                "两名都为空；工作表没有成员2的列。",
                "Both blank; the sheet has no column for member 2."),
            source: "SPEC §1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["m1_name", "m2_name"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let blanks = try [batch.blanks("m1_name"), batch.blanks("m2_name")]
        for row in 0..<batch.rowCount where blanks[0][row] != blanks[1][row] {
            let place = try batch.place(row)
            let hasColumns = ["m1_name", "m2_name"].allSatisfy { name in
                batch.context.files.hasColumn(
                    FieldIndex.known(name, in: .student), table: .student, file: place.file, sheet: place.sheet)
            }
            guard hasColumns else { continue }
            try findings.add(batch, row, field: blanks[0][row] ? "m1_name" : "m2_name", .info, value: "")
        }
    }
}
