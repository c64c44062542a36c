import Columnar

/// SplitMix64: the same numbers on every machine for a seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Random tables of every column type, and the plain form in which tests compare them.
enum KernelFixtures {
    static let schema = Schema([
        Field("flag", .bool), Field("tiny", .int8), Field("small", .int16), Field("number", .int32),
        Field("key", .int64), Field("day", .date), Field("name", .utf8), Field("code", .utf8),
    ])

    static let words = ["", "王芳", "李", "Ａ", "a", "ab", "abc", "欧阳修", "z", "\u{10FFFF}", "\u{FFFD}", "longer than eight bytes", "longer than eight byteZ"]

    /// `name` is plain text, or a dictionary when asked for; `code` always is a dictionary.
    static func batch(rows: Int, nullShare: Double, nameIsDictionary: Bool = false, using random: inout SeededGenerator) -> RecordBatch {
        var generator = random
        func isNull() -> Bool { Double.random(in: 0..<1, using: &generator) < nullShare }
        func primitive<T: FixedWidthInteger & Sendable>(_ range: ClosedRange<T>) -> PrimitiveColumn<T> {
            var builder = PrimitiveBuilder<T>()
            for _ in 0..<rows {
                if isNull() { builder.appendNull() } else { builder.append(T.random(in: range, using: &generator)) }
            }
            return builder.finish()
        }
        func texts(_ count: Int) -> [String?] {
            (0..<rows).map { _ in isNull() ? nil : words[Int.random(in: 0..<count, using: &generator)] }
        }
        var flags = Bitmap()
        var flagValidity = Bitmap()
        for _ in 0..<rows {
            let valid = !isNull()
            flagValidity.append(valid)
            flags.append(valid && Bool.random(using: &generator))
        }
        let name = texts(words.count)
        let columns: [Column] = [
            .bool(BoolColumn(values: flags, validity: nullShare > 0 ? flagValidity : nil)),
            .int8(primitive(Int8.min...Int8.max)), .int16(primitive(-3...3)), .int32(primitive(Int32.min...Int32.max)),
            .int64(primitive(Int64.min...Int64.max)), .date(primitive(-10_000...20_000)),
            nameIsDictionary ? dictionary(name) : .utf8(StringColumn(name)), dictionary(texts(5)),
        ]
        random = generator
        return RecordBatch(schema: schema, columns: columns, rowCount: rows)
    }

    static func dictionary(_ texts: [String?]) -> Column {
        var builder = DictionaryBuilder()
        for text in texts { builder.append(text) }
        return .dictionary(builder.finish())
    }
}

extension RecordBatch {
    /// Every row as texts: what two batches must have in common to be the same table.
    var plainRows: [[String?]] { (0..<rowCount).map { row in columns.map { $0.text(row) } } }
}
