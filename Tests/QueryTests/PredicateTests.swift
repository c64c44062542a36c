import Columnar
import Records
import Testing

import Query

@Suite struct PredicateTests {
    static let schema = Schema([
        Field("name", .utf8), Field("grade", .utf8), Field("entry_month", .int32), Field("birth_date", .date), Field("only_child", .bool),
        Field("big", .int64),
    ])

    static let batch = RecordBatch(
        schema: schema,
        columns: [
            .utf8(StringColumn(["王芳", "李", nil, "欧阳·夏"])), .dictionary(dictionary(["P1", nil, "P2", "P1"])),
            .int32(PrimitiveColumn(values: [201309, 201209, 0, 201309], validity: bits([true, true, false, true]))),
            .date(PrimitiveColumn(values: [13756, 13757, 0, 14000], validity: bits([true, true, false, true]))),
            .bool(BoolColumn(values: bits([true, false, false, false]), validity: bits([true, true, true, false]))),
            .int64(PrimitiveColumn(values: [Int64.max, 0, -7, 7])),
        ], rowCount: 4)

    private static func bits(_ values: [Bool]) -> Bitmap {
        var bits = Bitmap()
        for value in values { bits.append(value) }
        return bits
    }

    private static func dictionary(_ values: [String?]) -> DictionaryColumn {
        var builder = DictionaryBuilder()
        for value in values { builder.append(value) }
        return builder.finish()
    }

    private func rows(_ text: String) throws -> [Int] {
        let predicate = try Predicate(parsing: text, schema: Self.schema, table: .student)
        let bits = try predicate.evaluate(Self.batch.selecting(predicate.columns))
        return bits.setIndices().map(Int.init)
    }

    @Test(arguments: [
        ("grade = 'P1'", [0, 3]), ("grade <> 'P1'", [2]), ("NOT grade = 'P1'", [2]), ("grade IS NULL", [1]), ("年级 = 'P1'", [0, 3]),
        ("\"年级\" in ('P1', 'P2')", [0, 2, 3]), ("grade NOT IN ('P1', NULL)", []), ("grade IN ('P1', NULL)", [0, 3]),
        ("grade IS DISTINCT FROM 'P1'", [1, 2]), ("name LIKE '王%'", [0]), ("name LIKE '%·%'", [3]), ("name LIKE '__'", [0]),
        ("length(name) = 1", [1]), ("only_child", [0]), ("NOT only_child", [1, 2]), ("only_child IS NOT TRUE", [1, 2, 3]),
        ("entry_month BETWEEN 201301 AND 201312", [0, 3]), ("entry_month / 100 = 2013", [0, 3]), ("entry_month % 100 = 9", [0, 1, 3]),
        ("birth_date = '2007-08-31'", [0]), ("birth_date > date '2007-08-31' AND grade IS NULL", [1]),
        ("extract(year from birth_date) = 2008", [3]), ("birth_date + interval '6 years' = '2013-08-31'", [0]),
        ("birth_date - date '2007-08-31' = 1", [1]), ("big / 2 = -3", [2]), ("big % 4 = -3", [2]), ("-big = 7", [2]),
        ("grade = 'P1' OR grade IS NULL", [0, 1, 3]), ("coalesce(grade, 'none') = 'none'", [1]),
        ("case when big <> 0 then 100 / big else -1 end = -1", [1]), ("big <> 0 AND 14 / big = 2", [3]),
        ("substring(name, 2, 1) = '芳'", [0]), ("grade || '/' || entry_month::text = 'P1/201309'", [0, 3]),
        ("upper('p1') = grade", [0, 3]), ("nullif(grade, 'P1') IS NULL", [0, 1, 3]), ("1 = 1", [0, 1, 2, 3]), ("NULL", []),
        ("big > 9223372036854775806", [0]), ("big > 1.5", [0, 3]), ("name in ('李')", [1]), ("grade ILIKE 'p_'", [0, 2, 3]),
        ("true and null is null", [0, 1, 2, 3]), ("round(2.675, 2) = 2.68 and round(-0.5) = -1", [0, 1, 2, 3]),
        ("mod(-7, 3) = -1 and floor(-1.5) = -2 and trunc(-1.5) = -1", [0, 1, 2, 3]),
        ("trim(both 'x' from 'xax') = 'a' and position('芳' in name) = 2", [0]),
        ("cast('2013-02-28' as date) + 1 = date '2013-03-01'", [0, 1, 2, 3]), ("date '2012-01-31' + interval '1 month' = '2012-02-29'", [0, 1, 2, 3]),
        ("(entry_month, 1) is null", [-1]),
    ])
    func selects(_ text: String, _ expected: [Int]) throws {
        if expected == [-1] {
            #expect(throws: QueryError.self) { try rows(text) }
        } else {
            #expect(try rows(text) == expected, "\(text)")
        }
    }

    @Test(arguments: [
        ("grad = 'P1'", 1, "grade"), ("grade = 1", 1, "'1'"), ("big / 0 = 1", 1, "zero"), ("big + 1 > 0", 1, "range"),
        ("grade = 'P1", 9, "quotation"), ("grade =", 8, "cut off"), ("grade + 1 > 2", 1, "+"), ("lenght(name) = 1", 1, "length"),
        ("count(*) > 1", 1, "aggregates"), ("birth_date = '2007-02-30'", 14, "date"), ("entry_month", 1, "condition"),
        ("a，b", 2, "full-width"), ("name::int = 1", 1, "read as integer"), ("2147483647 + 1 > 0", 1, "range"),
        ("grade = 'P1' ORDER", 14, "end of the statement"), ("12abc = 1", 1, "letters"), ("/* x", 1, "comment"), ("name like 'a\\'", 11, "escape"),
    ])
    func explainsFaults(_ text: String, character: Int, word: String) throws {
        let error = #expect(throws: QueryError.self) { try rows(text) }
        let found = try #require(error)
        let place = StatementPlace(of: try #require(found.range), in: text)
        #expect(place.character == character, "\(text): \(found.english)")
        #expect(found.english.contains(word), "\(text): \(found.english)")
        #expect(found.exitCode == 64)
    }

    @Test func refusesWhatIsTooLarge() {
        let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000) + " = 1"
        #expect(throws: QueryError.self) { try rows(deep) }
        #expect(throws: QueryError.self) { try rows("1 = 1" + String(repeating: "+1", count: 5000)) }
        #expect(throws: QueryError.self) { try rows(String(repeating: "not ", count: 50000) + "true") }
        #expect(throws: QueryError.self) { try rows("big = " + String(repeating: "-", count: 1) + String(repeating: "- ", count: 9000) + "1") }
        #expect(throws: QueryError.self) { try rows("name = '" + String(repeating: "x", count: 1 << 20) + "'") }
        #expect(throws: Never.self) { try rows("1 = 1" + String(repeating: " and 1 = 1", count: 5000)) }
    }
}
