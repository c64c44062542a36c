/// Hashes of rows over several columns, to find rows that agree in all of them.
///
/// Equal values have equal hashes whatever the width of integers and whether text is plain or a dictionary. A dictionary
/// hashes each entry once.
public enum RowHash {
    /// One hash per row; a null counts as a value of its own.
    ///
    /// - Precondition: the columns are equally long.
    public static func hashes(of columns: [Column], seed: UInt64 = 0) -> [UInt64] {
        precondition(!columns.isEmpty, "no column to hash")
        var result = [UInt64](repeating: seed, count: columns[0].count)
        for column in columns {
            precondition(column.count == result.count, "columns of different length")
            let values = valueHashes(column, seed: seed)
            for row in result.indices { result[row] = Hash64.combine(result[row], values[row]) }
        }
        return result
    }

    /// One hash per value.
    static func valueHashes(_ column: Column, seed: UInt64) -> [UInt64] {
        var hashes: [UInt64] =
            switch column {
            case .bool(let column): (0..<column.count).map { Hash64.number(column.values[$0] ? 1 : 0, seed: seed) }
            case .int8(let column): numbers(column, seed)
            case .int16(let column): numbers(column, seed)
            case .int32(let column), .date(let column): numbers(column, seed)
            case .int64(let column): numbers(column, seed)
            case .utf8(let column): texts(column, seed)
            case .dictionary(let column): codes(column, seed)
            }
        if let validity = column.validity {
            for row in hashes.indices where !validity[row] { hashes[row] = 0x6E75_6C6C }
        }
        return hashes
    }

    private static func numbers<T: FixedWidthInteger>(_ column: PrimitiveColumn<T>, _ seed: UInt64) -> [UInt64] {
        column.values.map { Hash64.number(UInt64(bitPattern: Int64($0)), seed: seed) }
    }

    private static func texts(_ column: StringColumn, _ seed: UInt64) -> [UInt64] {
        (0..<column.count).map { Hash64.bytes(column.span($0), seed: seed) }
    }

    private static func codes(_ column: DictionaryColumn, _ seed: UInt64) -> [UInt64] {
        if column.values.count == 0 { return [UInt64](repeating: 0, count: column.count) }
        let entries = texts(column.values, seed)
        return switch column.indices {
        case .int8(let indices): indices.map { entries[Int($0)] }
        case .int16(let indices): indices.map { entries[Int($0)] }
        case .int32(let indices): indices.map { entries[Int($0)] }
        }
    }
}

extension WideKeys {
    /// A 128-bit hash of each row over the columns; a row with a null in one of them has no key.
    ///
    /// - Precondition: the columns are equally long.
    public init(hashing columns: [Column]) {
        var validity: Bitmap?
        for column in columns { validity = Bitmap.intersection(validity, column.validity) }
        self.init(
            low: RowHash.hashes(of: columns, seed: 0), high: RowHash.hashes(of: columns, seed: 0x9E37_79B9_7F4A_7C15),
            validity: validity)
    }
}
