import Columnar
import Records
import Store

/// Column statistics for a person at a terminal.
package struct StatisticsListing {
    /// With more columns than this the frequent values of a column share their lines.
    private static let detailedColumnCount = 12

    private let result: StatisticsResult
    private let values: StatisticsValues
    private let width: Int

    package init(_ result: StatisticsResult, masker: Masker, isChinese: Bool, width: Int) {
        self.result = result
        self.width = max(40, width)
        values = StatisticsValues(table: result.table, masker: masker, isChinese: isChinese)
    }

    package var text: String {
        var text = result.isGrouped ? groupedTables() : blocks(result.sections.first?.columns ?? [])
        if !result.isGrouped, result.sections.first?.isSuppressed == true {
            text += pick("不足\(StatisticsResult.smallestGroup)人,不显示", "fewer than \(StatisticsResult.smallestGroup) pupils: not shown") + "\n"
        } else if result.suppressedCount > 0 {
            let smallest = StatisticsResult.smallestGroup
            text += "\n" + pick(
                "\(result.suppressedCount)个分组不足\(smallest)人,不显示",
                "\(result.suppressedCount) group(s) of fewer than \(smallest) pupils are not shown") + "\n"
        }
        return text
    }

    private func pick(_ chinese: String, _ english: String) -> String { values.pick(chinese, english) }

    // MARK: Blocks

    /// The name, then counts, then values in their order, then how they are spread.
    private func blocks(_ columns: [ColumnStatistics]) -> String {
        let isDetailed = columns.count <= StatisticsListing.detailedColumnCount
        return columns.map { column in
            let title = [column.name, values.chineseName(column.name), column.type.rawValue].compactMap { $0 }
            var lines = pairLines(counts(column)) + pairLines(positions(column))
            lines += histogram(column)
            lines += isDetailed ? frequentBars(column) : pairLines(frequentPairs(column))
            return title.joined(separator: "  ") + "\n" + lines.map { "  " + $0 + "\n" }.joined()
        }.joined(separator: "\n")
    }

    private func counts(_ column: ColumnStatistics) -> [(String, String)] {
        [
            (pick("行数", "count"), column.rowCount.grouped), (pick("空", "null"), column.nullCount.grouped),
            (pick("空白", "blank"), column.blankCount == 0 ? "" : column.blankCount.grouped),
            (pick("不同值", "distinct"), distinct(column)), (pick("均值", "mean"), values.mean(column) ?? ""),
            (pick("标准差", "stddev"), values.deviation(column) ?? ""), (pick("长度", "length"), length(column)),
        ]
    }

    private func positions(_ column: ColumnStatistics) -> [(String, String)] {
        [(pick("最小", "min"), shown(column.minimum, column))]
            + column.quantiles.map { (StatisticsValues.name(ofQuantile: $0.share), shown($0.value, column)) }
            + [(pick("最大", "max"), shown(column.maximum, column))]
    }

    private func distinct(_ column: ColumnStatistics) -> String {
        guard let error = column.distinctError else { return column.distinctCount.grouped }
        return "≈\(column.distinctCount.grouped) ±\(StatisticsValues.percent(error))"
    }

    private func length(_ column: ColumnStatistics) -> String {
        column.textLength.map { $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" } ?? ""
    }

    private func shown(_ value: ColumnStatistics.Value?, _ column: ColumnStatistics) -> String { values.shown(value, column) }

    /// One line: `▁▂▅█▇▃▁  2004-08 … 2013-09`.
    private func histogram(_ column: ColumnStatistics) -> [String] {
        let bars = result.histogram(values.histogram(column))
        guard bars.count > 1, let first = bars.first, let last = bars.last else { return [] }
        let line = TextBars.sparkline(bars.map(\.count))
        return ["\(pick("分布", "histogram")) \(line)  \(shown(first.from, column)) … \(shown(last.through, column))"]
    }

    private func frequentPairs(_ column: ColumnStatistics) -> [(String, String)] {
        let frequent = result.mostFrequent(column)
        if frequent.isEmpty { return nothingFrequent(column).map { ("", $0) } }
        return frequent.enumerated().map { index, frequent in
            (index == 0 ? label : "", "\(values.labelled(frequent.value, column)) \(StatisticsValues.percent(frequent.share))")
        }
    }

    private var label: String { pick("最常见", "frequent") }

    /// A line each: value, count, share, bar.
    private func frequentBars(_ column: ColumnStatistics) -> [String] {
        let frequent = result.mostFrequent(column)
        if frequent.isEmpty { return nothingFrequent(column) }
        let names = frequent.map { DisplayWidth.shortenMiddle(values.labelled($0.value, column), to: width / 2 - 12) }
        let counts = frequent.map(\.count.grouped)
        let shares = frequent.map { StatisticsValues.percent($0.share) }
        let nameWidth = names.map(DisplayWidth.of).max() ?? 0
        let countWidth = counts.map(\.count).max() ?? 0
        let indent = DisplayWidth.of(label)
        let room = width - 2 - indent - nameWidth - countWidth - 16
        return frequent.indices.map { index in
            let start = index == 0 ? label : String(repeating: " ", count: indent)
            let name = names[index] + String(repeating: " ", count: nameWidth - DisplayWidth.of(names[index]))
            let count = String(repeating: " ", count: countWidth - counts[index].count) + counts[index]
            let share = String(repeating: " ", count: max(0, 6 - shares[index].count)) + shares[index]
            let bar = room >= 4 ? "  " + TextBars.bar(share: frequent[index].share, cells: min(room, 30)) : ""
            return "\(start) \(name)  \(count)  \(share)\(bar)"
        }
    }

    private func nothingFrequent(_ column: ColumnStatistics) -> [String] {
        guard let share = column.leastFrequentShare, column.distinctCount > 0 else { return [] }
        let percent = StatisticsValues.percent(share)
        return [pick("没有值达到\(percent)(--exact 列出全部)", "no value reaches \(percent) (--exact lists them all)")]
    }

    /// Pairs of name and value, as many on a line as fit; pairs without a value are left out.
    private func pairLines(_ pairs: [(String, String)]) -> [String] {
        var lines: [String] = []
        for (name, value) in pairs where !value.isEmpty {
            let text = DisplayWidth.shortenMiddle(name.isEmpty ? value : "\(name) \(value)", to: width - 2)
            if let last = lines.last, DisplayWidth.of(last) + 3 + DisplayWidth.of(text) <= width - 2 {
                lines[lines.count - 1] = last + "   " + text
            } else {
                lines.append(text)
            }
        }
        return lines
    }

    // MARK: Groups

    /// A table for each column, a line for each group.
    private func groupedTables() -> String {
        let names = result.sections.first { !$0.isSuppressed }?.columns.map(\.name) ?? []
        return names.indices.map { index in
            let title = [names[index], values.chineseName(names[index])].compactMap { $0 }.joined(separator: "  ")
            return title + "\n" + groupTable(index).render(width: width)
        }.joined(separator: "\n")
    }

    private func groupTable(_ index: Int) -> TextTable {
        let columns = result.sections.compactMap { $0.isSuppressed ? nil : $0.columns[index] }
        let isMeasured = columns.contains { values.mean($0) != nil }
        var heads: [(header: String, alignment: TextTable.Alignment)] = result.keys.map { (values.keyName($0), .left) }
        heads += [(pick("行数", "count"), .right), (pick("空", "null"), .right), (pick("不同值", "distinct"), .right)]
        heads += isMeasured
            ? [(pick("最小", "min"), .right), (pick("中位", "median"), .right), (pick("均值", "mean"), .right),
                (pick("最大", "max"), .right), (pick("分布", "histogram"), .left)]
            : [(label, .left)]
        var table = TextTable(heads)
        let scale = columns.first.map { values.histogram($0).count } ?? 0
        for section in result.sections {
            if section.isSuppressed {
                table.append(keys(section) + [result.count(section)] + [String](repeating: "", count: heads.count - result.keys.count - 1))
                continue
            }
            let column = section.columns[index]
            let counts = [column.rowCount.grouped, column.nullCount.grouped, distinct(column)]
            table.append(keys(section) + counts + (isMeasured ? measures(column, scale > 0) : [frequentLine(column)]))
        }
        return table
    }

    private func keys(_ section: StatisticsResult.Section) -> [String] {
        zip(section.keys, result.keys).map { values.keyText($0, of: $1) }
    }

    private func measures(_ column: ColumnStatistics, _ hasHistogram: Bool) -> [String] {
        let median = column.quantiles.first { $0.share == 0.5 }?.value
        let bars = hasHistogram ? TextBars.sparkline(result.histogram(values.histogram(column)).map(\.count)) : ""
        return [
            shown(column.minimum, column), shown(median, column), values.mean(column) ?? "", shown(column.maximum, column), bars,
        ]
    }

    private func frequentLine(_ column: ColumnStatistics) -> String {
        result.mostFrequent(column).map { "\(values.labelled($0.value, column)) \(StatisticsValues.percent($0.share))" }
            .joined(separator: ", ")
    }
}

/// Bars made of the terminal's block characters.
enum TextBars {
    private static let heights = Array("▁▂▃▄▅▆▇█")
    private static let parts = Array(" ▏▎▍▌▋▊▉")

    /// One character a count; a space where there is none.
    static func sparkline(_ counts: [Int]) -> String {
        let highest = counts.max() ?? 0
        return String(
            counts.map { count in
                count == 0 ? " " : heights[min(7, (count * 8 - 1) / max(1, highest))]
            })
    }

    /// - Parameter cells: the length of a share of 1.
    static func bar(share: Double, cells: Int) -> String {
        let eighths = max(1, Int((share * Double(cells * 8)).rounded()))
        return String(repeating: "█", count: eighths / 8) + (eighths % 8 == 0 ? "" : String(parts[eighths % 8]))
    }
}
