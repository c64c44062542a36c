import Checks
import Records
import Store

/// The findings of one school's files on a terminal: under each file and sheet what stands there, cell by cell, each with what to
/// do; then what the tool has only noted, folded; then a summary.
///
///     2136000001_实验小学.xlsx  学生基本信息表
///           M17  错误  IDN-02  身份证号“…3X#ab12cd34”校验码应为2
///                              → 先对照户口簿核对前17位;若都无误,末位改为“2”
struct ValidationListing {
    private static let addressWidth = 9
    /// Findings of one rule and field that a sheet lists before it only counts them.
    private static let listedCount = 20
    private static let namedCellCount = 3

    let report: ValidationReport
    let width: Int
    let isChinese: Bool

    /// Findings of one sheet that are folded into one line.
    private struct Fold {
        var first: CheckedFinding
        var count = 0
        var cells: [String] = []
    }

    private struct Fault: Hashable {
        let rule: String
        let field: String
    }

    func write(_ output: (String) -> Void) {
        var start = 0
        let findings = report.findings
        while start < findings.count {
            let place = findings[start].finding
            var end = start
            while end < findings.count, findings[end].finding.file == place.file, findings[end].finding.sheet == place.sheet { end += 1 }
            output((start == 0 ? "" : "\n") + heading(findings[start]) + section(findings[start..<end]))
            start = end
        }
    }

    private func heading(_ checked: CheckedFinding) -> String {
        let finding = checked.finding
        let hint = checked.sheet?.isText == true ? pick("行:列", "line:column") : finding.sheet
        if hint.isEmpty { return DisplayWidth.shortenMiddle(safe(finding.file), to: width) + "\n" }
        let name = DisplayWidth.shortenMiddle(safe(hint), to: width / 3)
        return DisplayWidth.shortenMiddle(safe(finding.file), to: width - DisplayWidth.of(name) - 2) + "  " + name + "\n"
    }

    private func section(_ findings: ArraySlice<CheckedFinding>) -> String {
        var text = ""
        var listed: [Fault: Int] = [:]
        var folds: [Fault: Fold] = [:]
        var order: [Fault] = []
        for checked in findings {
            let fault = Fault(rule: checked.finding.ruleID, field: checked.finding.field)
            if !ListedFindings.isOnlyCounted(checked.finding), listed[fault, default: 0] < Self.listedCount {
                listed[fault, default: 0] += 1
                text += entry(checked, address: address(checked))
                continue
            }
            if folds[fault] == nil { order.append(fault) }
            folds[fault, default: Fold(first: checked)].count += 1
            if folds[fault]!.cells.count < Self.namedCellCount { folds[fault]!.cells.append(address(checked)) }
        }
        for fault in order { if let fold = folds[fault] { text += folded(fold, isRest: listed[fault] != nil) } }
        return text
    }

    private func folded(_ fold: Fold, isRest: Bool) -> String {
        if fold.count == 1, !isRest { return entry(fold.first, address: address(fold.first)) }
        let cells = fold.cells.filter { !$0.isEmpty }.joined(separator: " ") + (fold.count > fold.cells.count ? " …" : "")
        let count = isRest ? pick("另有\(fold.count.grouped)处:\(cells)", "\(fold.count.grouped) more: \(cells)") : pick("\(fold.count.grouped)处:\(cells)", "\(fold.count.grouped) cells: \(cells)")
        return entry(fold.first, address: "", note: count)
    }

    /// Two lines or more: the fault, and what to do.
    private func entry(_ checked: CheckedFinding, address: String, note: String = "") -> String {
        let finding = checked.finding
        let start = padded(address, Self.addressWidth) + "  " + severity(finding.severity) + "  " + finding.ruleID + "  "
        let message = report.message(of: finding, isChinese: isChinese)
        let remedy = pick(Remedies.of(finding, report.masker))
        let used = width - DisplayWidth.of(start) >= 24 ? DisplayWidth.of(start) : Self.addressWidth + 2
        let indent = String(repeating: " ", count: used)
        let body = note.isEmpty ? safe(message) : note + "  " + safe(message)
        var text = start + (used == DisplayWidth.of(start) ? "" : "\n" + indent)
        text += DisplayWidth.wrap(body, to: max(12, width - used)).joined(separator: "\n" + indent) + "\n"
        guard !remedy.isEmpty else { return text }
        let lines = DisplayWidth.wrap(safe(remedy), to: max(12, width - used - 2))
        return text + indent + "→ " + lines.joined(separator: "\n" + indent + "  ") + "\n"
    }

    private func address(_ checked: CheckedFinding) -> String {
        if !checked.cell.isEmpty { return checked.cell }
        guard let row = checked.finding.row else { return "" }
        return pick("第\(row)行", "row \(row)")
    }

    private func severity(_ severity: Severity) -> String {
        switch severity {
        case .error: pick("错误", "error  ")
        case .warning: pick("警告", "warning")
        case .info: pick("提示", "info   ")
        }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
    }

    private func safe(_ text: String) -> String { OutputText.terminalSafe(text) }
    private func pick(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }
    private func pick(_ text: BilingualText) -> String { isChinese ? text.chinese : text.english }
}

extension ValidationReport {
    /// For reading at a terminal.
    package func writeTable(width: Int, isChinese: Bool, _ write: (String) -> Void) {
        ValidationListing(report: self, width: width, isChinese: isChinese).write(write)
        if !findings.isEmpty { write("\n") }
        write(summary(width: width, isChinese: isChinese))
    }

    /// What was checked, what was found and what could not be said.
    package func summary(width: Int, isChinese: Bool) -> String {
        func pick(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }
        let fileCount = Set(files.sheets.filter { $0.table != .issuedSchool }.map(\.file)).count
        let (errors, warnings, infos) = (report.count(of: .error), report.count(of: .warning), report.count(of: .info))
        var lines = [
            pick(
                "\(fileCount.grouped) 个文件,\(report.rowsChecked.grouped) 行:错误 \(errors.grouped),警告 \(warnings.grouped),提示 \(infos.grouped)",
                "\(fileCount.grouped) files, \(report.rowsChecked.grouped) rows: \(errors.grouped) errors, \(warnings.grouped) warnings, \(infos.grouped) infos")
        ]
        var reasons: [BilingualText] = []
        for rule in report.notRun where !reasons.contains(rule.reason) { reasons.append(rule.reason) }
        for reason in reasons {
            let rules = report.notRun.filter { $0.reason == reason }.map(\.ruleID).joined(separator: pick("、", ", "))
            lines.append(pick("未运行 \(rules):\(reason.chinese)", "not run: \(rules): \(reason.english)"))
        }
        return lines.flatMap { DisplayWidth.wrap(OutputText.terminalSafe($0), to: max(20, width)) }.map { $0 + "\n" }.joined()
    }
}

/// What is listed one by one, and what is only counted.
///
/// **Source**: RULES §N.
enum ListedFindings {
    private static let counted: Set<String> = [
        "COD-02", "FMT-02", "FMT-04", "FMT-09", "GRD-03", "REF-10", "GUA-02", "FIL-03", "FIL-04", "FIL-06", "FIL-08", "FIL-09",
    ]

    /// Nobody has to act: the tool has understood the cell, or the case is common.
    static func isOnlyCounted(_ finding: Finding) -> Bool {
        guard finding.severity == .info else { return false }
        // Of AGE-02 only d = −1 is info.
        return counted.contains(finding.ruleID) || finding.ruleID == "AGE-02"
    }
}
