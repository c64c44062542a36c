import Records

/// IDN-06: the first six digits of a resident ID number are no known division.
package enum UnknownRegionInID: RowRule {
    package static let definition = RuleDefinition(
        "IDN-06", "身份证地址码无效", "Unknown province or region in ID", severity: "error / warning", status: "S",
        message: BilingualText(
            "身份证号前六位{a6}不是已知行政区划代码", "The first six digits {a6} of the ID number are no known division"),
        explanation: Explanation(
            finds: ("号码前两位不是2013年签发居民身份证的省份(错误)，或前六位不是1980年以来任何县级代码(警告)。",
                "Numbers from no province that issued resident cards in 2013 (error), or whose first six digits were "
                    + "never a county-level code since 1980 (warning)."),
            matters: ("多为前几位录错。", "Mostly a typing error in the first digits."),
            fires: ("前两位71、81、82；前六位361234。", "A number that begins with 71, 81 or 82, or with 361234."),
            doesNotFire: ("已撤销的代码，如362127；市辖区代码。", "Abolished codes such as 362127; placeholder codes."),
            limits: ("1980年以前的代码不在表内。", "Codes abolished before 1980 are not in the table."),
            source: "GB/T 2260 (1980–2019); SPEC §4.1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let types = try batch.documentTypes()
        let keys = try batch.residentKeys()
        var known: [Int32: Severity?] = [:]
        var last: (region: Int32, severity: Severity?) = (-1, nil)
        for row in 0..<batch.rowCount where types[row] == DocumentType.residentCard && keys[row] != ResidentKey.none {
            let region = ResidentID.region(keys[row])
            if region != last.region {
                if known[region] == nil { known[region] = .some(severity(region)) }
                last = (region, known[region] ?? nil)
            }
            guard let severity = last.severity else { continue }
            let digits = String(region)
            let text = try batch.text("id_number").string(row) ?? ""
            try findings.add(
                batch, row, field: "id_number", severity, value: text,
                [Argument("a6", String(repeating: "0", count: 6 - digits.utf8.count) + digits)])
        }
    }

    private static func severity(_ region: Int32) -> Severity? {
        if !AdminDivision.isIssuingProvince(region / 10_000) { return .error }
        return AdminDivision.lookup(region)?.level == .county ? nil : .warning
    }
}
