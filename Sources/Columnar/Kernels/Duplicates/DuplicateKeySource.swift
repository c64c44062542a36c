/// What the finder asks of the keys of one partition.
protocol DuplicateKeySource: Sendable {
    var rowCount: Int { get }
    /// False where a row is in no group.
    func hasKey(_ row: Int) -> Bool
    /// Whether every row has a key, so that `hasKey` need not be asked.
    var allHaveKeys: Bool { get }
    /// Well spread in the upper 44 bits; unequal for unequal keys of `keyBits` bits.
    func hash(_ row: Int) -> UInt64
    func isEqual(_ row: Int, to other: Self, _ otherRow: Int) -> Bool
}

struct NarrowKeys: DuplicateKeySource {
    let column: PrimitiveColumn<Int64>
    let mask: Int64
    let sentinel: Int64?
    /// For keys at least as long as the longest of all partitions.
    let keyHash: KeyHash

    var rowCount: Int { column.count }
    var allHaveKeys: Bool { column.validity == nil && sentinel == nil }
    func hasKey(_ row: Int) -> Bool { column.isValid(row) && (column.values[row] & mask) != sentinel }
    func hash(_ row: Int) -> UInt64 { keyHash(UInt64(bitPattern: column.values[row] & mask)) }

    func isEqual(_ row: Int, to other: NarrowKeys, _ otherRow: Int) -> Bool {
        (column.values[row] ^ other.column.values[otherRow]) & mask == 0
    }

    /// All bits that a masked key of the column has set, of the rows that have one.
    static func usedBits(of column: PrimitiveColumn<Int64>, mask: Int64, sentinel: Int64?) -> UInt64 {
        var used: Int64 = 0
        if column.validity == nil, let sentinel {
            for value in column.values where value & mask != sentinel { used |= value & mask }
        } else if let validity = column.validity {
            for row in column.values.indices where validity[row] && column.values[row] & mask != sentinel {
                used |= column.values[row] & mask
            }
        } else {
            for value in column.values { used |= value & mask }
        }
        return UInt64(bitPattern: used)
    }
}

extension WideKeys: DuplicateKeySource {
    var rowCount: Int { low.count }
    var allHaveKeys: Bool { validity == nil }
    func hasKey(_ row: Int) -> Bool { validity?[row] ?? true }
    func hash(_ row: Int) -> UInt64 { KeyHash(bits: 64)(low[row]) }
    func isEqual(_ row: Int, to other: WideKeys, _ otherRow: Int) -> Bool {
        low[row] == other.low[otherRow] && high[row] == other.high[otherRow]
    }
}
