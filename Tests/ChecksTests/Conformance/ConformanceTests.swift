import Checks
import Records
import Store
import Testing

/// What holds for every rule of the table, on a small case of each. A rule is tested by being listed.
@Suite struct ConformanceTests {
    @Test func everyRuleHasACase() {
        #expect(RuleCase.all.map(\.rule).sorted() == RuleTable.definitions.map(\.id).sorted())
    }

    @Test(arguments: RuleCase.all)
    func firesOnItsCase(_ given: RuleCase) throws {
        let report = try given.registry().check([given.rule])
        #expect(report.count > 0)
        #expect(Set(report.ids) == [given.rule] && report.notRun.isEmpty)
    }

    /// Scan and merge: rows cut in parts of any size, in any order, on one worker or two. The seed is in the message.
    @Test(arguments: RuleCase.all)
    func cutsAndOrderDoNotMatter(_ given: RuleCase) throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            var registry = given.registry()
            registry.addNoise(&random)
            let whole = try registry.check([given.rule]).all
            #expect(!whole.isEmpty)
            registry.partitionSize = Int.random(in: 1...5, using: &random)
            for table in RegistryTable.allCases where table.isData { registry.shuffle(table, using: &random) }
            for threads in [1, 2] {
                let cut = try registry.check([given.rule], threads: threads).all
                #expect(cut == whole, "seed \(seed), parts of \(registry.partitionSize), \(threads) threads")
            }
        }
    }

    /// SPEC §7.3: a missing value gives only CMP-* and the rules about missing values.
    @Test(arguments: RuleCase.all.filter { !$0.blanks.isEmpty })
    func blankValuesSilenceIt(_ given: RuleCase) throws {
        for path in given.blanks {
            for text in ["", "-", "NULL", " 　"] {
                var registry = given.registry()
                registry.setAll(path, to: text)
                #expect(try registry.check([given.rule]).summary == [], "\(path) is “\(text)”")
            }
        }
    }

    /// SPEC §7.3: a value that cannot be read gives only its format or code finding.
    @Test(arguments: RuleCase.all.filter { !$0.unreadables.isEmpty })
    func unreadableValuesSilenceIt(_ given: RuleCase) throws {
        for path in given.unreadables {
            for text in try TableTyper.unreadableTexts(path, for: given.rule) {
                var registry = given.registry()
                registry.setAll(path, to: text)
                #expect(try registry.check([given.rule]).summary == [], "\(path) is “\(text)”")
            }
        }
    }

    /// A column that the sheet does not have is blank in all rows.
    @Test(arguments: RuleCase.all.filter { !$0.blanks.isEmpty })
    func missingColumnsSilenceIt(_ given: RuleCase) throws {
        for path in given.blanks {
            var registry = given.registry()
            registry.dropColumn(path)
            #expect(try registry.check([given.rule]).summary == [], "without \(path)")
        }
    }

    /// A finding stands at a row, a sheet or a file of the drop, never at none, and both messages can be said.
    @Test(arguments: RuleCase.all)
    func findingsHaveAnAddressAndAMessage(_ given: RuleCase) throws {
        for finding in try given.registry().check([given.rule]).all {
            #expect(!finding.file.isEmpty)
            #expect(FindingMessages.render(finding.ruleID, arguments: finding.arguments, Masker(key: [], reveal: true)) != nil)
        }
    }
}
