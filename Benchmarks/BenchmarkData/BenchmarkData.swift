import Columnar

/// SplitMix64: the same data on every machine.
public struct BenchmarkRandom {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A table with a column for each way in which values are spread, in partitions of 125,000 rows.
public enum BenchmarkData {
    public static let schema = Schema([
        Field("id_number", .utf8), Field("name", .utf8), Field("address", .utf8), Field("school_id", .utf8),
        Field("nationality", .utf8), Field("birth_date", .date), Field("entry_month", .int32), Field("id_key", .int64),
        Field("boarder", .bool),
    ])

    public static func table(rowCount: Int) -> MemoryTable {
        var random = BenchmarkRandom(seed: 1)
        let batches = stride(from: 0, to: rowCount, by: 125_000).map { first in
            batch(rowCount: min(125_000, rowCount - first), using: &random)
        }
        return MemoryTable(schema: schema, batches: batches)
    }

    static func batch(rowCount: Int, using random: inout BenchmarkRandom) -> RecordBatch {
        var generator = random
        func plain(_ make: () -> String) -> Column {
            var builder = StringBuilder(minimumCapacity: rowCount)
            for _ in 0..<rowCount { builder.append(make()) }
            return .utf8(builder.finish())
        }
        func coded(_ make: () -> String) -> Column {
            var builder = DictionaryBuilder(minimumCapacity: rowCount)
            for _ in 0..<rowCount { builder.append(make()) }
            return .dictionary(builder.finish())
        }
        var boarder = Bitmap(minimumCapacity: rowCount)
        for _ in 0..<rowCount { boarder.append(generator.next(below: 3) == 0) }
        let columns: [Column] = [
            plain { identityNumber(using: &generator) },
            plain { character(generator.next(below: 300)) + character(generator.next(below: 2000)) },
            plain { "江西省南昌市东湖区某街道\(generator.next(below: 1000))号\(generator.next(below: 900))室" },
            coded { "2136\(100_000 + generator.next(below: 3000))" },
            coded { ["CHN", "CHN", "CHN", "HKG", "TWN"][generator.next(below: 5)] },
            .date(PrimitiveColumn(values: (0..<rowCount).map { _ in Int32(10_000 + generator.next(below: 5000)) })),
            .int32(PrimitiveColumn(values: (0..<rowCount).map { _ in Int32(200_009 + generator.next(below: 12) * 100) })),
            .int64(PrimitiveColumn(values: (0..<rowCount).map { _ in Int64(generator.next() >> 17) })),
            .bool(BoolColumn(values: boarder)),
        ]
        random = generator
        return RecordBatch(schema: schema, columns: columns, rowCount: rowCount)
    }

    /// 18 characters with a right check character; about one in 11 ends in X.
    public static func identityNumber(using random: inout BenchmarkRandom) -> String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        let region = 360_100 + random.next(below: 12)
        let date = padded(1995 + random.next(below: 12), 4) + padded(1 + random.next(below: 12), 2)
        let number = "\(region)\(date)\(padded(1 + random.next(below: 28), 2))\(padded(random.next(below: 1000), 3))"
        var sum = 0
        var weight = 1
        for digit in number.utf8.reversed() {
            weight = weight * 2 % 11
            sum += Int(digit - 48) * weight
        }
        let check = (12 - sum % 11) % 11
        return number + (check == 10 ? "X" : String(check))
    }

    private static func character(_ index: Int) -> String {
        Unicode.Scalar(UInt32(0x4E00 + index)).map { String(Character($0)) } ?? "?"
    }

    public static func plainColumn(_ name: String, of table: MemoryTable) -> StringColumn {
        let parts = table.batches.compactMap { $0[name]?.plainText() }
        var builder = StringBuilder(minimumCapacity: parts.reduce(0) { $0 + $1.count })
        for part in parts { for row in 0..<part.count { builder.append(part.span(row)) } }
        return builder.finish()
    }
}
