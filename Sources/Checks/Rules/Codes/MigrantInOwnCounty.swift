import Columnar
import Records

/// COD-07: a migrant worker's child registered where the school is.
package enum MigrantInOwnCounty: RowRule {
    package static let definition = RuleDefinition(
        "COD-07", "随迁子女与户口矛盾", "Migrant-child flag vs household", severity: "info", status: "V", isCore: false,
        message: BilingualText(
            "随迁子女户口与学校在同一县",
            "A migrant worker's child whose household is in the county of the school"),
        explanation: Explanation(
            finds: (
                "随迁子女的户口所在县就是学校所在县。",
                "A migrant worker's child whose household county is the school's."),
            matters: (
                "随迁子女的户口应在外县。",
                "By definition the household is in another county."),
            fires: (
                "是，户口360102，学校在360102。",
                "是, household 360102, school in 360102."),
            doesNotFire: (
                "学校所在县不明。",
                "The county of the school is unknown."),
            source: "SPEC §2.1 note 8"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["migrant_child", "household_code"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let schools = try batch.schoolIDs()
        guard try batch.column("migrant_child").nullCount < batch.rowCount else { return }
        let codes = try batch.text("household_code")
        let migrants = try batch.booleans("migrant_child")
        for row in 0..<batch.rowCount where migrants[row] == true && schools[row] != 0 && !codes.isNull(row) {
            let county = batch.context.directory.county(of: schools[row])
            guard county != 0, codes.string(row)?.prefix(6) == String(county)[...] else { continue }
            try findings.add(batch, row, field: "migrant_child", .info, value: "1")
        }
    }
}
