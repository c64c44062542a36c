import Columnar
import Testing

@Suite struct SortTests {
    /// The plain twin: the standard sort over optional values, with the row number as the last key.
    static func plainOrder(_ batch: RecordBatch, _ keys: [SortKey]) -> [UInt32] {
        func isBefore(_ a: Int, _ b: Int) -> Bool {
            for key in keys {
                guard let column = batch[key.column] else { continue }
                switch (plainKey(column, a), plainKey(column, b)) {
                case (nil, nil): continue
                case (nil, _): return key.nulls == .first
                case (_, nil): return key.nulls == .last
                case (let x?, let y?):
                    if x == y { continue }
                    return x.lexicographicallyPrecedes(y) == key.ascending
                }
            }
            return a < b
        }
        return (0..<batch.rowCount).sorted(by: isBefore).map(UInt32.init)
    }

    /// Text as code points, numbers as one signed element.
    static func plainKey(_ column: Column, _ row: Int) -> [Int64]? {
        switch column {
        case .utf8, .dictionary: column.text(row).map { $0.unicodeScalars.map { Int64($0.value) } }
        case .bool: column.text(row).map { [$0 == "true" ? 1 : 0] }
        case .date(let column): column[row].map { [Int64($0)] }
        default: column.text(row).flatMap { Int64($0) }.map { [$0] }
        }
    }

    @Test(arguments: [0.0, 0.3]) func equalsThePlainTwin(nullShare: Double) {
        let seed: UInt64 = 31
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let batch = KernelFixtures.batch(rows: 300, nullShare: nullShare, using: &random)
        for field in KernelFixtures.schema.fields {
            for ascending in [true, false] {
                for nulls in [SortKey.Nulls.first, .last] {
                    let key = SortKey(field.name, ascending: ascending, nulls: nulls)
                    #expect(batch.sortedIndices(by: [key]) == Self.plainOrder(batch, [key]), "\(field.name)")
                    let several = [SortKey("code", ascending: !ascending), SortKey("small", nulls: nulls), key]
                    #expect(batch.sortedIndices(by: several) == Self.plainOrder(batch, several), "\(field.name)")
                }
            }
        }
    }

    @Test func noKeysAndNoRows() {
        let batch = RecordBatch(schema: Schema([Field("x", .utf8)]), columns: [.utf8(StringColumn([]))], rowCount: 0)
        #expect(batch.sortedIndices(by: [SortKey("x")]) == [])
        #expect(batch.sortedIndices(by: []) == [])
    }
}

@Suite struct ByteOrderTests {
    @Test func equalsTheLexicographicTwin() {
        let seed: UInt64 = 32
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let strings: [[UInt8]] = (0..<150).map { _ in
            (0..<Int.random(in: 0...20, using: &random)).map { _ in UInt8.random(in: 254...255, using: &random) }
        }
        for a in strings {
            for b in strings {
                #expect(a.span.isEqual(to: b.span) == (a == b))
                #expect(a.span.precedes(b.span) == a.lexicographicallyPrecedes(b))
            }
        }
    }
}
