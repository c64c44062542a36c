import Checks
import Columnar
import Records

/// Small registries made from text, typed as ingest types cells.
struct RegistryBuilder {
    /// A row of a table by field name, with its address.
    struct Row {
        var file: String
        var sheet: String
        var number: Int32
        var cells: [String: String]
    }

    private(set) var rows: [RegistryTable: [Row]] = [:]
    /// Columns that the sheets do not have.
    var missingColumns: [RegistryTable: Set<String>] = [:]
    /// Rows a partition.
    var partitionSize = 1000
    /// `files` rows beside those of the sheets: status and reason by file.
    var badFiles: [(file: String, status: String, reason: String)] = []
    /// More cells of the `files` rows, by file.
    var fileFacts: [String: [String: String]] = [:]

    static let school = "2136000001"
    static let otherSchool = "2136000002"

    /// A pupil whom no rule reports, with the given cells changed; "" makes a cell blank.
    @discardableResult
    mutating func pupil(
        _ cells: [String: String] = [:], file: String = "a.csv", sheet: String = "", row: Int32? = nil
    ) -> Int32 {
        add(.student, Self.goodPupil.merging(cells) { $1 }, file: file, sheet: sheet, row: row)
    }

    static let goodPupil: [String: String] = [
        "school_id": school, "name": "王小明", "sex": "男", "birth_date": "20070831",
        "birth_place_code": "360102000000", "ethnicity": "汉族", "nationality": "中国", "id_type": "居民身份证",
        "overseas_status": "否", "health": "健康或良好", "id_number": "360102200708311012",
        "household_type": "非农业户口", "household_code": "360102000000", "class_no": "1", "entry_month": "201309",
        "admission_method": "就近入学", "study_mode": "走读", "current_address": "南昌市东湖区一路1号",
        "mail_address": "南昌市东湖区一路1号", "home_address": "南昌市东湖区一路1号", "phone": "13900000000",
        "postcode": "330006", "only_child": "是", "preschool": "是", "left_behind": "非留守儿童",
        "needs_aid": "否", "gets_subsidy": "否", "orphan": "否", "martyr_child": "否", "commute_km": "1.5",
        "commute_mode": "步行", "needs_bus": "否", "m1_name": "王建国", "m1_relation": "父亲",
        "m1_address": "南昌市东湖区一路1号", "m1_household_code": "360102000000", "m1_phone": "13900000001",
        "m1_is_guardian": "是", "m1_id_type": "居民身份证",
    ]

    @discardableResult
    mutating func add(
        _ table: RegistryTable, _ cells: [String: String], file: String = "a.csv", sheet: String = "",
        row: Int32? = nil
    ) -> Int32 {
        let number = row ?? Int32(rows[table, default: []].count + 2)
        rows[table, default: []].append(Row(file: file, sheet: sheet, number: number, cells: cells))
        return number
    }

    /// A primary school's own row in 东湖区.
    mutating func school(_ id: String = school, _ cells: [String: String] = [:], file: String = "s.csv") {
        add(.school, Self.goodSchool(id).merging(cells) { $1 }, file: file)
    }

    mutating func issued(_ id: String = school, _ cells: [String: String] = [:]) {
        add(.issuedSchool, Self.goodSchool(id).merging(cells) { $1 }, file: "issued/list.csv")
    }

    static func goodSchool(_ id: String) -> [String: String] {
        [
            "school_id": id, "name": "测试小学", "division_code": "360102000000", "local_authority_code": "360102",
            "school_type": "小学", "primary_years": "6", "address": "一路1号", "urban_rural": "主城区",
            "local_authority_name": "东湖区教育局", "sponsor": "县级教育部门", "principal": "李校长",
            "office_phone": "0791-1234567", "postcode": "330006",
        ]
    }

    /// The tables as a check reads them; tables without rows are there, empty, except `absent`.
    func input(absent: Set<RegistryTable> = [], dropping columns: [RegistryTable: Set<String>] = [:]) -> CheckInput {
        var sources: [RegistryTable: any BatchSource] = [:]
        var issues = IssueCollector()
        for table in RegistryTable.allCases where table.isData && !absent.contains(table) {
            var typer = TableTyper(table, missing: missingColumns[table] ?? [])
            let schema = table.schema.without(columns[table] ?? [])
            let all = rows[table] ?? []
            let batches = stride(from: 0, to: all.count, by: partitionSize).map { start in
                let slice = all[start..<min(all.count, start + partitionSize)]
                return typer.batch(Array(slice), &issues).without(columns[table] ?? [])
            }
            sources[table] = MemoryTable(schema: schema, batches: batches)
        }
        if !absent.contains(.cellIssues) { sources[.cellIssues] = issues.table() }
        if !absent.contains(.files) { sources[.files] = filesTable() }
        return CheckInput(sources)
    }

    private func filesTable() -> MemoryTable {
        var builder = TextTableBuilder(RegistryTable.files)
        for table in RegistryTable.allCases {
            var seen: Set<String> = []
            for row in rows[table] ?? [] where seen.insert(row.file + "\u{1F}" + row.sheet).inserted {
                let fields = table.fields.map(\.name).filter { !(missingColumns[table] ?? []).contains($0) }
                let cells = [
                    "file": row.file, "sheet": row.sheet, "table": table.findingName,
                    "issued": table == .issuedSchool ? "true" : "false", "fields": fields.joined(separator: ","),
                    "status": "ok",
                ]
                builder.add(cells.merging(fileFacts[row.file] ?? [:]) { $1 })
            }
        }
        for bad in badFiles { builder.add(["file": bad.file, "status": bad.status, "reason": bad.reason]) }
        return builder.table()
    }

    /// Runs rules and gives their findings.
    func check(
        _ rules: [String], absent: Set<RegistryTable> = [], dropping columns: [RegistryTable: Set<String>] = [:],
        threads: Int = 1, parameters: CheckParameters = CheckParameters()
    ) throws -> CheckReport {
        try CheckRunner.run(
            input(absent: absent, dropping: columns),
            options: CheckOptions(rules: rules, threads: threads, parameters: parameters))
    }

    /// Gives a field the same text in all rows of a table.
    mutating func setAll(_ table: RegistryTable, _ field: String, to text: String) {
        for index in (rows[table] ?? []).indices { rows[table]?[index].cells[field] = text }
    }

    mutating func shuffle(_ table: RegistryTable, using generator: inout some RandomNumberGenerator) {
        rows[table]?.shuffle(using: &generator)
    }
}

extension CheckReport {
    var all: [Finding] { (0..<count).map { self[$0] } }
    /// `RULE field severity` of every finding, in order.
    var summary: [String] { all.map { "\($0.ruleID) \($0.field) \($0.severity.name)" } }
    var ids: [String] { all.map(\.ruleID) }
}

extension Schema {
    func without(_ names: Set<String>) -> Schema { Schema(fields.filter { !names.contains($0.name) }) }
}

extension RecordBatch {
    func without(_ names: Set<String>) -> RecordBatch {
        let kept = schema.fields.indices.filter { !names.contains(schema.fields[$0].name) }
        return RecordBatch(
            schema: Schema(kept.map { schema.fields[$0] }), columns: kept.map { columns[$0] }, rowCount: rowCount)
    }
}
