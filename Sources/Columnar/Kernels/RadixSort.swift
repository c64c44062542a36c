/// Stable sorts of unsigned numbers, digit by digit from the lowest; digits that all numbers share are skipped.
enum RadixSort {
    private static var digitBits: Int { 11 }
    private static var digitMask: UInt64 { 1 << 11 - 1 }

    /// The numbers in ascending order of the bits from `fromBit` up; numbers equal in these keep their order.
    ///
    /// **Complexity**: O(count) per digit that varies.
    static func sorted(_ values: [UInt64], fromBit: Int = 0) -> [UInt64] {
        let shifts = varyingShifts(values, fromBit: fromBit)
        var values = values
        var other = [UInt64](repeating: 0, count: shifts.isEmpty ? 0 : values.count)
        for shift in shifts {
            var cursors = [Int](repeating: 0, count: 1 << digitBits)
            for value in values { cursors[Int((value >> shift) & digitMask)] += 1 }
            makeStarts(&cursors)
            for value in values {
                let digit = Int((value >> shift) & digitMask)
                other[cursors[digit]] = value
                cursors[digit] += 1
            }
            swap(&values, &other)
        }
        return values
    }

    /// Reorders `rows` so that `keys[row]` ascends; rows with equal keys keep their order.
    static func sort(_ rows: inout [UInt32], by keys: [UInt64]) {
        var other = [UInt32](repeating: 0, count: rows.count)
        for shift in varyingShifts(keys, fromBit: 0) {
            var cursors = [Int](repeating: 0, count: 1 << digitBits)
            for row in rows { cursors[Int((keys[Int(row)] >> shift) & digitMask)] += 1 }
            makeStarts(&cursors)
            for row in rows {
                let digit = Int((keys[Int(row)] >> shift) & digitMask)
                other[cursors[digit]] = row
                cursors[digit] += 1
            }
            swap(&rows, &other)
        }
    }

    private static func varyingShifts(_ values: [UInt64], fromBit: Int) -> [UInt64] {
        var differing: UInt64 = 0
        for value in values { differing |= value ^ values[0] }
        return stride(from: fromBit, to: 64, by: digitBits).map(UInt64.init)
            .filter { (differing >> $0) & digitMask != 0 }
    }

    /// Turns counts into the position of each digit's first value.
    private static func makeStarts(_ counts: inout [Int]) {
        var sum = 0
        for digit in counts.indices {
            let count = counts[digit]
            counts[digit] = sum
            sum += count
        }
    }
}
