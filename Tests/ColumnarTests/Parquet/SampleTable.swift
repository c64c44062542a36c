import Columnar
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A repeatable source of random numbers (SplitMix64).
struct Randomness: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Tables that have a column of every type and of every kind of text.
enum SampleTable {
    static func mixed(rowCount: Int, seed: UInt64, nullShare: Double = 0.1) -> RecordBatch {
        var random = Randomness(seed: seed)
        func isNull() -> Bool { Double.random(in: 0..<1, using: &random) < nullShare }
        var int8 = PrimitiveBuilder<Int8>()
        var int16 = PrimitiveBuilder<Int16>()
        var int32 = PrimitiveBuilder<Int32>()
        var row = PrimitiveBuilder<Int32>()
        var key = PrimitiveBuilder<Int64>()
        var date = PrimitiveBuilder<Int32>()
        var code = DictionaryBuilder()
        var name = StringBuilder()
        var address = StringBuilder()
        var flag = Bitmap()
        var flagValid = Bitmap()
        for i in 0..<rowCount {
            int8.append(isNull() ? nil : Int8.random(in: .min ... .max, using: &random))
            int16.append(isNull() ? nil : Int16.random(in: .min ... .max, using: &random))
            int32.append(isNull() ? nil : Int32.random(in: .min ... .max, using: &random))
            row.append(Int32(i + 2))
            key.append(isNull() ? nil : Int64.random(in: .min ... .max, using: &random))
            date.append(isNull() ? nil : Int32.random(in: 10_000...14_000, using: &random))
            code.append(isNull() ? nil : ["1", "2", "33", "汉族", ""].randomElement(using: &random))
            let syllables = ["王", "李", "芳", "伟", "A", "é"]
            if isNull() {
                name.appendNull()
            } else {
                name.append((0..<Int.random(in: 0...4, using: &random)).map { _ in syllables.randomElement(using: &random)! }.joined())
            }
            if isNull() {
                address.appendNull()
            } else {
                address.append("江西省南昌市东湖区某某街道\(UInt32.random(in: .min ... .max, using: &random))号")
            }
            let valid = !isNull()
            flagValid.append(valid)
            flag.append(valid && Bool.random(using: &random))
        }
        let allNull = PrimitiveColumn<Int64>(
            values: [Int64](repeating: 0, count: rowCount), validity: Bitmap(repeating: false, count: rowCount))
        let fields = [
            Field("i8", .int8), Field("i16", .int16), Field("i32", .int32), Field("row", .int32), Field("key", .int64),
            Field("生日", .date), Field("code", .utf8), Field("name", .utf8), Field("address", .utf8), Field("flag", .bool),
            Field("nothing", .int64),
        ]
        let columns: [Column] = [
            .int8(int8.finish()), .int16(int16.finish()), .int32(int32.finish()), .int32(row.finish()), .int64(key.finish()),
            .date(date.finish()), .dictionary(code.finish()), .utf8(name.finish()), .utf8(address.finish()),
            .bool(BoolColumn(values: flag, validity: flagValid)), .int64(allNull),
        ]
        return RecordBatch(schema: Schema(fields), columns: columns, rowCount: rowCount)
    }
}

/// Every value as text, column by column, whatever the columns' layout in memory.
func texts(_ batch: RecordBatch) -> [[String?]] {
    batch.columns.map { column in (0..<column.count).map { column.text($0) } }
}

func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/xueji-test-XXXXXX".utf8CString)
    // `mkdtemp` changes the bytes of the template, which are ours.
    let made = unsafe template.withUnsafeMutableBufferPointer { unsafe mkdtemp($0.baseAddress!) != nil }
    try #require(made)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
        for name in (try? fileNames(folder)) ?? [] { unsafe unlink(folder + "/" + name) }
        unsafe rmdir(folder)
    }
    try body(folder)
}

/// Names in byte order.
func fileNames(_ folder: String) throws -> [String] {
    guard let directory = unsafe opendir(folder) else { throw ColumnarError(.io, "cannot list", location: folder) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    // An entry lives until the next call.
    while let entry = unsafe readdir(directory) {
        let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { raw in
            unsafe String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
}
