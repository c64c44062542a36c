import Columnar
import Records
import Store

/// How the values of statistics are written; those of personal columns go through the masker.
struct StatisticsValues {
    let table: RegistryTable
    let masker: Masker
    let isChinese: Bool

    func pick(_ chinese: String, _ english: String) -> String { isChinese ? chinese : english }

    func mask(_ column: ColumnStatistics) -> MaskKind { table.mask(ofColumn: column.name) }

    func shown(_ value: ColumnStatistics.Value?, _ column: ColumnStatistics) -> String {
        guard let value else { return "" }
        return masker.text(OutputText.terminalSafe(value.description), as: mask(column))
    }

    /// The value with the label of its code, for people: `1 男`.
    func labelled(_ value: ColumnStatistics.Value, _ column: ColumnStatistics) -> String {
        let text = shown(value, column)
        if text.isEmpty { return "\"\"" }
        // A masked date stands for one of the year's days.
        if column.type == .date, mask(column) != .none, !masker.reveal { return text + pick("(某日)", " (a day)") }
        guard isChinese, let entry = table.field(named: column.name)?.codeList?.entries.first(where: { $0.code == text }) else {
            return text
        }
        return entry.label == text ? text : "\(text) \(entry.label)"
    }

    /// The text of a group's key, with the name of a division where the reader wants Chinese: `3601 南昌市`.
    func keyText(_ text: String, of key: String) -> String {
        guard isChinese else { return text }
        let code = key == "county" ? Int32(text) : key == "prefecture" ? Int32(text + "00") : nil
        if let division = code.flatMap(AdminDivision.lookup) { return "\(text) \(division.name)" }
        let entry = table.field(named: key)?.codeList?.entries.first { $0.code == text }
        return entry.map { $0.label == text ? text : "\(text) \($0.label)" } ?? text
    }

    /// What a key is called.
    func keyName(_ key: String) -> String {
        guard isChinese else { return key }
        return ["county": "县", "prefecture": "设区市", "school": "学校"][key] ?? chineseName(key) ?? key
    }

    /// The Chinese name of the field, where the reader wants Chinese.
    func chineseName(_ column: String) -> String? {
        isChinese ? table.fields.first { $0.name == column }?.chineseName : nil
    }

    /// The mean of dates is a date; that of a masked column is not shown.
    func mean(_ column: ColumnStatistics) -> String? {
        guard let mean = column.mean, isMeasure(column) else { return nil }
        guard column.type == .date else { return StatisticsValues.decimal(mean) }
        return masker.text(CivilDate(daysSince1970: Int32(mean.rounded())).description, as: mask(column))
    }

    /// In days for dates.
    func deviation(_ column: ColumnStatistics) -> String? {
        isMeasure(column) ? column.standardDeviation.map(StatisticsValues.decimal) : nil
    }

    /// Bars whose ends may be shown.
    func histogram(_ column: ColumnStatistics) -> [ColumnStatistics.Bar] { isMeasure(column) ? column.histogram : [] }

    /// Whether distances between values mean something and give nobody away.
    private func isMeasure(_ column: ColumnStatistics) -> Bool {
        mask(column) == .none || column.type == .date || masker.reveal
    }

    /// `p5`, `p50`, `p99.9`.
    static func name(ofQuantile share: Double) -> String {
        let text = decimal(share * 100)
        return "p" + (text.hasSuffix(".000") ? String(text.dropLast(4)) : text)
    }

    static func decimal(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return "\(value)" }
        let thousandths = Int((abs(value) * 1000).rounded())
        let fraction = String(thousandths % 1000)
        let sign = value < 0 && thousandths > 0 ? "-" : ""
        return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
