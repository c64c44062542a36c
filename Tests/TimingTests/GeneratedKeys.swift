import Columnar
import Records
import TestSupport

/// Keys of which each hundredth repeats an earlier one, so that the duplicate groups are known beforehand.
struct GeneratedKeys {
    let partitions: [PrimitiveColumn<Int64>]
    let rowCount: Int
    var groupCount: Int { rowCount / 100 }

    /// - Parameter rowCount: a multiple of 100,000.
    init(rowCount: Int) {
        self.rowCount = rowCount
        partitions = (0..<rowCount / 100_000).map { part in
            PrimitiveColumn(values: (part * 100_000..<(part + 1) * 100_000).map { Self.key($0 % 100 == 99 ? $0 - 50 : $0) })
        }
    }

    /// One-to-one: multiplying by an odd number and shifting into itself can both be undone.
    private static func key(_ row: Int) -> Int64 {
        let product = UInt64(row) &* 0x9E37_79B9_7F4A_7C15
        return Int64(bitPattern: product ^ product >> 31)
    }
}

/// Resident numbers, each sixteenth with a wrong check character.
struct GeneratedNumbers {
    let column: StringColumn
    let validCount: Int
    /// Sum of the packed valid numbers, wrapping.
    let checksum: Int64

    init(rowCount: Int) {
        var random = SplitMix(seed: 41)
        var builder = StringBuilder(minimumCapacity: rowCount)
        var validCount = 0
        var checksum: Int64 = 0
        for row in 0..<rowCount {
            // 1990-01-01 lies 69,396 days after 1800-01-01; 20 years of birth dates.
            let region = Int64.random(in: 360_100..<361_200, using: &random)
            let day = Int64.random(in: 69_396..<76_700, using: &random)
            let packed = region << 27 | day << 10 | Int64.random(in: 1..<1000, using: &random)
            var text = ResidentID.canonical(packed)
            if row % 16 == 15 {
                text = text.dropLast() + (text.last == "0" ? "1" : "0")
            } else {
                validCount += 1
                checksum &+= packed
            }
            builder.append(text)
        }
        column = builder.finish()
        self.validCount = validCount
        self.checksum = checksum
    }
}
