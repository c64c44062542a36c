import Columnar
import Records
import Store

/// Column statistics as a table, CSV or JSON; values of personal columns go through the masker.
package struct StatisticsReport {
    private let statistics: [ColumnStatistics]
    private let table: RegistryTable
    private let masker: Masker
    private let isChinese: Bool

    package init(_ statistics: [ColumnStatistics], table: RegistryTable, masker: Masker, isChinese: Bool) {
        self.statistics = statistics
        self.table = table
        self.masker = masker
        self.isChinese = isChinese
    }

    /// A line for each column, or a block where the lines would not fit.
    package func table(width: Int) -> String {
        let lines = columnLines()
        return lines.naturalWidth <= width ? lines.render(width: width) : blocks(width: width)
    }

    private func columnLines() -> TextTable {
        let names =
            isChinese
            ? ["列", "类型", "行数", "空", "不同值", "最小", "中位", "最大", "最常见"]
            : ["column", "type", "count", "null", "distinct", "min", "median", "max", "most frequent"]
        var text = TextTable(names.enumerated().map { ($1, (2...4).contains($0) ? .right : .left) })
        for column in statistics {
            let frequent = column.mostFrequent.map { "\(shown($0.value, column)) \(percent($0.share))" }
            text.append([
                column.name, column.type.rawValue, column.rowCount.grouped, column.nullCount.grouped,
                column.distinctCount.grouped, shown(column.minimum, column), shown(column.quartiles?.median, column),
                shown(column.maximum, column), frequent.joined(separator: ", "),
            ])
        }
        return text
    }

    /// The name, then counts, then values in their order, then frequent values.
    private func blocks(width: Int) -> String {
        statistics.map { column in
            let label = isChinese ? table.fields.first { $0.name == column.name }?.chineseName : nil
            let title = [column.name, label, column.type.rawValue].compactMap { $0 }.joined(separator: "  ")
            let lines = [
                [
                    (pick("行数", "count"), column.rowCount.grouped), (pick("空", "null"), column.nullCount.grouped),
                    (pick("不同值", "distinct"), column.distinctCount.grouped), (pick("均值", "mean"), mean(column) ?? ""),
                ],
                [
                    (pick("最小", "min"), shown(column.minimum, column)),
                    (pick("下四分位", "q1"), shown(column.quartiles?.lower, column)),
                    (pick("中位", "median"), shown(column.quartiles?.median, column)),
                    (pick("上四分位", "q3"), shown(column.quartiles?.upper, column)),
                    (pick("最大", "max"), shown(column.maximum, column)),
                ],
                column.mostFrequent.enumerated().map { index, frequent in
                    let value = shown(frequent.value, column)
                    return (index == 0 ? pick("最常见", "frequent") : "", (value.isEmpty ? "\"\"" : value) + " " + percent(frequent.share))
                },
            ]
            return title + "\n" + lines.flatMap { Self.lines(of: $0, width: width) }.map { "  " + $0 + "\n" }.joined()
        }.joined(separator: "\n")
    }

    /// Pairs of name and value, as many on a line as fit; pairs without a value are left out.
    private static func lines(of pairs: [(String, String)], width: Int) -> [String] {
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

    private func pick(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }

    package func csv() -> String {
        var text = DelimitedText.row([
            "column", "type", "count", "nulls", "distinct", "min", "q1", "median", "q3", "max", "mean", "stddev", "shortest",
            "longest", "most_frequent",
        ])
        for column in statistics {
            let frequent = column.mostFrequent.map { "\(shown($0.value, column)) (\($0.count))" }
            let fields = [
                column.name, column.type.rawValue, String(column.rowCount), String(column.nullCount),
                String(column.distinctCount), shown(column.minimum, column), shown(column.quartiles?.lower, column),
                shown(column.quartiles?.median, column), shown(column.quartiles?.upper, column),
                shown(column.maximum, column), mean(column) ?? "", deviation(column) ?? "",
                column.textLength.map { String($0.lowerBound) } ?? "", column.textLength.map { String($0.upperBound) } ?? "",
                frequent.joined(separator: "; "),
            ]
            text += DelimitedText.row(fields.map(OutputText.formulaSafe))
        }
        return text
    }

    package func json() -> String {
        let columns = statistics.map { column -> JSONValue in
            .object([
                ("column", .string(column.name)), ("type", .string(column.type.rawValue)), ("count", .int(column.rowCount)),
                ("nulls", .int(column.nullCount)), ("distinct", .int(column.distinctCount)),
                ("min", value(column.minimum, column)), ("q1", value(column.quartiles?.lower, column)),
                ("median", value(column.quartiles?.median, column)), ("q3", value(column.quartiles?.upper, column)),
                ("max", value(column.maximum, column)), ("mean", .optional(mean(column))),
                ("stddev", .optional(deviation(column))), ("shortest", .optional(column.textLength?.lowerBound)),
                ("longest", .optional(column.textLength?.upperBound)),
                (
                    "most_frequent",
                    .array(
                        column.mostFrequent.map {
                            .object([
                                ("value", value($0.value, column)), ("count", .int($0.count)), ("share", .double($0.share)),
                            ])
                        })
                ),
            ])
        }
        return JSONValue.object([("table", .string(table.storeName)), ("columns", .array(columns))]).text
    }

    private func mask(_ column: ColumnStatistics) -> MaskKind { table.mask(ofColumn: column.name) }

    private func value(_ value: ColumnStatistics.Value?, _ column: ColumnStatistics) -> JSONValue {
        value == nil ? .null : .string(shown(value, column))
    }

    private func shown(_ value: ColumnStatistics.Value?, _ column: ColumnStatistics) -> String {
        guard let value else { return "" }
        return masker.text(OutputText.terminalSafe(value.description), as: mask(column))
    }

    /// The mean of dates is a date; that of a masked column is not shown.
    private func mean(_ column: ColumnStatistics) -> String? {
        guard let mean = column.mean, mask(column) == .none || column.type == .date || masker.reveal else { return nil }
        guard column.type == .date else { return decimal(mean) }
        return masker.text(CivilDate(daysSince1970: Int32(mean.rounded())).description, as: mask(column))
    }

    /// In days for dates.
    private func deviation(_ column: ColumnStatistics) -> String? {
        guard let deviation = column.standardDeviation, mask(column) == .none || column.type == .date || masker.reveal else {
            return nil
        }
        return decimal(deviation)
    }

    private func decimal(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return "\(value)" }
        let thousandths = Int((abs(value) * 1000).rounded())
        let fraction = String(thousandths % 1000)
        let sign = value < 0 && thousandths > 0 ? "-" : ""
        return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    private func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
