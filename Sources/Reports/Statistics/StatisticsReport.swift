import Columnar
import Records
import Store

/// Column statistics as CSV or JSON; `StatisticsListing` and `StatisticsPage` are for people.
package struct StatisticsReport {
    private let result: StatisticsResult
    private let values: StatisticsValues
    private let quantiles: [Double]

    package init(_ result: StatisticsResult, quantiles: [Double], masker: Masker) {
        self.result = result
        self.quantiles = quantiles
        values = StatisticsValues(table: result.table, masker: masker, isChinese: false)
    }

    /// A line for each group and column; of a group that is too small one line without a column.
    package func csv() -> String {
        var text = DelimitedText.row(
            result.keys + ["column", "type", "count", "nulls", "blank", "distinct", "distinct_error", "min"]
                + quantiles.map(StatisticsValues.name) + ["max", "mean", "stddev", "shortest", "longest", "most_frequent", "histogram"])
        for section in result.sections {
            let keys = section.keys.map(OutputText.formulaSafe)
            if section.isSuppressed {
                text += DelimitedText.row(
                    keys + ["", "", result.count(section)] + [String](repeating: "", count: 12 + quantiles.count))
            }
            for column in section.columns { text += DelimitedText.row(keys + fields(of: column)) }
        }
        return text
    }

    private func fields(of column: ColumnStatistics) -> [String] {
        let frequent = result.mostFrequent(column).map { "\(shown($0.value, column)) (\($0.count))" }
        let bars = result.histogram(values.histogram(column)).map { "\(shown($0.from, column))…\(shown($0.through, column)) (\($0.count))" }
        var fields = [
            column.name, column.type.rawValue, String(column.rowCount), String(column.nullCount), String(column.blankCount),
            String(column.distinctCount), column.distinctError.map { "\($0)" } ?? "0", shown(column.minimum, column),
        ]
        fields += quantiles.map { shown(quantile($0, column), column) }
        fields += [
            shown(column.maximum, column), values.mean(column) ?? "", values.deviation(column) ?? "",
            column.textLength.map { String($0.lowerBound) } ?? "", column.textLength.map { String($0.upperBound) } ?? "",
            frequent.joined(separator: "; "), bars.joined(separator: "; "),
        ]
        return fields.map(OutputText.formulaSafe)
    }

    package func json() -> String {
        var members: [(String, JSONValue)] = [("table", .string(result.table.storeName))]
        if let condition = result.condition { members.append(("where", .string(condition))) }
        if result.isGrouped {
            members.append(("by", .array(result.keys.map(JSONValue.string))))
            members.append(("suppressed_groups", .int(result.suppressedCount)))
            members.append(("groups", .array(result.sections.map(object))))
        } else if let section = result.sections.first {
            if section.isSuppressed { members.append(("suppressed", .bool(true))) }
            members.append(("columns", .array(section.columns.map(object))))
        }
        return JSONValue.object(members).text
    }

    private func object(_ section: StatisticsResult.Section) -> JSONValue {
        .object([
            ("keys", .object(zip(result.keys, section.keys).map { ($0, .string($1)) })),
            ("count", section.isSuppressed ? .string(result.count(section)) : .int(section.rowCount)),
            ("suppressed", .bool(section.isSuppressed)), ("columns", .array(section.columns.map(object))),
        ])
    }

    private func object(_ column: ColumnStatistics) -> JSONValue {
        .object([
            ("column", .string(column.name)), ("type", .string(column.type.rawValue)), ("count", .int(column.rowCount)),
            ("nulls", .int(column.nullCount)), ("blank", .int(column.blankCount)), ("distinct", .int(column.distinctCount)),
            ("distinct_error", .double(column.distinctError ?? 0)), ("min", value(column.minimum, column)),
            (
                "quantiles",
                .object(quantiles.map { (StatisticsValues.name(ofQuantile: $0), value(quantile($0, column), column)) })
            ),
            ("max", value(column.maximum, column)), ("mean", mean(column)),
            ("stddev", .optional(values.deviation(column) == nil ? nil : column.standardDeviation)), ("shortest", .optional(column.textLength?.lowerBound)),
            ("longest", .optional(column.textLength?.upperBound)),
            ("frequent_from_share", .optional(column.leastFrequentShare)),
            (
                "most_frequent",
                .array(
                    result.mostFrequent(column).map {
                        .object([("value", value($0.value, column)), ("count", .int($0.count)), ("share", .double($0.share))])
                    })
            ),
            (
                "histogram",
                .array(
                    result.histogram(values.histogram(column)).map {
                        .object([
                            ("from", value($0.from, column)), ("through", value($0.through, column)), ("count", .int($0.count)),
                        ])
                    })
            ),
        ])
    }

    /// A number in full; of dates a date.
    private func mean(_ column: ColumnStatistics) -> JSONValue {
        guard let text = values.mean(column) else { return .null }
        return column.type == .date ? .string(text) : .optional(column.mean)
    }

    private func quantile(_ share: Double, _ column: ColumnStatistics) -> ColumnStatistics.Value? {
        column.quantiles.first { $0.share == share }?.value
    }

    private func shown(_ value: ColumnStatistics.Value?, _ column: ColumnStatistics) -> String { values.shown(value, column) }

    private func value(_ value: ColumnStatistics.Value?, _ column: ColumnStatistics) -> JSONValue {
        value == nil ? .null : .string(shown(value, column))
    }
}
