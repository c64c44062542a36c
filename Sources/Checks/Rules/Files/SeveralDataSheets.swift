import Records

/// FIL-03: a file with several sheets of one table.
package enum SeveralDataSheets: Rule {
    package typealias Scan = FileSchools

    package static let definition = RuleDefinition(
        "FIL-03", "多个数据工作表", "Several data sheets", severity: "info", status: "I", isCore: false,
        message: BilingualText("文件含{n}个{table}数据表", "The file has {n} sheets of the table {table_en}"),
        explanation: Explanation(
            finds: ("有两个及以上同类数据工作表的文件。", "Files with two or more visible sheets of one table."),
            matters: ("旧表没有删除时学生会重复。", "Pupils are there twice where an old sheet was left in."),
            fires: ("可见、有表头行的同类工作表不止一个。每个文件每类一条。",
                "More than one visible sheet with a header row. One finding for each file and table."),
            doesNotFire: ("隐藏的字典表；不同类的工作表；下发名单。", "Hidden lists; sheets of different tables; the issued list."),
            source: "SPEC §6.2"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { FileTable.obstacle(context) }

    private struct Key: Hashable {
        let file: Int32
        let table: RegistryTable
    }

    package static func findings(
        _ contents: FileSchools.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        var counts: [Key: Int] = [:]
        for (entry, table) in context.files.ownSheets { counts[Key(file: entry.file, table: table), default: 0] += 1 }
        for (key, count) in counts where count > 1 {
            buffer.addFile(
                context.filePlace(key.file), table: key.table, .info, value: String(count),
                [
                    Argument("n", count), Argument("table", key.table.chineseName),
                    Argument("table_en", key.table.findingName),
                ], contents, context)
        }
    }
}

extension FileCatalogue {
    /// Sheets that gave rows of a table other than the issued list.
    var ownSheets: [(entry: Entry, table: RegistryTable)] {
        entries.compactMap { entry in
            guard !entry.isIssued, let table = entry.table else { return nil }
            return (entry, table)
        }
    }
}

extension CheckContext {
    /// Where findings about a file as such stand.
    func filePlace(_ file: Int32) -> Place { Place(file: file, sheet: places.id(of: ""), row: 0) }
}

extension FileCatalogue.Entry {
    /// Where findings about a sheet stand.
    var place: Place { Place(file: file, sheet: sheet, row: 0) }
}

extension RegistryTable {
    /// What the table is called in messages.
    var chineseName: String {
        switch self {
        case .student: "学生"
        case .school, .issuedSchool: "学校"
        case .campus: "校区"
        case .class: "班级"
        case .proof: "就读证明"
        case .summary: "汇总"
        case .signoff: "签字"
        case .cellIssues, .findings, .files, .runs: storeName
        }
    }
}
