import Checks
import Columnar
import Records
import Store
import Testing

@Suite struct CheckRunnerTests {
    /// A registry in which every kind of rule has something to say.
    private func faulty(_ seed: UInt64) -> RegistryBuilder {
        var random = SeededGenerator(seed: seed)
        var registry = RegistryBuilder()
        registry.issued()
        registry.school()
        for index in 0..<400 {
            var cells: [String: String] = [:]
            if Int.random(in: 0..<4, using: &random) == 0 { cells["sex"] = ["女", "男性", "", "?"].randomElement(using: &random)! }
            if Int.random(in: 0..<3, using: &random) == 0 { cells["name"] = ["李明", "王 明", "张三"].randomElement(using: &random)! }
            if Int.random(in: 0..<3, using: &random) == 0 {
                cells["id_number"] = ["", "123", "360102200708311013", "3.6E+17"].randomElement(using: &random)!
            }
            if Int.random(in: 0..<5, using: &random) == 0 { cells["school_id"] = RegistryBuilder.otherSchool }
            if Int.random(in: 0..<5, using: &random) == 0 { cells["birth_date"] = "2008-1-\(index % 28 + 1)" }
            if Int.random(in: 0..<5, using: &random) == 0 { cells["grade"] = ["三年级", "初二", "x"].randomElement(using: &random)! }
            registry.pupil(cells, file: "f\(index % 7).csv", sheet: index % 2 == 0 ? "" : "表2", row: Int32(index))
        }
        for index in 0..<20 {
            registry.add(
                .proof,
                [
                    "school_id": RegistryBuilder.school, "student_name": index % 2 == 0 ? "李明" : "张三", "sex": "男",
                    "birth_date": "20070831", "class_no": index % 3 == 0 ? "1" : "",
                ], file: "p.csv")
        }
        return registry
    }

    /// The merge law: the answer depends neither on how rows are cut and ordered nor on the number of workers.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func cutsOrderAndThreadsDoNotMatter(_ seed: UInt64) throws {
        var registry = faulty(seed)
        let whole = try registry.check(["all"]).all
        #expect(Set(whole.map(\.ruleID)).count > 15)
        var random = SeededGenerator(seed: seed + 100)
        for size in [1, 7, 50, 399] {
            registry.partitionSize = size
            for table in [RegistryTable.student, .proof] { registry.shuffle(table, using: &random) }
            #expect(try registry.check(["all"], threads: 1).all == whole, "seed \(seed), partitions of \(size)")
            #expect(try registry.check(["all"], threads: 2).all == whole, "seed \(seed), partitions of \(size), 2 threads")
        }
    }

    @Test func aMissingColumnMakesARuleNotRun() throws {
        var registry = RegistryBuilder()
        registry.pupil(["sex": "女"])
        let report = try registry.check(["IDN-02", "IDN-05"], dropping: [.student: ["sex"]])
        #expect(report.count == 0)
        #expect(report.notRun.map(\.ruleID) == ["IDN-05"])
        #expect(report.notRun.first?.reason.english.contains("sex") == true)
        #expect(report.countsByRule.map(\.ruleID) == ["IDN-02"])
    }

    /// Every rule, with each of its columns taken away in turn.
    @Test func everyRuleSaysWhichColumnItMisses() throws {
        var registry = RegistryBuilder()
        registry.issued()
        registry.pupil()
        for rule in RuleTable.all {
            for (table, columns) in rule.inputs where table.isData {
                // The places and schools of rows are part of every table.
                for column in Set(columns).subtracting(["file", "sheet", "row", "school_id", "unreadable"]) {
                    let report = try registry.check([rule.definition.id], dropping: [table: [column]])
                    #expect(report.notRun.map(\.ruleID) == [rule.definition.id], "\(rule.definition.id) without \(column)")
                }
            }
        }
    }

    @Test func anAbsentTableMakesARuleNotRun() throws {
        let report = try RegistryBuilder().check(["IDN-01"], absent: [.student])
        #expect(report.notRun.map(\.ruleID) == ["IDN-01"])
    }

    /// The rules stand in the order of the catalogue, and all of them do.
    @Test func theTableKeepsTheOrderOfTheCatalogue() {
        let sizes = [
            ("IDN", 13), ("DUP", 12), ("AGE", 4), ("GRD", 8), ("PRF", 6), ("REF", 13), ("COD", 8), ("FMT", 9), ("CMP", 4),
            ("GUA", 9), ("SUM", 8), ("SGN", 7), ("FIL", 10),
        ]
        let catalogue = sizes.flatMap { name, count in (1...count).map { "\(name)-\($0 < 10 ? "0" : "")\($0)" } }
        #expect(catalogue.count == 111)
        #expect(RuleTable.definitions.map(\.id) == catalogue)
    }

    @Test func rulesAreChosenByIdOrSet() throws {
        #expect(throws: CheckError.self) { try RegistryBuilder().check(["XYZ-01"]) }
        let core = try RegistryBuilder().check(["core"]).rules
        #expect(!core.isEmpty && core.allSatisfy(\.isCore))
    }

    @Test func messagesAreMasked() throws {
        var registry = RegistryBuilder()
        registry.pupil(["id_number": "360102200708311013"])
        let report = try registry.check(["IDN-02"])
        let masker = Masker(key: [1, 2, 3])
        let batch = FindingsTable(report, masker).batch(0..<1)
        let message = batch["message_zh"]?.text(0) ?? ""
        #expect(message.hasPrefix("身份证号“") && message.hasSuffix("”校验码应为2"))
        #expect(!message.contains("360102"))
        #expect(batch["value"]?.text(0) == "360102200708311013")
        #expect(batch.schema == RegistryTable.findings.schema)
        let revealed = FindingMessages.render("IDN-02", arguments: report.all[0].arguments, Masker(key: [], reveal: true))
        #expect(revealed?.chinese == "身份证号“360102200708311013”校验码应为2")
    }

    @Test func everyPlaceholderHasAnArgument() throws {
        for definition in RuleTable.definitions {
            #expect(definition.message.chinese.contains("{") == definition.message.english.contains("{"))
        }
        let report = try faulty(9).check(["all"])
        for finding in report.all {
            let text = FindingMessages.render(finding.ruleID, arguments: finding.arguments, Masker(key: [], reveal: true))
            let definition = RuleTable.definition(of: finding.ruleID)!
            for template in [definition.message.chinese, definition.message.english] {
                for piece in template.split(separator: "{").dropFirst() {
                    let name = piece.prefix { $0 != "}" }
                    #expect(finding.arguments.contains("\(name)\u{1F}"), "\(finding.ruleID) has no \(name)")
                }
            }
            #expect(text != nil)
        }
    }

    @Test func parametersAreSetByName() throws {
        var parameters = CheckParameters()
        try parameters.set("AGE-04.max_age", to: "20")
        try parameters.set("CMP-03.share", to: "0.9")
        try parameters.set("reference_date", to: "2014-09-01")
        #expect(parameters["AGE-04.max_age"] == 20 && parameters["CMP-03.share"] == 90)
        #expect(throws: CheckError.self) { try parameters.set("AGE-04.max_aeg", to: "20") }
        do { try parameters.set("AGE-04.max_aeg", to: "1") } catch {
            #expect(error.description.contains("AGE-04.max_age?"))
        }
        #expect(throws: CheckError.self) { try parameters.set("AGE-04.max_age", to: "x") }
    }
}
