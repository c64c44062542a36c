import Columnar
import TestSupport
import Testing

import Query

/// With little memory the same statements go over a temporary file; what they answer is the same to the last row and bit.
@Suite struct SpilledQueryTests {
    private static let rowCount = 120_000

    /// Numbers, texts that repeat and texts that do not, fractions as texts, nulls in all of them.
    private static let catalog: MemoryCatalog = {
        let schema = Schema([
            Field("n", .int64), Field("few", .utf8), Field("many", .utf8), Field("fraction", .utf8), Field("day", .date), Field("yes", .bool),
        ])
        var random = SplitMix(seed: 11)
        let batches = (0..<16).map { _ in
            let count = rowCount / 16
            func pick(_ limit: Int) -> Int? { random.next() % 20 == 0 ? nil : Int(random.next() % UInt64(limit)) }
            let numbers = (0..<count).map { _ in pick(60_000) }
            let few = (0..<count).map { _ in pick(40).map { "组\($0)" } }
            let many = (0..<count).map { _ in pick(50_000).map { "王\($0)芳" } }
            let fractions = (0..<count).map { _ in pick(1_000_000).map { "\(Double($0) / 7)" } }
            var days = PrimitiveBuilder<Int32>()
            var ints = PrimitiveBuilder<Int64>()
            for row in 0..<count {
                ints.append(numbers[row].map(Int64.init))
                days.append(pick(9000).map(Int32.init))
            }
            var yes = Bitmap()
            for _ in 0..<count { yes.append(random.next() % 2 == 0) }
            return RecordBatch(
                schema: schema,
                columns: [
                    .int64(ints.finish()), .utf8(StringColumn(few)), .utf8(StringColumn(many)), .utf8(StringColumn(fractions)),
                    .date(days.finish()), .bool(BoolColumn(values: yes, validity: nil)),
                ], rowCount: count)
        }
        return MemoryCatalog([("t", MemoryTable(schema: schema, batches: batches), nil)])
    }()

    private func answer(_ sql: String, _ memoryLimit: Int, threads: Int = 2) throws -> (rows: [String], spilled: Int) {
        let execution = Execution(threads: threads, memoryLimit: memoryLimit)
        let result = try QueryEngine.run(sql, Self.catalog, execution)
        let rows = result.rows.map { row in zip(row, result.columns).map { $0.text(as: $1.type) ?? "∅" }.joined(separator: "|") }
        return (rows, execution.spilledByteCount)
    }

    @Test(arguments: [
        // Groups of numbers, texts, both, and fractions, most of them small.
        "SELECT count(*), sum(c), sum(k), max(k) FROM (SELECT n AS k, count(*) AS c FROM t GROUP BY n) g",
        "SELECT many, count(*), sum(n), min(day), max(few), avg(fraction::double precision) FROM t GROUP BY many ORDER BY 2 DESC LIMIT 300",
        "SELECT many, n, stddev(fraction::double precision), count(DISTINCT few) FROM t GROUP BY many, n ORDER BY 4 DESC LIMIT 200 OFFSET 50",
        "SELECT fraction::double precision AS f, count(*) FROM t GROUP BY 1 ORDER BY 2 DESC LIMIT 100",
        "SELECT n, count(*) FILTER (WHERE yes), sum(100 / n) FILTER (WHERE n > 0) FROM t GROUP BY n ORDER BY 2 DESC LIMIT 100",
        "SELECT n, median(day - date '1970-01-01'), bool_and(yes) FROM t GROUP BY n HAVING count(*) > 5 ORDER BY 2 LIMIT 100",
        "SELECT n, day FROM (SELECT DISTINCT n, day FROM t) d ORDER BY day DESC NULLS LAST, n NULLS FIRST LIMIT 250 OFFSET 1000",
        // Without an order the groups stand as they came first.
        "SELECT n FROM t GROUP BY n LIMIT 200 OFFSET 5000", "SELECT DISTINCT many, yes FROM t LIMIT 200 OFFSET 30000",
        // Ties keep the order of the rows.
        "SELECT few, many, n FROM (SELECT few, many, n FROM t ORDER BY few LIMIT 110000) s LIMIT 300 OFFSET 60000",
        "SELECT many, n, day FROM (SELECT many, n, day FROM t ORDER BY many DESC, day) s LIMIT 300 OFFSET 3000",
        "SELECT f, n FROM (SELECT fraction::double precision AS f, n FROM t ORDER BY 1 NULLS FIRST) s LIMIT 300 OFFSET 4000",
        "SELECT yes, n, many FROM (SELECT yes, n, many FROM t ORDER BY yes DESC, n DESC NULLS LAST) s LIMIT 300 OFFSET 55000",
        // A sort of spilled groups.
        "SELECT k, c FROM (SELECT many AS k, count(*) AS c FROM t GROUP BY many ORDER BY c DESC, k DESC) s LIMIT 300 OFFSET 20000",
    ])
    func answersTheSame(_ sql: String) throws {
        let (expected, none) = try answer(sql, 1 << 30)
        #expect(none == 0, "large memory and yet a temporary file")
        #expect(!expected.isEmpty)
        for threads in [1, 3] {
            let (found, spilled) = try answer(sql, 3 << 20, threads: threads)
            #expect(spilled > 0, "nothing was spilled")
            #expect(found == expected)
        }
    }

    /// Parts that do not fit are cut again.
    @Test func cutsPartsAgain() throws {
        let sql = "SELECT count(*), sum(c), count(DISTINCT c) FROM (SELECT many, n, day, count(*) AS c FROM t GROUP BY 1, 2, 3) g"
        let (expected, _) = try answer(sql, 1 << 30)
        let (found, _) = try answer(sql, 700 << 10)
        #expect(found == expected)
    }

    /// What cannot be cut says so: one group of everything, a hash table of a join.
    @Test(arguments: [
        "SELECT count(DISTINCT many || coalesce(few, '')) FROM t", "SELECT count(*) FROM t a JOIN t b ON a.many = b.many AND a.n = b.n",
    ])
    func explainsWhatDoesNotFit(_ sql: String) throws {
        let error = #expect(throws: QueryError.self) { try answer(sql, 1 << 20) }
        #expect(error?.exitCode == 4)
        #expect(error?.english.contains("--memory") == true)
    }
}
