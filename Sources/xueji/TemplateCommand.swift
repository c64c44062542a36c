import ArgumentParser
import Records
import Reports
import Spreadsheets

struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Writes the empty import template, with drop-down lists and a page of explanations.")

    @Option(help: ArgumentHelp("The workbook to write.", valueName: "file.xlsx"))
    var out: String

    @Option(
        help: ArgumentHelp(
            "Tables, separated by commas: \(ImportTemplate.tables.map(\.findingName).joined(separator: ", ")). (default: all)",
            valueName: "a,b"))
    var table: String = "all"

    @OptionGroup var common: CommonOptions

    func run() throws {
        let tables = try chosen()
        try ImportTemplate(tables).write(to: out)
        common.note("模板在 \(out)", "the template is in \(out)")
    }

    private func chosen() throws -> [RegistryTable] {
        if table == "all" { return ImportTemplate.tables }
        let names = table.split(separator: ",").map { $0.trimmingPrefix { $0 == " " } }
        let wanted = try names.map { name in
            if let found = ImportTemplate.tables.first(where: { $0.findingName == name || $0.storeName == name }) { return found }
            let known = ImportTemplate.tables.map(\.findingName)
            let nearest = Spelling.nearest(to: String(name), in: known)
            throw Failure.usage("no table \(name)" + (nearest.map { "; did you mean \($0)?" } ?? "; expected one of \(known.joined(separator: ", "))"))
        }
        guard !wanted.isEmpty else { throw Failure.usage("--table: expected a table, found none") }
        return ImportTemplate.tables.filter(wanted.contains)
    }
}
