import Columnar
import Records
import Store

/// Column statistics as one self-contained page: how well each column is filled, then a plot for each.
package struct StatisticsPage {
    private let result: StatisticsResult
    private let values: StatisticsValues

    package init(_ result: StatisticsResult, masker: Masker, isChinese: Bool) {
        self.result = result
        values = StatisticsValues(table: result.table, masker: masker, isChinese: isChinese)
    }

    package var text: String {
        let title = pick("字段统计", "Column statistics") + " · " + result.table.storeName
        var body = "<header><h1>\(HTMLText.escape(title))</h1>\n\(subtitle)</header>\n"
        if result.isGrouped {
            body += groupedSections()
        } else if let section = result.sections.first, !section.isSuppressed {
            body += overview(section.columns) + "<main>\n" + section.columns.map(card).joined() + "</main>\n"
        } else {
            body += note(
                pick("不足\(StatisticsResult.smallestGroup)人,不显示", "Fewer than \(StatisticsResult.smallestGroup) pupils: not shown"))
        }
        return HTMLText.page(
            title: title, language: values.isChinese ? "zh-CN" : "en", style: StatisticsPage.style, body: body)
    }

    private func pick(_ chinese: String, _ english: String) -> String { values.pick(chinese, english) }

    private func note(_ text: String) -> String { "<p class=\"note\">\(HTMLText.escape(text))</p>\n" }

    private var subtitle: String {
        var lines = ""
        if !result.isGrouped, let section = result.sections.first {
            let count = section.isSuppressed ? result.count(section) : section.rowCount.grouped
            lines += "<p>\(HTMLText.escape(pick("行数 ", "Rows: ") + count))</p>\n"
        }
        if result.isGrouped {
            let keys = result.keys.map(values.keyName).joined(separator: " × ")
            lines += "<p>\(HTMLText.escape(pick("分组:", "Grouped by ") + keys))</p>\n"
        }
        if let condition = result.condition { lines += "<p>\(pick("条件:", "Where "))<code>\(HTMLText.escape(condition))</code></p>\n" }
        return lines
    }

    // MARK: Overview

    private func overview(_ columns: [ColumnStatistics]) -> String {
        let heads = [
            pick("列", "Column"), pick("类型", "Type"), pick("已填", "Filled"), "", pick("空", "Null"), pick("空白", "Blank"),
            pick("不同值", "Distinct"), pick("最小", "Min"), pick("最大", "Max"),
        ]
        var text = "<section><table class=\"overview\">\n<tr>" + heads.map { "<th>\(HTMLText.escape($0))</th>" }.joined() + "</tr>\n"
        for (index, column) in columns.enumerated() {
            let share = column.rowCount == 0 ? 0 : 1 - Double(column.nullCount) / Double(column.rowCount)
            let cells = [
                StatisticsValues.percent(share), fillBar(share), column.nullCount.grouped, column.blankCount.grouped, distinct(column),
                HTMLText.escape(shown(column.minimum, column)), HTMLText.escape(shown(column.maximum, column)),
            ]
            text += "<tr><th><a href=\"#c\(index)\">\(HTMLText.escape(name(column)))</a></th><td>\(column.type.rawValue)</td>"
            text += cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
        }
        return text + "</table></section>\n"
    }

    private func fillBar(_ share: Double) -> String {
        "<svg class=\"fill\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"10\"/>"
            + "<rect width=\"\(StatisticsValues.decimal(share * 100))\" height=\"10\"/></svg>"
    }

    private func name(_ column: ColumnStatistics) -> String {
        values.chineseName(column.name).map { "\($0) \(column.name)" } ?? column.name
    }

    private func distinct(_ column: ColumnStatistics) -> String {
        column.distinctError.map { "≈\(column.distinctCount.grouped) ±\(StatisticsValues.percent($0))" } ?? column.distinctCount.grouped
    }

    private func shown(_ value: ColumnStatistics.Value?, _ column: ColumnStatistics) -> String { values.shown(value, column) }

    // MARK: One column

    private func card(_ column: ColumnStatistics) -> String {
        let index = result.sections.first?.columns.firstIndex { $0.name == column.name } ?? 0
        var text = "<article id=\"c\(index)\"><h2>\(HTMLText.escape(name(column)))</h2>\n"
        text += pairs(column)
        text += histogram(result.histogram(values.histogram(column)), column)
        text += frequent(column)
        return text + "</article>\n"
    }

    private func pairs(_ column: ColumnStatistics) -> String {
        var pairs = [
            (pick("不同值", "distinct"), distinct(column)), (pick("空", "null"), column.nullCount.grouped),
            (pick("均值", "mean"), values.mean(column) ?? ""), (pick("标准差", "stddev"), values.deviation(column) ?? ""),
            (pick("长度", "length"), column.textLength.map { "\($0.lowerBound)–\($0.upperBound)" } ?? ""),
            (pick("最小", "min"), shown(column.minimum, column)),
        ]
        pairs += column.quantiles.map { (StatisticsValues.name(ofQuantile: $0.share), shown($0.value, column)) }
        pairs.append((pick("最大", "max"), shown(column.maximum, column)))
        let items = pairs.filter { !$0.1.isEmpty }.map { "<div><dt>\(HTMLText.escape($0.0))</dt><dd>\(HTMLText.escape($0.1))</dd></div>" }
        return "<dl>" + items.joined() + "</dl>\n"
    }

    private func histogram(_ bars: [ColumnStatistics.Bar], _ column: ColumnStatistics) -> String {
        guard bars.count > 1, let first = bars.first, let last = bars.last else { return "" }
        let highest = Double(bars.map(\.count).max() ?? 1)
        var text = "<svg class=\"histogram\" viewBox=\"0 0 \(bars.count * 10) 60\" preserveAspectRatio=\"none\" role=\"img\">"
        for (index, bar) in bars.enumerated() {
            let height = StatisticsValues.decimal(Double(bar.count) / max(1, highest) * 60)
            let y = StatisticsValues.decimal(60 - Double(bar.count) / max(1, highest) * 60)
            let label = "\(shown(bar.from, column)) … \(shown(bar.through, column)): \(bar.count.grouped)"
            text += "<rect x=\"\(index * 10)\" y=\"\(y)\" width=\"9\" height=\"\(height)\"><title>\(HTMLText.escape(label))</title></rect>"
        }
        text += "</svg>\n<div class=\"axis\"><span>\(HTMLText.escape(shown(first.from, column)))</span>"
        return text + "<span>\(HTMLText.escape(shown(last.through, column)))</span></div>\n"
    }

    private func frequent(_ column: ColumnStatistics) -> String {
        let frequent = result.mostFrequent(column)
        if frequent.isEmpty {
            guard let share = column.leastFrequentShare, column.distinctCount > 0 else { return "" }
            return note(pick("没有值达到\(StatisticsValues.percent(share))", "No value reaches \(StatisticsValues.percent(share))"))
        }
        let rows = frequent.map { frequent in
            "<tr><th>\(HTMLText.escape(values.labelled(frequent.value, column)))</th><td>\(frequent.count.grouped)</td>"
                + "<td>\(StatisticsValues.percent(frequent.share))</td><td class=\"bar\">\(fillBar(frequent.share))</td></tr>\n"
        }
        return "<table class=\"frequent\">\n" + rows.joined() + "</table>\n"
    }

    // MARK: Groups

    private func groupedSections() -> String {
        let shownSections = result.sections.filter { !$0.isSuppressed }
        var text = "<main class=\"wide\">\n"
        for index in shownSections.first?.columns.indices ?? 0..<0 {
            text += groupTable(index, shownSections)
        }
        if result.suppressedCount > 0 {
            let smallest = StatisticsResult.smallestGroup
            text += note(
                pick(
                    "\(result.suppressedCount)个分组不足\(smallest)人,不显示",
                    "\(result.suppressedCount) group(s) of fewer than \(smallest) pupils are not shown"))
        }
        return text + "</main>\n"
    }

    private func groupTable(_ index: Int, _ sections: [StatisticsResult.Section]) -> String {
        let column = sections[0].columns[index]
        let isMeasured = sections.contains { values.mean($0.columns[index]) != nil }
        var heads = result.keys.map(values.keyName)
        heads += [pick("行数", "count"), pick("空", "null"), pick("不同值", "distinct")]
        heads += isMeasured
            ? [pick("最小", "min"), pick("中位", "median"), pick("均值", "mean"), pick("最大", "max"), pick("分布", "histogram")]
            : [pick("最常见", "most frequent")]
        var text = "<article><h2>\(HTMLText.escape(name(column)))</h2>\n<table class=\"groups\"><tr>"
        text += heads.map { "<th>\(HTMLText.escape($0))</th>" }.joined() + "</tr>\n"
        for section in sections {
            let column = section.columns[index]
            text += "<tr>" + zip(section.keys, result.keys).map { "<th>\(HTMLText.escape(values.keyText($0, of: $1)))</th>" }.joined()
            let counts = [column.rowCount.grouped, column.nullCount.grouped, distinct(column)]
            text += counts.map { "<td>\($0)</td>" }.joined()
            text += isMeasured ? measures(column) : "<td class=\"bar\">\(frequent(column))</td>"
            text += "</tr>\n"
        }
        return text + "</table></article>\n"
    }

    private func measures(_ column: ColumnStatistics) -> String {
        let median = column.quantiles.first { $0.share == 0.5 }?.value
        let cells = [shown(column.minimum, column), shown(median, column), values.mean(column) ?? "", shown(column.maximum, column)]
        return cells.map { "<td>\(HTMLText.escape($0))</td>" }.joined()
            + "<td class=\"bar\">\(histogram(result.histogram(values.histogram(column)), column))</td>"
    }

    private static let style = """
        :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --line: #ddd; --bar: #2b6cb0; --track: #e8eef5; }
        @media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #181818; --line: #444; --bar: #63a4e8; --track: #2c3440; } }
        body { font: 14px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto; max-width: 1200px; padding: 1.5rem; }
        h1 { font-size: 1.4rem; margin: 0 0 .3rem; } h2 { font-size: 1rem; margin: 0 0 .4rem; } header p { margin: 0; }
        table { border-collapse: collapse; } th, td { padding: .15rem .6rem .15rem 0; text-align: left; font-weight: normal; }
        td { text-align: right; font-variant-numeric: tabular-nums; } tr + tr { border-top: 1px solid var(--line); }
        .overview tr:first-child th:nth-child(n+3), .groups tr:first-child th:nth-child(n+2) { text-align: right; }
        .overview { width: 100%; margin: 1rem 0; } .overview a { color: inherit; }
        .fill { width: 120px; height: 10px; vertical-align: middle; } .frequent .fill { width: 100%; min-width: 80px; }
        rect { fill: var(--bar); } .track { fill: var(--track); } .bar { width: 45%; text-align: left; }
        main { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 1rem; } main.wide { grid-template-columns: 1fr; }
        article { border: 1px solid var(--line); border-radius: 6px; padding: .8rem 1rem; overflow-x: auto; }
        dl { display: flex; flex-wrap: wrap; gap: 0 1.2rem; margin: 0 0 .5rem; } dl div { display: flex; gap: .4rem; } dt { opacity: .65; white-space: nowrap; } dd { margin: 0; overflow-wrap: anywhere; }
        .histogram { width: 100%; height: 60px; } .axis { display: flex; justify-content: space-between; font-size: .8rem; }
        .frequent, .groups { width: 100%; } .note { opacity: .65; }
        """
}
