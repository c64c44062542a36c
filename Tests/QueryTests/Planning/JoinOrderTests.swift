import Columnar
import Records
import Testing

import Query

@Suite struct JoinOrderTests {
    /// `t0 … t9` with `a` = 0…999 and `b` = the next one, and a large table of 5,000 rows.
    private static let catalog: MemoryCatalog = {
        func table(_ name: String, _ count: Int64) -> (name: String, table: MemoryTable, registry: RegistryTable?) {
            let schema = Schema([Field("a", .int64), Field("b", .int64)])
            let columns: [Column] = [
                .int64(PrimitiveColumn(values: Array(0..<count))), .int64(PrimitiveColumn(values: (0..<count).map { ($0 + 1) % count })),
            ]
            return (name, MemoryTable(schema: schema, batches: [RecordBatch(schema: schema, columns: columns, rowCount: Int(count))]), nil)
        }
        return MemoryCatalog((0..<10).map { table("t\($0)", 1000) } + [table("large", 5000)])
    }()

    private func rows(_ sql: String, memoryLimit: Int = 1 << 24) throws -> [[Value]] {
        try QueryEngine.run(sql, Self.catalog, Execution(threads: 2, memoryLimit: memoryLimit)).rows
    }

    private func plan(_ sql: String) throws -> [String] {
        try rows("EXPLAIN " + sql).map { row in if case .text(let text) = row[0] { text } else { "" } }
    }

    /// In the order of FROM the first three tables alone would be 10⁹ pairs.
    @Test func followsEqualities() throws {
        let sql = """
            SELECT count(*), sum(t9.a), min(t4.b) FROM t0, t9, t3, t5, t1, t7, t2, t8, t4, t6 WHERE t0.b = t1.a AND t1.b = t2.a AND t2.b = t3.a
            AND t3.b = t4.a AND t4.b = t5.a AND t5.b = t6.a AND t6.b = t7.a AND t7.b = t8.a AND t9.a = t8.b AND t0.a < 10
            """
        #expect(try rows(sql) == [[.int(10), .int(9 * 10 + 45), .int(5)]])
    }

    @Test func keepsColumnsInPlace() throws {
        let answer = try rows("SELECT * FROM t1, t2, large WHERE large.a = t2.b AND t2.a = t1.b AND t1.a = 5")
        #expect(answer == [[.int(5), .int(6), .int(6), .int(7), .int(7), .int(8)]])
    }

    @Test func readsTheLargestTableInParts() throws {
        for sql in ["SELECT count(*) FROM t1 JOIN large ON large.a = t1.a", "SELECT count(*) FROM t1, large WHERE large.a = t1.a"] {
            let scans = try plan(sql).filter { $0.contains("Scan") }
            #expect(scans.map { $0.contains("large") } == [true, false], "\(scans)")
        }
        // The left side of a left join stays where it is.
        let scans = try plan("SELECT count(*) FROM t1 LEFT JOIN large ON large.a = t1.a").filter { $0.contains("Scan") }
        #expect(scans.map { $0.contains("large") } == [false, true])
    }

    @Test func boundsPairsByMemory() {
        let error = #expect(throws: QueryError.self) { try rows("SELECT count(*), sum(t1.a + t2.b + t3.a) FROM t1, t2, t3 WHERE t1.a + t2.a + t3.a = 9") }
        #expect(error?.exitCode == 4)
    }
}
