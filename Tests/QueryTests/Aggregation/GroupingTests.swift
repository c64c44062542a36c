import Columnar
import TestSupport
import Testing

import Query

/// Columns of codes are grouped by runs and by places in small tables, plain texts row by row: the answers and the order of the groups
/// must be the same.
@Suite struct GroupingTests {
    /// How a table is made: how long a value stays the same on average, how many values there are, how many rows are null.
    struct Shape: Sendable, CustomTestStringConvertible {
        let run: UInt64
        let distinct: UInt64
        let nullsPerThousand: UInt64

        var testDescription: String { "runs of \(run), \(distinct) values, \(nullsPerThousand) ‰ null" }
    }

    static let shapes: [Shape] = [
        Shape(run: 1, distinct: 3, nullsPerThousand: 0), Shape(run: 1, distinct: 3, nullsPerThousand: 50),
        Shape(run: 1, distinct: 255, nullsPerThousand: 20), Shape(run: 1, distinct: 700, nullsPerThousand: 0), Shape(run: 2, distinct: 5000, nullsPerThousand: 10),
        Shape(run: 40, distinct: 20, nullsPerThousand: 0), Shape(run: 40, distinct: 20, nullsPerThousand: 5),
        Shape(run: 100, distinct: 300, nullsPerThousand: 1), Shape(run: 300, distinct: 2, nullsPerThousand: 0),
        Shape(run: 1_000_000, distinct: 4, nullsPerThousand: 0), Shape(run: 1_000_000, distinct: 4, nullsPerThousand: 1000),
    ]

    static let statements = [
        "SELECT a, count(*) FROM t GROUP BY a",
        "SELECT a, b, count(*), count(c), sum(n), avg(n) FROM t GROUP BY a, b",
        "SELECT substring(a, 1, 2) AS k, c, count(*) AS n FROM t GROUP BY 1, 2",
        "SELECT left(a, 1) AS k, count(*) FILTER (WHERE c <> 'v1'), count(*) FILTER (WHERE c = 'v1' OR b < 'v3') * 9 / count(*) FROM t GROUP BY 1",
        "SELECT b, yes, min(a), max(c), min(n), sum(n) FILTER (WHERE yes), bool_or(yes) FROM t GROUP BY b, yes",
        "SELECT a, n, count(*) FROM t GROUP BY a, n ORDER BY 3 DESC, 1, 2 LIMIT 50",
        "SELECT n, c, count(DISTINCT a), count(DISTINCT b), median(n) FROM t GROUP BY n, c",
        "SELECT a, count(DISTINCT n), approx_count_distinct(b), sum(n::double precision / 7), stddev(n) FROM t GROUP BY a",
        "SELECT count(*), count(a), sum(n), count(DISTINCT c), min(b) FROM t",
        "SELECT count(*) FROM t WHERE a <> 'v0' AND c IN ('v1', 'v2', 'v5')",
        "SELECT a, b, c, count(*) FROM t GROUP BY ROLLUP (a, b, c)", "SELECT DISTINCT a, c FROM t", "SELECT DISTINCT upper(b) FROM t WHERE yes",
        "SELECT a, count(*) FROM t WHERE n > 3 GROUP BY a HAVING count(*) > 2",
        "SELECT length(a) AS l, b || '!' AS w, count(*) FROM t GROUP BY 1, 2", "SELECT 'x' AS k, a, count(*) FROM t GROUP BY 1, 2",
        "SELECT a, n, rank() OVER (PARTITION BY a ORDER BY n, c), sum(n) OVER (PARTITION BY b) FROM t ORDER BY a, n, c, b LIMIT 200",
        "SELECT x.a, y.b, count(*) FROM t x JOIN (SELECT a, b, min(n) AS m FROM t GROUP BY a, b LIMIT 40) y ON x.a = y.a AND x.n = y.m "
            + "GROUP BY 1, 2",
        "SELECT CASE WHEN a = 'v1' THEN b ELSE c END AS k, count(*) FROM t GROUP BY 1",
        "SELECT coalesce(a, b, 'none') AS k, count(*) FROM t GROUP BY 1",
        "SELECT CASE WHEN a < 'v2' THEN 'low' WHEN a IS NULL THEN NULL WHEN a LIKE '%1' THEN a ELSE 'other' END AS k, "
            + "CASE a WHEN 'v1' THEN 1 WHEN 'v3' THEN 3 END AS m, coalesce(b, '-') AS o, count(*) FROM t GROUP BY 1, 2, 3",
        "SELECT a = 'v1' OR a = 'v2' AS k, a IN ('v1', 'v4', NULL) AS l, b IS DISTINCT FROM 'v2' AS m, (c > 'v1') IS NOT TRUE AS n, count(*) "
            + "FROM t GROUP BY 1, 2, 3, 4",
    ]

    private static let schema = Schema([Field("a", .utf8), Field("b", .utf8), Field("c", .utf8), Field("n", .int32), Field("yes", .bool)])

    /// The same rows in three batches, texts as codes or plain.
    private static func tables(_ shapes: [Shape], seed: UInt64) -> (coded: MemoryCatalog, plain: MemoryCatalog) {
        var random = SplitMix(seed: seed)
        var coded: [RecordBatch] = []
        var plain: [RecordBatch] = []
        for count in [1, 3000, 700] {
            let numbers = shapes.map { values($0, count, &random) }
            let texts = numbers.prefix(3).map { $0.map { $0.map { "v\($0)" } } }
            var ints = PrimitiveBuilder<Int32>()
            for number in numbers[3] { if let number { ints.append(Int32(number) - 2) } else { ints.appendNull() } }
            var yes = Bitmap()
            for number in numbers[0] { yes.append((number ?? 1) % 2 == 0) }
            let others: [Column] = [.int32(ints.finish()), .bool(BoolColumn(values: yes, validity: nil))]
            coded.append(RecordBatch(schema: schema, columns: texts.map(dictionary) + others, rowCount: count))
            plain.append(RecordBatch(schema: schema, columns: texts.map { .utf8(StringColumn($0)) } + others, rowCount: count))
        }
        return (
            MemoryCatalog([("t", MemoryTable(schema: schema, batches: coded), nil)]),
            MemoryCatalog([("t", MemoryTable(schema: schema, batches: plain), nil)])
        )
    }

    private static func values(_ shape: Shape, _ count: Int, _ random: inout SplitMix) -> [UInt64?] {
        var value = random.next() % shape.distinct
        return (0..<count).map { _ in
            if random.next() % shape.run == 0 { value = random.next() % shape.distinct }
            return random.next() % 1000 < shape.nullsPerThousand ? nil : value
        }
    }

    private static func dictionary(_ texts: [String?]) -> Column {
        var builder = DictionaryBuilder()
        // An entry that no row has.
        _ = builder.intern("unused")
        for text in texts { builder.append(text) }
        return .dictionary(builder.finish())
    }

    private func rows(_ sql: String, _ catalog: MemoryCatalog, threads: Int = 2) throws -> [String] {
        let result = try QueryEngine.run(sql, catalog, Execution(threads: threads, memoryLimit: 1 << 30))
        return result.rows.map { row in zip(row, result.columns).map { $0.text(as: $1.type) ?? "∅" }.joined(separator: "|") }
    }

    @Test(arguments: shapes) func answersAsRowByRow(_ first: Shape) throws {
        for (index, second) in Self.shapes.enumerated() {
            let seed = UInt64(index) + 100 * first.run + first.distinct
            let third = Self.shapes[(index + 5) % Self.shapes.count]
            let (coded, plain) = Self.tables([first, second, third, second], seed: seed)
            for sql in Self.statements {
                let expected = try rows(sql, plain, threads: 1)
                #expect(try rows(sql, coded) == expected, "\(sql), seed \(seed)")
            }
        }
    }
}
