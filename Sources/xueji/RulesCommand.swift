import ArgumentParser
import Checks
import Reports

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "The catalogue: every rule, what it finds and when.",
        subcommands: [List.self, Show.self, SQL.self, Config.self, Document.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

        static let configuration = CommandConfiguration(abstract: "A line a rule.")

        @Option(help: ArgumentHelp("Output.", valueName: "table|csv|json"))
        var format: Format = .table

        @OptionGroup var common: CommonOptions

        func run() throws {
            let rules = RuleTable.definitions
            switch format {
            case .table:
                let pick = common.language.pick
                var table = TextTable([
                    (pick("规则", "rule"), .left), (pick("级别", "severity"), .left), (pick("名称", "title"), .left),
                ])
                for rule in rules { table.append([rule.id, rule.severity, rule.title.in(common.language)]) }
                Stream.write(table.render(width: Terminal.width(of: 1)), to: 1)
            case .csv:
                var text = DelimitedText.row(["rule_id", "severity", "status", "core", "title_zh", "title_en"])
                for rule in rules {
                    text += DelimitedText.row([
                        rule.id, rule.severity, rule.status, rule.isCore ? "1" : "0", rule.title.chinese, rule.title.english,
                    ])
                }
                Stream.write(text, to: 1)
            case .json:
                let values = rules.map { rule in
                    JSONValue.object([
                        ("rule_id", .string(rule.id)), ("severity", .string(rule.severity)), ("status", .string(rule.status)),
                        ("core", .bool(rule.isCore)), ("title_zh", .string(rule.title.chinese)),
                        ("title_en", .string(rule.title.english)),
                    ])
                }
                Stream.write(JSONValue.array(values).text + "\n", to: 1)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What a rule finds, why it matters, when it fires and when not.")

        @ArgumentParser.Argument(help: ArgumentHelp("Such as DUP-03.", valueName: "id"))
        var id: String

        @OptionGroup var common: CommonOptions

        func run() throws {
            guard let rule = RuleTable.definition(of: id.uppercased()) else {
                let nearest = Spelling.nearest(to: id, in: RuleTable.definitions.map(\.id))
                throw Failure.usage("no rule \(id)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
            }
            let pick = common.language.pick
            let text = rule.explanation
            var lines = ["\(rule.id)  \(rule.title.chinese) / \(rule.title.english)  [\(rule.severity)] [\(rule.status)]", ""]
            for (heading, body) in [
                (pick("检查什么", "What it finds"), text.finds), (pick("为什么重要", "Why it matters"), text.matters),
                (pick("何时触发", "Fires on"), text.fires), (pick("何时不触发", "Does not fire on"), text.doesNotFire),
                (pick("局限", "Limits"), text.limits),
            ] {
                lines.append(heading)
                lines += indented(body.in(common.language))
            }
            lines += [pick("依据", "Source")] + indented(text.source)
            lines += [pick("提示文字", "Message")] + indented(rule.message.in(common.language))
            Stream.write(lines.joined(separator: "\n") + "\n", to: 1)
        }

        private func indented(_ text: String) -> [String] {
            DisplayWidth.wrap(text, to: max(20, Terminal.width(of: 1) - 2)).map { "  " + $0 }
        }
    }

    struct SQL: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sql", abstract: "A rule as a statement over the tables of the store (views/duckdb.sql).")

        @ArgumentParser.Argument(help: ArgumentHelp("Such as DUP-03, or all.", valueName: "id"))
        var id: String

        @Option(help: ArgumentHelp("Whose SQL.", valueName: "duckdb|spark"))
        var dialect: TwinDialect = .duckdb

        @OptionGroup var common: CommonOptions

        func run() throws {
            let writer = TwinWriter(dialect: dialect, parameters: try common.parameters())
            let rules = id == "all" ? RuleTable.definitions.map(\.id) : [id.uppercased()]
            for rule in rules {
                guard TwinTable.twin(of: rule) != nil else {
                    let nearest = Spelling.nearest(to: id, in: TwinTable.all.map(\.id))
                    throw Failure.usage("no rule \(id)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
                }
                let statement = TwinStatement.text(of: rule, writer).map { "-- \(rule)\n\($0);\n" }
                Stream.write(statement ?? "-- \(rule): \(TwinTable.reason(rule).in(common.language))\n", to: 1)
            }
        }
    }

    struct Config: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The commented default of --config.")

        func run() throws {
            var text = "# xueji --config: every parameter with its default. Unknown names are errors.\n"
            text += "reference_date: 2013-09-01\nprovince: \"36\"\n"
            for parameter in CheckParameters.defaults {
                let value = parameter.name.hasSuffix(".share") ? "0.\(parameter.value < 10 ? "0" : "")\(parameter.value)" : "\(parameter.value)"
                text += "\(parameter.name): \(value)  # \(parameter.comment)\n"
            }
            Stream.write(text, to: 1)
        }
    }
}

extension RulesCommand {
    /// For `scripts/record`.
    struct Document: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "document", abstract: "The catalogue as the page docs/Rules.md.", shouldDisplay: false)

        func run() { Stream.write(RulesDocument.text(), to: 1) }
    }
}

extension BilingualText {
    func `in`(_ language: Language) -> String { language.pick(chinese, english) }
}

extension TwinDialect: ExpressibleByArgument {}
