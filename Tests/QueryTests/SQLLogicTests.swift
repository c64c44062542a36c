import Columnar
import Foundation
import Testing

import Query

/// Answers the statements that `scripts/sqllogictest` took from a public collection; the script compares.
///
/// Lines of `$XUEJI_SQLLOGIC`: `T table column:type …`, `R table value …` (`\N` is NULL), `Q statement`, with tabs between; the answers go to
/// the same path with `.answers`: `OK`, then rows with U+001E between them and U+001F between values; or `ERR`, then the message.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["XUEJI_SQLLOGIC"] != nil))
struct SQLLogicTests {
    private struct Table {
        var schema: Schema
        var rows: [[String]] = []

        var memory: MemoryTable {
            let columns = schema.fields.indices.map { column -> Column in
                if schema.fields[column].type == .utf8 {
                    return .utf8(StringColumn(rows.map { $0[column] == "\\N" ? nil : $0[column] }))
                }
                var builder = PrimitiveBuilder<Int64>()
                for row in rows { builder.append(Int64(row[column])) }
                return .int64(builder.finish())
            }
            return MemoryTable(schema: schema, batches: [RecordBatch(schema: schema, columns: columns, rowCount: rows.count)])
        }
    }

    @Test func answersTheCollection() throws {
        let path = try #require(ProcessInfo.processInfo.environment["XUEJI_SQLLOGIC"])
        var tables: [String: Table] = [:]
        var catalog: MemoryCatalog?
        var answers = ""
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            switch parts[0] {
            case "T":
                let fields = parts.dropFirst(2).map { spec -> Field in
                    let words = spec.split(separator: ":")
                    return Field(String(words[0]), words[1] == "text" ? .utf8 : .int64)
                }
                tables[parts[1]] = Table(schema: Schema(fields))
                catalog = nil
            case "R":
                tables[parts[1]]?.rows.append(Array(parts.dropFirst(2)))
                catalog = nil
            default:
                if catalog == nil { catalog = MemoryCatalog(tables.map { ($0.key, $0.value.memory, nil) }) }
                answers += answer(parts[1], catalog!) + "\n"
            }
        }
        try answers.write(toFile: path + ".answers", atomically: false, encoding: .utf8)
    }

    private func answer(_ sql: String, _ catalog: MemoryCatalog) -> String {
        do {
            let result = try QueryEngine.run(sql, catalog, Execution(threads: 1, memoryLimit: 1 << 30))
            let rows = result.rows.map { row in
                zip(row, result.columns).map { $0.text(as: $1.type) ?? "\\N" }.joined(separator: "\u{1F}")
            }
            return (["OK"] + [rows.joined(separator: "\u{1E}")]).joined(separator: "\t")
        } catch {
            return "ERR\t" + error.english.replacingOccurrences(of: "\n", with: " ")
        }
    }
}
