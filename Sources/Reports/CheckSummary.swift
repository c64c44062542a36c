import Checks

/// What a check found, rule by rule, for the person who ran it.
package struct CheckSummary {
    private let report: CheckReport
    private let change: FindingsChange?
    private let isChinese: Bool

    /// - Parameter change: since the check before; nil when there was none.
    package init(_ report: CheckReport, change: FindingsChange? = nil, isChinese: Bool) {
        self.report = report
        self.change = change
        self.isChinese = isChinese
    }

    package func text(width: Int) -> String {
        let names = isChinese ? ["规则", "级别", "发现", "名称"] : ["rule", "severity", "findings", "title"]
        var table = TextTable([(names[0], .left), (names[1], .left), (names[2], .right), (names[3], .left)])
        var quiet = 0
        for (id, count) in report.countsByRule {
            guard count > 0, let rule = RuleTable.definition(of: id) else {
                quiet += 1
                continue
            }
            table.append([id, rule.severity, count.grouped, pick(rule.title)])
        }
        var text = table.render(width: width)
        let errors = report.count(of: .error).grouped
        let warnings = report.count(of: .warning).grouped
        let infos = report.count(of: .info).grouped
        text += pick(
            .init(
                "检查 \(report.rowsChecked.grouped) 行:错误 \(errors),警告 \(warnings),提示 \(infos);\(quiet) 条规则没有发现\n",
                "\(report.rowsChecked.grouped) rows checked: \(errors) errors, \(warnings) warnings, \(infos) infos; \(quiet) \(quiet == 1 ? "rule" : "rules") found nothing\n"
            ))
        if let change { text += describe(change) }
        for rule in report.notRun {
            text += pick(.init("未运行 ", "not run: ")) + "\(rule.ruleID) \(pick(rule.reason))\n"
        }
        return text
    }

    private func describe(_ change: FindingsChange) -> String {
        let (new, open, gone) = (change.appeared.grouped, change.stayed.grouped, change.gone.grouped)
        let scope = change.isSameSelection ? ("", "") : ("(只比较两次都运行的规则)", " (of the rules that both checks ran)")
        return pick(
            .init(
                "与上次检查相比\(scope.0):新增 \(new),仍存在 \(open),已消除 \(gone)\n",
                "since the last check\(scope.1): \(new) new, \(open) still open, \(gone) gone\n"))
    }

    private func pick(_ text: BilingualText) -> String { isChinese ? text.chinese : text.english }
}
