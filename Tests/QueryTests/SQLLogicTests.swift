import Columnar
import Dispatch
import Foundation
import Testing

import Query

/// Answers the statements that `scripts/sqllogictest` took from a public collection; the script compares.
///
/// `$XUEJI_SQLLOGIC` is a folder of files `….statements`, each with tables of its own. Their lines, with tabs between:
/// `T table column:type …`, `R table value …` (`\N` is NULL), `C table source` (all rows of the source), `D table condition` (DELETE),
/// `V view statement`, `X table` (gone), `Q statement`. The answers go to `….answers`: `OK`, then rows with U+001E between them and
/// U+001F between values; or `ERR`, then the message.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["XUEJI_SQLLOGIC"] != nil))
struct SQLLogicTests {
    @Test func answersTheCollection() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["XUEJI_SQLLOGIC"])
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".statements") }.sorted()
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let path = folder + "/" + files[index]
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
            var database = Database()
            var answers = ""
            for line in text.split(separator: "\n") {
                let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                if parts[0] == "Q" { answers += database.answer(parts[1]) + "\n" } else { database.change(parts) }
            }
            try? answers.write(toFile: path.dropLast(10) + "answers", atomically: false, encoding: .utf8)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".answers") }.count == files.count)
    }
}

/// The tables and views of one file, as they are after its statements so far.
private struct Database {
    private struct Table {
        /// Names and types: `int`, `double`, `text`.
        let columns: [(name: String, type: String)]
        var rows: [[String]] = []

        /// Fractions are kept as text: the store has none, so a view casts them.
        var memory: MemoryTable {
            let schema = Schema(columns.map { Field($0.name, $0.type == "int" ? .int64 : .utf8) })
            let made = columns.indices.map { column -> Column in
                if columns[column].type != "int" { return .utf8(StringColumn(rows.map { $0[column] == "\\N" ? nil : $0[column] })) }
                var builder = PrimitiveBuilder<Int64>()
                for row in rows { builder.append(Int64(row[column])) }
                return .int64(builder.finish())
            }
            return MemoryTable(schema: schema, batches: [RecordBatch(schema: schema, columns: made, rowCount: rows.count)])
        }

        func view(over source: String) -> String {
            let items = columns.map { $0.type == "double" ? "\($0.name)::double precision AS \($0.name)" : $0.name }
            return "SELECT \(items.joined(separator: ", ")) FROM \"\(source)\""
        }
    }

    private var tables: [String: Table] = [:]
    private var views: [String: String] = [:]
    private var catalog: MemoryCatalog?

    mutating func change(_ parts: [String]) {
        // Made again for the next question.
        defer { catalog = nil }
        let name = parts[1]
        switch parts[0] {
        case "T":
            tables[name] = Table(columns: parts.dropFirst(2).map { part in
                let words = part.split(separator: ":").map(String.init)
                return (words[0], words[1])
            })
        case "R": tables[name]?.rows.append(Array(parts.dropFirst(2)))
        case "C":
            let source = tables[parts[2]]?.rows ?? []
            tables[name]?.rows += source
        case "D":
            // What stays are the rows for which the condition is false or unknown.
            let rows = try? run("SELECT * FROM \(name) WHERE (\(parts[2])) IS NOT TRUE")
            if let rows { tables[name]?.rows = rows } else { tables[name] = nil }
        case "V": views[name] = parts[2]
        default:
            tables[name] = nil
            views[name] = nil
        }
    }

    mutating func answer(_ sql: String) -> String {
        do {
            let rows = try run(sql).map { $0.joined(separator: "\u{1F}") }
            return rows.isEmpty ? "OK" : "OK\t" + rows.joined(separator: "\u{1E}")
        } catch let error as QueryError {
            return "ERR\t" + error.english.replacingOccurrences(of: "\n", with: " ")
        } catch {
            return "ERR\t\(error)"
        }
    }

    private mutating func run(_ sql: String) throws -> [[String]] {
        let catalog = self.catalog ?? made()
        self.catalog = catalog
        let result = try QueryEngine.run(sql, catalog, Execution(threads: 1, memoryLimit: 1 << 30))
        return result.rows.map { row in zip(row, result.columns).map { $0.text(as: $1.type) ?? "\\N" } }
    }

    private func made() -> MemoryCatalog {
        MemoryCatalog(
            tables.map { name, table in (table.columns.contains { $0.type == "double" } ? "rows of " + name : name, table.memory, nil) },
            views: tables.filter { $0.value.columns.contains { $0.type == "double" } }.map { ($0.key, $0.value.view(over: "rows of " + $0.key)) }
                + views.map { ($0.key, $0.value) })
    }
}
