import Columnar
import Records

/// GUA-09: an orphan whose parents are guardians.
package enum OrphanWithParents: RowRule {
    package static let definition = RuleDefinition(
        "GUA-09", "孤儿与父母矛盾", "Orphan with both parents as guardians", severity: "info", status: "I", isCore: false,
        message: BilingualText(
            "孤儿标记与父母监护矛盾",
            "Marked as an orphan, but both parents are guardians"),
        explanation: Explanation(
            finds: (
                "孤儿而父母双方都是监护人。",
                "An orphan both of whose parents are guardians."),
            matters: (
                "多为“是否孤儿”填错。",
                "Mostly the orphan flag is wrong."),
            fires: (
                "孤儿是，成员为父亲、母亲且都是监护人。",
                "Orphan 是, members 父亲 and 母亲, both guardians."),
            doesNotFire: (
                "只有一方是监护人。",
                "Only one of them is a guardian."),
            source: "RULES GUA-09"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["orphan", "m1_name", "m1_relation", "m1_is_guardian", "m2_name", "m2_relation", "m2_is_guardian"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let names = try [batch.text("m1_name"), batch.text("m2_name")]
        let relations = try [batch.text("m1_relation"), batch.text("m2_relation")]
        let orphans = try batch.booleans("orphan")
        for row in 0..<batch.rowCount where orphans[row] == true {
            guard !names[0].isNull(row), !names[1].isNull(row) else { continue }
            let pair = [relations[0].string(row), relations[1].string(row)]
            guard pair == ["51", "52"] || pair == ["52", "51"] else { continue }
            guard try batch.bool("m1_is_guardian", row) == true, try batch.bool("m2_is_guardian", row) == true else { continue }
            try findings.add(batch, row, field: "orphan", .info, value: "1")
        }
    }
}
