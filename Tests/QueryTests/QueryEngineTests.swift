import Columnar
import Records
import Testing

import Query

/// Two small tables in several partitions, so that every answer is put together from more than one.
enum SampleTables {
    static let pupils = Schema([
        Field("id", .int32), Field("school", .utf8), Field("grade", .utf8), Field("points", .int64), Field("born", .date), Field("boards", .bool),
    ])

    private static let rows: [(Int32, String?, String?, Int64?, Int32?, Bool?)] = [
        (1, "A", "P1", 10, 13756, true), (2, "A", "P2", 20, 13757, false), (3, "B", "P1", nil, nil, nil), (4, "B", nil, 40, 14000, true),
        (5, nil, "P1", 50, 14001, false), (6, "C", "P2", 60, 14002, true), (7, "A", "P1", 70, 13000, nil), (8, "C", "P2", 60, 12000, false),
    ]

    private static func batch(_ rows: ArraySlice<(Int32, String?, String?, Int64?, Int32?, Bool?)>) -> RecordBatch {
        var ids = PrimitiveBuilder<Int32>()
        var schools = DictionaryBuilder()
        var grades = StringBuilder()
        var points = PrimitiveBuilder<Int64>()
        var born = PrimitiveBuilder<Int32>()
        var (bits, validity) = (Bitmap(), Bitmap())
        for row in rows {
            ids.append(row.0)
            schools.append(row.1)
            if let grade = row.2 { grades.append(grade) } else { grades.appendNull() }
            points.append(row.3)
            born.append(row.4)
            bits.append(row.5 ?? false)
            validity.append(row.5 != nil)
        }
        return RecordBatch(
            schema: pupils,
            columns: [
                .int32(ids.finish()), .dictionary(schools.finish()), .utf8(grades.finish()), .int64(points.finish()), .date(born.finish()),
                .bool(BoolColumn(values: bits, validity: validity)),
            ], rowCount: rows.count)
    }

    static let schools = Schema([Field("school", .utf8), Field("名称", .utf8), Field("county", .int32)])

    static let catalog: MemoryCatalog = {
        let parts = stride(from: 0, to: rows.count, by: 3).map { batch(rows[$0..<min($0 + 3, rows.count)]) }
        let schoolBatch = RecordBatch(
            schema: schools,
            columns: [
                .utf8(StringColumn(["A", "B", "D"])), .utf8(StringColumn(["一小", "二小", "四小"])),
                .int32(PrimitiveColumn(values: [360102, 360103, 360102])),
            ], rowCount: 3)
        return MemoryCatalog([
            ("pupils", MemoryTable(schema: pupils, batches: parts), nil), ("schools", MemoryTable(schema: schools, batches: [schoolBatch]), nil),
            ("empty", MemoryTable(schema: pupils, batches: []), nil),
        ])
    }()

    static func answer(_ sql: String, threads: Int = 2, memoryLimit: Int = 1 << 28) throws(QueryError) -> [String] {
        let result = try QueryEngine.run(sql, catalog, Execution(threads: threads, memoryLimit: memoryLimit))
        return result.rows.map { row in
            zip(row, result.columns).map { $0.text(as: $1.type) ?? "∅" }.joined(separator: "|")
        }
    }
}

@Suite struct QueryEngineTests {
    @Test(arguments: [
        ("SELECT id, points FROM pupils WHERE points > 40 ORDER BY points DESC, id", ["7|70", "6|60", "8|60", "5|50"]),
        ("SELECT school, count(*) FROM pupils GROUP BY school ORDER BY 1", ["A|3", "B|2", "C|2", "∅|1"]),
        ("SELECT school, count(*) FROM pupils GROUP BY school ORDER BY school DESC", ["∅|1", "C|2", "B|2", "A|3"]),
        ("SELECT count(*), count(points), sum(points), avg(points), min(points), max(school) FROM pupils", ["8|7|310|44.285714285714285|10|C"]),
        ("SELECT count(*), sum(points), min(school) FROM empty", ["0|∅|∅"]), ("SELECT school FROM empty GROUP BY school", []),
        ("SELECT count(DISTINCT points), count(DISTINCT school), sum(DISTINCT points) FROM pupils", ["6|3|250"]),
        ("SELECT median(points), quantile(points, 0.25), quantile_disc(points, 0.5) FROM pupils", ["50|30|50"]),
        ("SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY points DESC) FROM pupils", ["50"]),
        ("SELECT round(stddev_pop(points), 6), round(var_samp(id), 6) FROM pupils WHERE school = 'A'", ["26.246693|10.333333"]),
        ("SELECT grade, count(*) FILTER (WHERE boards), bool_and(boards), bool_or(boards) FROM pupils GROUP BY grade ORDER BY grade", ["P1|1|false|true", "P2|1|false|true", "∅|1|true|true"]),
        ("SELECT school FROM pupils GROUP BY school HAVING count(*) > 1 AND max(points) >= 60 ORDER BY school", ["A", "C"]),
        ("SELECT DISTINCT grade FROM pupils ORDER BY grade NULLS FIRST", ["∅", "P1", "P2"]),
        ("SELECT id FROM pupils ORDER BY id LIMIT 2 OFFSET 3", ["4", "5"]), ("SELECT id FROM pupils LIMIT 0", []),
        ("SELECT p.id, s.名称 FROM pupils p JOIN schools s ON p.school = s.school WHERE p.grade = 'P1' ORDER BY 1", ["1|一小", "3|二小", "7|一小"]),
        ("SELECT p.id, 名称 FROM pupils p LEFT JOIN schools s USING (school) WHERE id > 4 ORDER BY id", ["5|∅", "6|∅", "7|一小", "8|∅"]),
        ("SELECT s.school, count(p.id) FROM schools s LEFT JOIN pupils p ON p.school = s.school AND p.points > 10 GROUP BY 1 ORDER BY 1", ["A|2", "B|1", "D|0"]),
        ("SELECT a.id, b.id FROM pupils a, pupils b WHERE a.points = b.points AND a.id < b.id", ["6|8"]),
        ("SELECT count(*) FROM pupils CROSS JOIN schools", ["24"]),
        ("SELECT id FROM pupils WHERE school IN (SELECT school FROM schools WHERE county = 360102) ORDER BY id", ["1", "2", "7"]),
        ("SELECT id FROM pupils WHERE school NOT IN (SELECT school FROM schools) ORDER BY id", ["6", "8"]),
        ("SELECT id FROM pupils WHERE points = (SELECT max(points) FROM pupils)", ["7"]),
        ("WITH t(s, n) AS (SELECT school, count(*) FROM pupils GROUP BY school) SELECT s FROM t WHERE n > 2", ["A"]),
        ("SELECT x.g FROM (SELECT grade AS g, count(*) AS n FROM pupils GROUP BY grade) x WHERE x.n = 4", ["P1"]),
        ("SELECT school FROM pupils WHERE id < 3 UNION ALL SELECT school FROM schools WHERE county = 360103", ["A", "A", "B"]),
        ("SELECT school FROM pupils WHERE id < 3 UNION SELECT 'A' ORDER BY 1", ["A"]),
        ("SELECT school, grade, count(*) FROM pupils WHERE id < 4 GROUP BY ROLLUP (school, grade) ORDER BY 1, 2", ["A|P1|1", "A|P2|1", "A|∅|2", "B|P1|1", "B|∅|1", "∅|∅|3"]),
        ("SELECT id, row_number() OVER (PARTITION BY school ORDER BY points DESC) FROM pupils WHERE school = 'A' ORDER BY id", ["1|3", "2|2", "7|1"]),
        ("SELECT id, rank() OVER (ORDER BY points DESC), dense_rank() OVER (ORDER BY points DESC) FROM pupils WHERE points > 40 ORDER BY id", ["5|4|3", "6|2|2", "7|1|1", "8|2|2"]),
        ("SELECT id, sum(points) OVER (ORDER BY points) FROM pupils WHERE points > 40 ORDER BY id", ["5|50", "6|170", "7|240", "8|170"]),
        ("SELECT school, sum(count(*)) OVER () FROM pupils GROUP BY school ORDER BY 1 LIMIT 1", ["A|8"]),
        ("SELECT CASE WHEN id % 2 = 0 THEN 'even' ELSE 'odd' END AS k, sum(id) FROM pupils GROUP BY k ORDER BY k", ["even|20", "odd|16"]),
        ("SELECT 7 / 2, -7 / 2, 7 % -3, 7 / 2.0, 1 + 2 * 3, 2 ^ 3, '5' + 1", ["3|-3|1|3.5|7|8|6"]),
        ("SELECT 'a' || NULL, coalesce(NULL, 'x'), NULL = NULL, 1 IN (2, NULL)", ["∅|x|∅|∅"]),
        ("SELECT date '2013-08-31' - date '2007-08-31', date '2013-01-31' + 1, date_trunc('month', date '2013-08-31')", ["2192|2013-02-01|2013-08-01"]),
        ("SELECT EXISTS (SELECT 1 FROM pupils WHERE id = 9), EXISTS (SELECT 1 FROM pupils)", ["false|true"]),
        ("SELECT 1e20, 0.1 + 0.2, 1e15, 123456789.5, -0.00001", ["1e+20|0.30000000000000004|1e+15|123456789.5|-1e-05"]),
        ("SELECT -1234567890123456.0, 999999999999999.0", ["-1.234567890123456e+15|999999999999999"]),
        ("SELECT max(born), min(born) + 1 FROM pupils", ["2008-05-03|2002-11-10"]),
        ("SELECT approx_count_distinct(id) FROM pupils", ["8"]), ("SELECT substring('学籍信息', 2, 2), length('学籍'), upper('é')", ["籍信|2|É"]),
        ("SELECT grade AS g FROM pupils GROUP BY g ORDER BY count(*) DESC, g LIMIT 1", ["P1"]),
    ])
    func answers(_ sql: String, _ expected: [String]) throws {
        let rows = try SampleTables.answer(sql)
        #expect(rows == expected, "\(sql)")
        #expect(try SampleTables.answer(sql, threads: 1) == rows, "one thread: \(sql)")
    }

    @Test(arguments: [
        ("SELECT grad FROM pupils", 8, "grade"), ("SELECT * FROM pupil", 15, "pupils"), ("SELECT id, count(*) FROM pupils", 8, "GROUP BY"),
        ("SELECT count(*) FROM pupils WHERE count(*) > 1", 35, "HAVING"), ("SELECT sum(school) FROM pupils", 12, "number"),
        ("SELECT id FROM pupils ORDER BY 3", 32, "3"), ("SELECT school FROM pupils JOIN schools ON true", 8, "ambiguous"),
        ("SELEC id FROM pupils", 1, "SELECT"), ("SELECT id FROM pupils WHRE id = 1", 28, "end of the statement"), ("SELECT (", 9, "cut off"),
        ("SELECT 9223372036854775807 + 1", 8, "range"), ("SELECT sum(x) FROM (SELECT 9223372036854775807 AS x UNION ALL SELECT 1) t", 8, "bigint"),
        ("SELECT 1 / (id - 1) FROM pupils", 8, "zero"), ("SELECT * FROM pupils p, pupils p", 25, "twice"),
        ("SELECT 1 UNION ALL SELECT 1, 2", 1, "columns"), ("SELECT (SELECT id FROM pupils)", 8, "rows"), ("SELECT x.id FROM pupils p", 8, "no table x"),
        ("SELECT (SELECT count(*) FROM schools s WHERE s.school = p.school) FROM pupils p", 57, "outside"),
        ("SELECT id FROM pupils WHERE EXISTS (SELECT 1 FROM schools WHERE points > 5)", 65, "outside"),
        ("SELECT id FROM pupils RIGHT JOIN schools ON true", 23, "RIGHT"), ("SELECT DISTINCT id FROM pupils ORDER BY school", 41, "DISTINCT"),
    ])
    func explainsFaults(_ sql: String, character: Int, word: String) throws {
        let error = #expect(throws: QueryError.self) { try SampleTables.answer(sql) }
        let found = try #require(error)
        let place = StatementPlace(of: try #require(found.range), in: sql)
        #expect(place.character == character, "\(sql): \(found.english)")
        #expect(found.english.contains(word), "\(sql): \(found.english)")
    }

    @Test func guardsWhatCanFail() throws {
        #expect(try SampleTables.answer("SELECT CASE WHEN id > 1 THEN 12 / (id - 1) END FROM pupils WHERE id < 4 ORDER BY id") == ["∅", "12", "6"])
        #expect(try SampleTables.answer("SELECT id FROM pupils WHERE 12 / (id - 1) > 5 AND id <> 1 ORDER BY id") == ["2", "3"])
        #expect(try SampleTables.answer("SELECT sum(12 / (id - 1)) FILTER (WHERE id > 1 AND id < 4) FROM pupils") == ["18"])
    }

    @Test func staysBelowTheMemoryLimit() {
        let error = #expect(throws: QueryError.self) {
            try SampleTables.answer("SELECT a.id FROM pupils a, pupils b, pupils c, pupils d, pupils e ORDER BY a.id", memoryLimit: 1 << 14)
        }
        #expect(error?.exitCode == 4)
    }

    @Test func sketchesCountWithinTheirError() throws {
        let digits = "SELECT id FROM pupils"
        let answer = try SampleTables.answer("""
            SELECT approx_count_distinct(a.id * 4096 + b.id * 512 + c.id * 64 + d.id * 8 + e.id) FROM (\(digits)) a, (\(digits)) b,
            (\(digits)) c, (\(digits)) d, (\(digits)) e
            """)
        let estimate = try #require(answer.first.flatMap(Double.init))
        // 8⁵ different numbers; four times the standard error.
        #expect(abs(estimate - 32_768) < 4 * 0.008125 * 32_768)
    }

    @Test func explainsPlans() throws {
        let lines = try SampleTables.answer("EXPLAIN SELECT school, count(*) FROM pupils WHERE points > 5 GROUP BY school")
        #expect(lines.last?.contains("Scan pupils where points > 5; columns: school, points; row groups: 3 of 3") == true, "\(lines)")
    }

    @Test func splitsStatements() {
        let (statements, rest) = StatementSplitter.split("SELECT ';' -- ;\n; SELECT /* ; */ \"a;b\"; SELECT 1")
        #expect(statements.count == 2)
        #expect(rest == " SELECT 1")
        #expect(StatementSplitter.split(" ;; \n ").statements.isEmpty)
    }
}

@Suite struct PrivacyTests {
    private func shown(_ item: String) throws -> Privacy {
        let schema = RegistryTable.student.schema
        let catalog = MemoryCatalog([("students", MemoryTable(schema: schema, batches: []), .student)])
        return try QueryEngine.columns(of: "SELECT \(item) FROM students", catalog)[0].privacy
    }

    @Test(arguments: [
        ("name", Privacy.field(.name)), ("姓名", .field(.name)), ("upper(name)", .derived), ("name || '!'", .derived), ("coalesce(name, '?')", .field(.name)),
        ("max(name)", .field(.name)), ("count(name)", .open), ("length(name)", .open), ("length(substring(name, 1, 1))", .derived),
        ("name = '王芳'", .open), ("CASE WHEN sex = '1' THEN name END", .field(.name)), ("CASE WHEN sex = '1' THEN name ELSE id_number END", .derived),
        ("birth_date", .field(.birthDate)), ("extract(year FROM birth_date)", .open), ("extract(month FROM birth_date)", .derived),
        ("birth_date - date '2000-01-01'", .derived), ("birth_date::text", .field(.birthDate)), ("id_key", .field(.idNumber)), ("id_key + 1", .derived),
        ("sum(id_key)", .derived), ("substring(id_number, 7, 8)", .derived), ("substring(id_number, 1, 2)::int", .derived), ("grade", .open),
        ("row_number() OVER (ORDER BY name)", .open), ("min(phone) OVER ()", .field(.phone)), ("nullif(name, '王芳')", .field(.name)),
        ("(SELECT max(name) FROM students)", .field(.name)), ("greatest(name, name)", .field(.name)), ("name IS NULL", .open),
    ])
    func survivesExpressions(_ item: String, _ expected: Privacy) throws {
        #expect(try shown(item) == expected, "\(item)")
    }

    @Test func survivesSubqueries() throws {
        let catalog = MemoryCatalog([("students", MemoryTable(schema: RegistryTable.student.schema, batches: []), .student)])
        let columns = try QueryEngine.columns(
            of: "WITH t AS (SELECT name AS n, upper(name) AS u, grade AS g FROM students) SELECT n, u, g, max(n) FROM t GROUP BY 1, 2, 3 UNION ALL SELECT 'x', 'y', 'z', 'w'",
            catalog)
        #expect(columns.map(\.privacy) == [.field(.name), .derived, .open, .field(.name)])
    }
}
