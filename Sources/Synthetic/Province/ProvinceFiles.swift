/// The files above the counties: issued list, summaries of prefectures and province, the large file, truth, read-me.
struct ProvinceFiles {
    let options: ProvinceGenerator
    let plan: ProvincePlan
    let drop: DropFolder
    let temporary: String

    /// The number of findings above the counties.
    func write(_ results: [(CountyResult, SummaryPair)]) throws(SyntheticError) -> Int {
        let upper = try writeIssued(results.flatMap(\.0.issued)) + writeUnits(results.map(\.1))
        let output = DropFolder(root: options.path)
        var groups: [(key: String, lines: [UInt8])] = zip(plan.counties, results).map { ($0.folder + "/", $1.0.truth) }
        if options.singleFile { groups.append((ProvinceGenerator.singleFileName, try writeSingleFile(results.map(\.0)))) }
        for file in Set(upper.map(\.file)) { groups.append((file, TruthFile.render(upper.filter { $0.file == file }))) }
        groups.sort { TruthFile.before($0.key, $1.key) }
        try output.write(Array(TruthFile.header.utf8) + groups.flatMap(\.lines), to: "truth.csv")
        try output.write(Array(readme(results.map(\.0), upper.count).utf8), to: "README.txt")
        return upper.count
    }

    /// Kindergartens stand in the list too: they are out of scope and nobody waits for them.
    private func writeIssued(_ schools: [IssuedSchool]) throws(SyntheticError) -> [TruthEntry] {
        let rows = schools.map(\.texts)
        let headers = ["学校标识码", "学校名称", "属地管理教育行政部门名称", "属地管理教育行政部门代码", "办学类型", "举办者类型"]
        let kindergartens = plan.counties.map {
            ["1136" + NumberMaker.digits(800_000 + $0.index, 6), $0.name + "机关幼儿园", $0.name + "教育局", $0.code12, "幼儿园", "县级教育部门"]
        }
        let isWorkbook = options.format == .xlsx || options.format == .xls
        let file = "issued/江西省中小学校名单." + (isWorkbook ? options.format.rawValue : "csv")
        if options.format == .xls {
            try drop.write(OldWorkbook.render("学校名单", lines: [headers] + rows + kindergartens), to: file)
        } else if isWorkbook {
            try drop.write(HandMadeWorkbook.render("学校名单", lines: [headers] + rows + kindergartens), to: file)
        } else {
            let lines = ([headers] + rows + kindergartens).map { $0.joined(separator: ",") + "\r\n" }
            try drop.write(TextEncoding.utf8Mark.encode(Array(lines.joined().utf8)), to: file)
        }
        return schools.enumerated().filter(\.element.isSilent).map { index, _ in
            TruthEntry(
                rule: "SUM-07", severity: .error, table: "school", file: file, sheet: isWorkbook ? "学校名单" : "", row: index + 2,
                field: "school_id")
        }
    }

    private func writeUnits(_ counties: [SummaryPair]) throws(SyntheticError) -> [TruthEntry] {
        var entries: [TruthEntry] = []
        var province = SummaryPair()
        var prefectures: [(county: County, sum: SummaryPair)] = []
        for (county, pair) in zip(plan.counties, counties) {
            if prefectures.last?.county.prefectureCode != county.prefectureCode { prefectures.append((county, SummaryPair())) }
            prefectures[prefectures.count - 1].sum.add(pair)
        }
        for (county, sum) in prefectures {
            var sum = sum
            entries += try writeUnit(&sum, name: county.prefecture, code: county.prefectureCode, file: "\(county.prefecture)/\(county.prefecture)汇总表.csv")
            province.add(sum)
        }
        return try entries + writeUnit(&province, name: "江西省", code: 360_000, file: "江西省汇总表.csv")
    }

    private func writeUnit(_ sum: inout SummaryPair, name: String, code: Int, file: String) throws(SyntheticError) -> [TruthEntry] {
        let isWrong = sum.miscount(rate: options.faultRate, seed: options.seed, unit: code, isCertain: code == 360_000)
        var table = RecordTable(.summary)
        sum.appendRows(to: &table, filler: name + "教育局") { table, row in
            table.set(row, SummaryField.schoolName, name)
            table.set(row, SummaryField.unitCode, "\(code)000000")
        }
        if isWrong { table.expect(1, "SUM-06", .error, SummaryField.p1) }
        let content = SheetContent(name: "", columns: SideFiles.columns(.summary), table: table, rows: Array(0..<table.rowCount))
        let text = TextSheet.render(content)
        try drop.write(TextEncoding.utf8Mark.encode(text.bytes), to: file)
        return content.truth(file: file, rowNumbers: text.rowNumbers)
    }

    /// Joins the counties' parts; returns the truth of the file.
    private func writeSingleFile(_ results: [CountyResult]) throws(SyntheticError) -> [UInt8] {
        let header = SheetContent(name: "", columns: StudentLayout.everything, table: RecordTable(.student), rows: [])
        var line = 2
        var entries: [TruthEntry] = []
        for result in results {
            entries += result.chunkEntries.map {
                TruthEntry(
                    rule: $0.rule, severity: $0.severity, table: $0.table, file: $0.file, sheet: $0.sheet,
                    row: $0.row + line, field: $0.field)
            }
            line += result.chunkLines
        }
        let parts = results.indices.map { PartFile.path(temporary, $0) }
        try drop.write(TextSheet.render(header).bytes, thenFiles: parts, to: ProvinceGenerator.singleFileName)
        if plan.schools.reduce(0, { $0 + $1.count }) > 1 {
            entries.append(
                TruthEntry(
                    rule: "FIL-07", severity: .warning, table: "", file: ProvinceGenerator.singleFileName, sheet: "", row: 0, field: ""))
        }
        return TruthFile.render(entries)
    }

    private func readme(_ results: [CountyResult], _ upperFindings: Int) -> String {
        let summary = ProvinceSummary(results, upperFindings: upperFindings, schoolCount: plan.schools.reduce(0) { $0 + $1.count }, countyCount: plan.counties.count)
        let planted = summary.planted.sorted { TruthFile.before($0.key, $1.key) }.map { "  \($0.key): \($0.value)" }
        let lookAlikes = summary.lookAlikes.sorted { TruthFile.before($0.key, $1.key) }.map { "  \($0.key): \($0.value)" }
        return """
            A synthetic province. No person in it exists.

            drop/      what the counties hand in; drop/issued/ is the province's list of schools
            truth.csv  every finding that the data give, in the order of the findings of `xueji`

            students \(options.students), seed \(options.seed), format \(options.format.rawValue), fault rate \(options.faultRate)
            \(summary.pupilRows) pupil rows, \(summary.schools) schools, \(summary.counties) counties, \(summary.findings) findings

            Planted faults:
            \(planted.joined(separator: "\n"))

            Look-alikes, which must not fire:
            \(lookAlikes.joined(separator: "\n"))

            """
    }
}
