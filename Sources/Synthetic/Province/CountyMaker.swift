/// What a finished county leaves behind.
struct CountyResult: Sendable {
    /// Sorted lines of the truth file.
    var truth: [UInt8] = []
    var findingCount = 0
    var pupilCount = 0
    var planted: [String: Int] = [:]
    /// What looks like a fault and is none, by name.
    var lookAlikes: [String: Int] = [:]
    var classes: [Int] = []
    var pupils: [Int] = []
    var issued: [IssuedSchool] = []
    /// The findings in the county's part of the one large file, rows counted from 0.
    var chunkEntries: [TruthEntry] = []
    var chunkLines = 0
}

/// A row of the issued list.
struct IssuedSchool: Sendable {
    /// Identifier, name, authority name and code, type, sponsor.
    let texts: [String]
    /// Nothing came from the school (SUM-07).
    var isSilent = false
}

/// Makes the schools of one county one by one, plants their faults and writes their files.
struct CountyMaker {
    let options: ProvinceGenerator
    let plan: ProvincePlan
    let drop: DropFolder
    let temporary: String
    /// Pupils shared between counties, by school index.
    let travellers: [Int: [Traveller]]
    let roster: DutyRoster

    func make(_ position: Int) throws(SyntheticError) -> (CountyResult, SummaryPair) {
        let county = plan.counties[position]
        let schools = plan.schools[position].map { school in
            (plan: school, traits: SchoolTraits(plan: school, seed: options.seed, format: options.format, isSingleFile: options.singleFile))
        }
        var workshop = CountyWorkshop(counties: plan.counties, position: position)
        let pupils = PupilMaker(address: AddressMaker(county: county), seed: options.seed)
        var result = CountyResult()
        var totals = SummaryPair()
        var entries: [TruthEntry] = []
        var shared = SideTables()
        let part = options.singleFile ? try PartFile(temporary, position) : nil
        for (index, school) in schools.enumerated() {
            let maker = SchoolMaker(pupils: pupils, seed: options.seed)
            var draft = maker.make(school.plan, traits: school.traits, workshop: &workshop)
            for visitor in workshop.visitors.removeValue(forKey: school.plan.index) ?? [] { visitor.enter(&draft) }
            for traveller in travellers[school.plan.index] ?? [] { traveller.enter(&draft, pupils, &workshop) }
            applyHabit(&draft)
            var bench = FaultBench(
                maker: pupils, workshop: workshop, random: Random(seed: options.seed, purpose: 5, index: school.plan.index),
                laterSchools: Array(schools[(index + 1)...]))
            let planted = FaultPlanter(rate: options.faultRate, roster: roster).plant(in: &draft, &bench)
            for name in planted.faults { result.planted[name, default: 0] += 1 }
            for name in planted.lookAlikes { result.lookAlikes[name, default: 0] += 1 }
            workshop = bench.workshop
            PupilTruth.complete(&draft)
            let (tables, summary) = SideMaker.make(draft, seed: options.seed)
            totals.add(summary)
            result.pupilCount += draft.metas.count
            if !draft.isMissingFromIssuedList { result.issued.append(issuedRow(draft)) }
            entries += try write(draft, tables, part, &shared, &result)
        }
        try part?.close()
        addPaperSchools(county, &shared, &result)
        try finish(county, &totals, &shared, &entries)
        result.findingCount = entries.count
        result.truth = TruthFile.render(entries)
        return (result, totals)
    }

    private func applyHabit(_ draft: inout SchoolDraft) {
        guard let habit = draft.traits.habit else { return }
        var random = Random(seed: options.seed, purpose: 6, index: draft.plan.index)
        for row in draft.metas.indices { _ = habit.apply(to: row, of: &draft, &random) }
    }

    private func issuedRow(_ draft: SchoolDraft) -> IssuedSchool {
        IssuedSchool(texts: [draft.plan.id, draft.name, draft.county.name + "教育局", draft.county.code12, draft.plan.kind.label, draft.sponsor])
    }

    /// REF-11, REF-12, SUM-07: a school without pupils, one out of scope, and one that is silent.
    private func addPaperSchools(_ county: County, _ shared: inout SideTables, _ result: inout CountyResult) {
        var random = Random(seed: options.seed, purpose: 10, index: county.index)
        guard options.faultRate > 0 else { return }
        for (number, school) in [("空", "小学"), ("幼", "幼儿园"), ("默", "小学")].enumerated()
        where random.chance(5_000) || county.index == plan.counties.first?.index {
            let id = "2136" + NumberMaker.digits(700_000 + county.index * 10 + number, 6)
            let texts = [id, county.name + "第\(school.0)" + school.1, county.name + "教育局", county.code12, school.1, "县级教育部门"]
            result.issued.append(IssuedSchool(texts: texts, isSilent: number == 2))
            let rule = ["REF-11", "REF-12", "SUM-07"][number]
            result.planted[rule, default: 0] += 1
            guard number < 2 else { continue }
            let row = addPaperSchool(texts, county, &shared, &random)
            if number == 0 { shared.school.expect(row, rule, .error, SchoolField.schoolID) } else { shared.school.expect(row, rule, .error, SchoolField.schoolType) }
        }
    }

    /// The school's own row and the head's signature under it.
    private func addPaperSchool(_ texts: [String], _ county: County, _ shared: inout SideTables, _ random: inout Random) -> Int {
        let row = shared.school.appendRow()
        let fields: [(SchoolField, String)] = [
            (.schoolID, texts[0]), (.name, texts[1]), (.address, "江西省\(county.prefecture)\(county.name)旧校路1号"), (.divisionCode, county.code12),
            (.urbanRural, "村庄"), (.localAuthorityCode, county.code12), (.localAuthorityName, texts[2]), (.schoolType, texts[4]),
            (.sponsor, texts[5]), (.principal, "刘校长"), (.officePhone, AddressMaker.landline(&random)),
            (.postcode, AddressMaker(county: county).postcode(&random)), (.primaryYears, "6"), (.primaryEntryAge, "6"),
        ]
        for (field, text) in fields { shared.school.set(row, field, text) }
        let sign = shared.signoff.appendRow()
        let marks: [(SignoffField, String)] = [
            (.schoolID, texts[0]), (.document, "学校表"), (.role, "校长"), (.signer, "刘校长"), (.signedOn, "20130828"),
        ]
        for (field, text) in marks { shared.signoff.set(sign, field, text) }
        return row
    }

    /// Half of the text schools hand their own tables to the county, which files them together.
    private func write(
        _ draft: SchoolDraft, _ tables: SideTables, _ part: PartFile?, _ shared: inout SideTables, _ result: inout CountyResult
    ) throws(SyntheticError) -> [TruthEntry] {
        if options.singleFile {
            appendChunk(draft, part, &result)
            shared.append(tables)
            return []
        }
        var entries = try SchoolFiles(draft: draft, drop: drop, temporary: temporary).write()
        if draft.county.index % 2 == 0, !draft.traits.format.isWorkbook {
            shared.append(tables)
        } else {
            entries += try SideFiles(drop: drop, temporary: temporary).write(
                tables, folder: "\(draft.county.folder)/\(draft.plan.id)_\(draft.name)", name: draft.plan.id,
                format: draft.traits.format)
        }
        return entries
    }

    /// Adds the school to the county's part of the one large file, which waits on the disk.
    private func appendChunk(_ draft: SchoolDraft, _ part: PartFile?, _ result: inout CountyResult) {
        let content = SheetContent(
            name: "", columns: StudentLayout.everything, table: draft.students, rows: Array(draft.metas.indices))
        let text = TextSheet.render(content, firstLine: result.chunkLines, hasHeader: false)
        part?.append(text.bytes)
        result.chunkEntries += content.truth(file: ProvinceGenerator.singleFileName, rowNumbers: text.rowNumbers)
        result.chunkLines += text.bytes.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
    }

    /// The county's own summary rows go with its shared tables.
    private func finish(
        _ county: County, _ totals: inout SummaryPair, _ shared: inout SideTables, _ entries: inout [TruthEntry]
    ) throws(SyntheticError) {
        let isWrong = totals.miscount(rate: options.faultRate, seed: options.seed, unit: county.code)
        totals.appendRows(to: &shared.summary, filler: "县教育局") { table, row in
            table.set(row, SummaryField.schoolName, county.name + "教育局")
            table.set(row, SummaryField.unitCode, county.code12)
        }
        if isWrong { shared.summary.expect(shared.summary.rowCount - 1, "SUM-06", .error, SummaryField.p1) }
        entries += try SideFiles(drop: drop, temporary: temporary).write(
            shared, folder: county.folder, name: "\(county.code)", format: .utf8Mark)
    }
}
