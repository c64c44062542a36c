import Checks
import Ingest
import Records
import Store

/// What a check of one school's files found, for the clerk who mends it: with cells, and with what to type instead.
package struct ValidationReport {
    /// The columns of CONTRACT, then where to look and what to do.
    package static let columns = FindingsReport.columns + ["cell", "remedy_zh", "remedy_en"]

    let report: CheckReport
    let files: SchoolFiles
    let masker: Masker
    let findings: [CheckedFinding]

    package init(_ report: CheckReport, _ files: SchoolFiles, masker: Masker) {
        self.report = report
        self.files = files
        self.masker = masker
        let sheets = SheetIndex(files.sheets)
        findings = (0..<report.count).map { CheckedFinding(report[$0], sheets) }
    }

    private func texts(_ checked: CheckedFinding) -> [String] {
        let finding = checked.finding
        let message = message(of: finding)
        let remedy = Remedies.of(finding, masker)
        return [
            finding.ruleID, finding.severity.name, finding.table, finding.file, finding.sheet, finding.row.map(String.init) ?? "",
            finding.field, masker.text(finding.value, as: finding.valueMask), finding.key, finding.relatedRows,
            finding.ownerLevel.name, finding.ownerCode, message.chinese, message.english, checked.cell, remedy.chinese, remedy.english,
        ]
    }

    func message(of finding: Finding) -> BilingualText {
        FindingMessages.render(finding.ruleID, arguments: finding.arguments, masker) ?? BilingualText("", "")
    }

    /// For a person who has the file before her.
    func message(of finding: Finding, isChinese: Bool) -> String {
        let message = message(of: finding)
        return NearbyPlaces.shortened(
            isChinese ? message.chinese : message.english, file: finding.file, sheet: finding.sheet, isChinese: isChinese)
    }

    package func writeCSV(_ write: (String) -> Void) {
        write(DelimitedText.row(Self.columns))
        for finding in findings { write(DelimitedText.row(texts(finding).map(OutputText.formulaSafe))) }
    }

    package func writeJSON(_ write: (String) -> Void) {
        var separator = "[\n"
        for finding in findings {
            let members = zip(Self.columns, texts(finding)).map { name, value -> (String, JSONValue) in
                if value.isEmpty { return (name, .null) }
                return (name, name == "row" ? .optional(Int(value)) : .string(value))
            }
            write(separator + JSONValue.object(members).text)
            separator = ",\n"
        }
        write(findings.isEmpty ? "[]\n" : "\n]\n")
    }
}
