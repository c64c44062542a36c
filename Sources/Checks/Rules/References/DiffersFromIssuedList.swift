import Columnar
import Records

/// REF-05: an item of the school table differs from the issued list.
package enum DiffersFromIssuedList: RowRule {
    package static let definition = RuleDefinition(
        "REF-05", "六项信息与下发不一致", "Six verification items differ from the issued list", severity: "warning", status: "V",
        message: BilingualText(
            "{item}:本校填“{v}”,下发为“{w}”,须逐级上报",
            "{item_en}: “{v}” here, “{w}” in the issued list; report it upward"),
        explanation: Explanation(
            finds: (
                "学校名称、属地部门名称和代码、办学类型、举办者类型与下发名单不同。",
                "Name, local authority name and code, type or sponsor other than in the issued list."),
            matters: (
                "六项信息由部里统一下发，差异须逐级上报更正。",
                "The items come from the Ministry; differences are corrected from above."),
            fires: (
                "每行每项一条。",
                "One finding for each row and item."),
            doesNotFire: (
                "任一方为空；学校不在名单中(REF-02)。",
                "One of the two is blank; a school that is not in the list (REF-02)."),
            source: "SPEC §1, step 1"))

    package static let inputs: ScanInputs = [.school: ResidentColumns.origin + IssuedItems.fields]

    package static func obstacle(_ context: CheckContext) -> BilingualText? { IssuedList.obstacle(context) }

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let ids = try batch.schoolIDs()
        for row in 0..<batch.rowCount where ids[row] != 0 {
            guard let issued = batch.context.directory.issuedItems[ids[row]] else { continue }
            for (index, name) in IssuedItems.fields.enumerated() {
                guard let own = try batch.text(name).string(row), let other = issued[index], own != other else { continue }
                let field = RegistryTable.school.field(named: name)
                let list = field?.codeList
                try findings.add(
                    batch, row, field: name, .warning, value: own,
                    [
                        Argument("item", field?.chineseName ?? name), Argument("item_en", name),
                        Argument("v", list?.label(of: own) ?? own), Argument("w", list?.label(of: other) ?? other),
                    ])
            }
        }
    }
}
