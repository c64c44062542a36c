import Checks
import Columnar
import Records
import Store

/// The findings of the last check as CSV, JSON, a table or Parquet, in the order and columns of CONTRACT.
///
/// The store holds values in clear; here they go through the masker, and the messages are rendered again when it reveals.
package struct FindingsReport {
    /// The columns of CONTRACT.
    package static let columns = [
        "rule_id", "severity", "table", "file", "sheet", "row", "field", "value", "key", "related_rows", "owner_level",
        "owner_code", "message_zh", "message_en",
    ]

    private let source: StoreTable
    private let masker: Masker
    private let rule: String?
    private let addresses: SchoolAddresses?

    /// - Parameters:
    ///   - rule: only findings of this rule.
    ///   - addresses: only findings that stand at rows, sheets or files of one school.
    package init(_ source: StoreTable, masker: Masker, rule: String? = nil, addresses: SchoolAddresses? = nil) {
        self.source = source
        self.masker = masker
        self.rule = rule
        self.addresses = addresses
    }

    /// Hands on the chosen findings, partition by partition, as the texts of `columns`.
    ///
    /// - Returns: how many there were.
    @discardableResult
    package func forEach(_ body: ([[String]]) throws -> Void) throws -> Int {
        var count = 0
        for partition in 0..<source.partitionCount {
            let batch = try source.read(partition: partition, columns: Self.columns + ["arguments"])
            let rows = (0..<batch.rowCount).compactMap { row in texts(batch, row) }
            count += rows.count
            if !rows.isEmpty { try body(rows) }
        }
        return count
    }

    private func texts(_ batch: RecordBatch, _ row: Int) -> [String]? {
        func text(_ column: Int) -> String { batch.columns[column].text(row) ?? "" }
        let id = text(0)
        if let rule, rule != id { return nil }
        if let addresses, !addresses.contains(file: text(3), sheet: text(4), row: text(5)) { return nil }
        var texts = Self.columns.indices.map(text)
        texts[7] = masker.text(texts[7], as: mask(rule: id, table: texts[2], field: texts[6]))
        if masker.reveal, let message = FindingMessages.render(id, arguments: text(Self.columns.count), masker) {
            texts[12] = message.chinese
            texts[13] = message.english
        }
        return texts
    }

    private func mask(rule: String, table: String, field: String) -> MaskKind {
        let table = RegistryTable(rawValue: table)
        return RuleTable.valueMask(rule, table?.field(named: field))
    }

    package func writeCSV(_ write: (String) -> Void) throws -> Int {
        write(DelimitedText.row(Self.columns))
        return try forEach { rows in
            write(rows.map { DelimitedText.row($0.map(OutputText.formulaSafe)) }.joined())
        }
    }

    package func writeJSON(_ write: (String) -> Void) throws -> Int {
        var separator = "[\n"
        let count = try forEach { rows in
            var text = ""
            for row in rows {
                let members = zip(Self.columns, row).map { name, value -> (String, JSONValue) in
                    if value.isEmpty { return (name, .null) }
                    return (name, name == "row" ? .optional(Int(value)) : .string(value))
                }
                text += separator + JSONValue.object(members).text
                separator = ",\n"
            }
            write(text)
        }
        write(count == 0 ? "[]\n" : "\n]\n")
        return count
    }

    /// For reading: under each file and sheet its findings, messages in full.
    package func writeTable(width: Int, isChinese: Bool, _ write: (String) -> Void) throws -> Int {
        var listing = FindingsListing(width: width, isChinese: isChinese)
        return try forEach { rows in
            write(rows.map { listing.lines(for: $0.map(OutputText.terminalSafe)) }.joined())
        }
    }

    package func writeParquet(stream: Int32) throws -> Int {
        let schema = Schema(Self.columns.map { Field($0, $0 == "row" ? .int32 : .utf8) })
        var writer = try ParquetWriter(stream: stream, schema: schema)
        var groups: [EncodedRowGroup] = []
        let count = try forEach { rows in
            let columns = Self.columns.indices.map { column -> Column in
                if Self.columns[column] == "row" {
                    var builder = PrimitiveBuilder<Int32>(minimumCapacity: rows.count)
                    for row in rows { builder.append(Int32(row[column])) }
                    return .int32(builder.finish())
                }
                var builder = DictionaryBuilder(minimumCapacity: rows.count)
                for row in rows { builder.append(row[column].isEmpty ? nil : row[column]) }
                return .dictionary(builder.finish())
            }
            let batch = RecordBatch(schema: schema, columns: columns, rowCount: rows.count)
            groups.append(try ParquetEncoder.encode([batch], schema: schema, options: ParquetOptions()))
        }
        for group in groups { try writer.append(group) }
        _ = try writer.finish()
        return count
    }
}

/// Where the rows of one school stand: what `--school` lets through.
package struct SchoolAddresses {
    private struct Address: Hashable {
        let file: String
        let sheet: String
        let row: String
    }

    private var addresses: Set<Address> = []

    /// Rows of all tables with this school_id, and the sheets and files that hold them.
    package init(of school: String, in store: RegistryStore) throws {
        for table in RegistryTable.allCases where table.isData {
            let source = try store.table(table)
            for partition in 0..<source.partitionCount {
                let batch = try source.read(partition: partition, columns: ["file", "sheet", "row", "school_id"])
                for row in 0..<batch.rowCount where batch.columns[3].text(row) == school {
                    let file = batch.columns[0].text(row) ?? ""
                    let sheet = batch.columns[1].text(row) ?? ""
                    addresses.insert(Address(file: file, sheet: sheet, row: batch.columns[2].text(row) ?? ""))
                    addresses.insert(Address(file: file, sheet: sheet, row: ""))
                    addresses.insert(Address(file: file, sheet: "", row: ""))
                }
            }
        }
    }

    package func contains(file: String, sheet: String, row: String) -> Bool {
        addresses.contains(Address(file: file, sheet: sheet, row: row))
    }
}
