/// Writes a school's student files and returns the findings with their addresses.
struct SchoolFiles {
    let draft: SchoolDraft
    let drop: DropFolder
    let temporary: String

    private var folder: String { draft.county.folder + "/" + "\(draft.plan.id)_\(draft.name)" }

    func write() throws(SyntheticError) -> [TruthEntry] {
        let columns = StudentLayout.columns(draft)
        var entries: [TruthEntry] = []
        if draft.traits.granularity == .sheetPerGrade || draft.fileFaults.contains(.sheetPerGrade) {
            let sheets = gradeGroups().map { sheet($0.rows, columns, name: $0.grade.name) }
            entries += try writeWorkbook(sheets, name: "\(draft.plan.id)_\(draft.name)")
        } else {
            let parts = fileParts()
            if draft.traits.format == .zip {
                entries += try writeArchive(parts.map { ($0.name, sheet($0.rows, columns, name: draft.traits.zipsWorkbooks ? "学生表" : "")) })
            } else {
                for part in parts { entries += try writeFile(part.name, part.rows, columns) }
            }
        }
        for stray in draft.strayFiles { entries.append(try write(stray)) }
        return entries
    }

    private func gradeGroups() -> [(grade: SchoolGrade, rows: [Int])] {
        SchoolGrade.allCases.map { grade in (grade, draft.metas.indices.filter { draft.metas[$0].grade == grade }) }
            .filter { !$0.rows.isEmpty }
    }

    /// Names without extension as SPEC §6.2 suggests them.
    private func fileParts() -> [(name: String, rows: [Int])] {
        switch draft.traits.granularity {
        case .school, .sheetPerGrade: return [("\(nameNumber)_\(draft.name)", Array(draft.metas.indices))]
        case .grade:
            var parts = gradeGroups().map { (name: "\(draft.plan.id)_\($0.grade.name)", rows: $0.rows) }
            if draft.fileFaults.contains(.mergedGrades), let last = parts.popLast() { parts[parts.count - 1].rows += last.rows }
            return parts
        case .schoolClass:
            return draft.classes.indices.filter { draft.pupilCount(inClass: $0) > 0 }.map { index in
                let group = draft.classes[index]
                return (
                    "\(draft.plan.id)_\(group.grade.name)_\(NumberMaker.digits(group.number, 2))",
                    draft.metas.indices.filter { draft.metas[$0].classIndex == index }
                )
            }
        }
    }

    /// The identifier in the file's name; FIL-07 when it is another school's.
    private var nameNumber: String {
        if draft.fileFaults.contains(.dateInName) { return "2013092012" }
        return draft.fileFaults.contains(.otherName) ? "2136" + NumberMaker.digits(650_000 + draft.plan.index, 6) : draft.plan.id
    }

    private func sheet(_ rows: [Int], _ columns: [SheetColumn], name: String) -> SheetContent {
        let titles = ["学生基本信息表", "填报学校:" + draft.name]
        return SheetContent(
            name: name, titles: Array(titles.prefix(draft.traits.titleRows)), columns: columns, table: draft.students, rows: rows,
            hasExampleRow: draft.hasExampleRow, typesNumbers: draft.traits.typesNumbers,
            hasMergedHeader: draft.traits.hasMergedHeader, hasDictionarySheet: draft.traits.hasDictionarySheet,
            hidesRows: draft.fileFaults.contains(.hiddenRows), hiddenField: draft.fileFaults.contains(.hiddenColumn) ? .homeAddress : nil)
    }

    private func writeFile(_ name: String, _ rows: [Int], _ columns: [SheetColumn]) throws(SyntheticError) -> [TruthEntry] {
        let encoding: TextEncoding
        switch draft.traits.format {
        case .workbook, .sharedWorkbook, .oldWorkbook: return try writeWorkbook([sheet(rows, columns, name: "学生基本信息表")], name: name)
        case .utf8, .gzip, .zip: encoding = .utf8
        case .utf8Mark: encoding = .utf8Mark
        case .gb18030: encoding = .gb18030
        case .utf16: encoding = .utf16
        }
        let content = sheet(rows, columns, name: "")
        let text = TextSheet.render(content)
        let isPacked = draft.traits.format == .gzip
        let file = "\(folder)/\(name).csv" + (isPacked ? ".gz" : "")
        let encoded = encoding.encode(text.bytes)
        let bytes = draft.fileFaults.contains(.lostBytes) ? TextSheet.breakReplacements(encoded) : encoded
        try drop.write(isPacked ? Compression.gzip(bytes) : bytes, to: file)
        return content.truth(file: file, rowNumbers: text.rowNumbers) + fileFindings(rows, file)
    }

    private func writeWorkbook(_ sheets: [SheetContent], name: String) throws(SyntheticError) -> [TruthEntry] {
        let file = "\(folder)/\(name)" + (draft.traits.format == .oldWorkbook ? ".xls" : ".xlsx")
        let numbers: [[Int]]
        if draft.traits.format == .oldWorkbook {
            let book = OldWorkbook.render(sheets)
            try drop.write(book.bytes, to: file)
            numbers = book.rowNumbers
        } else if draft.traits.isHandMade {
            let book = HandMadeWorkbook.render(sheets)
            try drop.write(book.bytes, to: file)
            numbers = book.rowNumbers
        } else {
            let path = try drop.prepare(file)
            numbers = try Workbook.write(sheets, path: path, inline: draft.traits.format == .workbook, temporary: temporary)
        }
        var entries = zip(sheets, numbers).flatMap { $0.truth(file: file, rowNumbers: $1) }
        if sheets.count > 1 {
            entries.append(TruthEntry(rule: "FIL-03", severity: .info, table: "student", file: file, sheet: "", row: 0, field: ""))
        }
        return entries + fileFindings(sheets.flatMap(\.rows), file)
    }

    private func writeArchive(_ parts: [(name: String, content: SheetContent)]) throws(SyntheticError) -> [TruthEntry] {
        let file = "\(folder)/\(draft.plan.id)_\(draft.name).zip"
        var entries: [TruthEntry] = []
        var members: [(name: String, bytes: [UInt8])] = []
        for part in parts {
            let member = part.name + (draft.traits.zipsWorkbooks ? ".xlsx" : ".csv")
            let address = file + "!" + member
            let numbers: [Int]
            if draft.traits.zipsWorkbooks {
                let book = HandMadeWorkbook.render([part.content])
                members.append((member, book.bytes))
                numbers = book.rowNumbers[0]
            } else {
                let text = TextSheet.render(part.content)
                members.append((member, TextEncoding.utf8Mark.encode(text.bytes)))
                numbers = text.rowNumbers
            }
            entries += part.content.truth(file: address, rowNumbers: numbers) + fileFindings(part.content.rows, address)
        }
        try drop.write(Compression.zip(members, namesInGB18030: draft.plan.index % 2 == 0), to: file)
        return entries
    }

    /// FIL-07: rows of a second well-formed school identifier, or another school's in the name. FIL-10, CMP-03.
    private func fileFindings(_ rows: [Int], _ file: String) -> [TruthEntry] {
        var found: [TruthEntry] = []
        func add(_ rule: String, _ severity: Severity, _ table: String = "", _ field: String = "") {
            found.append(TruthEntry(rule: rule, severity: severity, table: table, file: file, sheet: "", row: 0, field: field))
        }
        if draft.fileFaults.contains(.otherName) || rows.contains(where: { draft.metas[$0].isOfUnknownSchool }) { add("FIL-07", .warning) }
        if draft.fileFaults.contains(.lostBytes) { add("FIL-10", .error) }
        for name in ColumnConstancy(draft: draft, rows: rows).constantFields { add("CMP-03", .warning, "student", name) }
        return found
    }

    private func write(_ stray: StrayFile) throws(SyntheticError) -> TruthEntry {
        let name: String
        let bytes: [UInt8]
        switch stray {
        case .truncatedWorkbook: (name, bytes) = ("备份.xlsx", [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0] + [UInt8](repeating: 0x41, count: 600))
        case .oldDocument:
            (name, bytes) = ("说明.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504))
        case .binary: (name, bytes) = ("照片.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [UInt8](repeating: 0, count: 300))
        case .notice: (name, bytes) = ("通知.txt", Array("各班主任:\r\n请于9月20日前上交学生基本信息表。\r\n".utf8))
        }
        let file = folder + "/" + name
        try drop.write(bytes, to: file)
        return TruthEntry(
            rule: "FIL-01", severity: stray == .notice ? .warning : .error, table: "", file: file, sheet: "", row: 0, field: "")
    }
}
