/// Eight ASCII digits in a 64-bit word, the first in the lowest byte (little-endian load).
enum DigitWord {
    @inline(__always)
    static func isDigits(_ word: UInt64) -> Bool {
        let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        // Adding 6 carries ':' … '?' out of the row of the digits.
        return (word & high) | (((word &+ 0x0606_0606_0606_0606) & high) >> 4) == 0x3333_3333_3333_3333
    }

    /// Σ digit × weight, the digits at even and odd places each as four 16-bit lanes.
    ///
    /// Multiplying by the weights in reverse order leaves the sum of products in the top lane: no lane exceeds
    /// 4 × 9 × 10, so nothing carries.
    @inline(__always)
    static func dot(
        _ word: UInt64, evenWeights e: (UInt64, UInt64, UInt64, UInt64), oddWeights o: (UInt64, UInt64, UInt64, UInt64)
    ) -> UInt32 {
        let mask: UInt64 = 0x000F_000F_000F_000F
        let even = (word & mask) &* (e.3 | e.2 << 16 | e.1 << 32 | e.0 << 48)
        let odd = (word >> 8 & mask) &* (o.3 | o.2 << 16 | o.1 << 32 | o.0 << 48)
        return UInt32(truncatingIfNeeded: (even >> 48) &+ (odd >> 48))
    }

    /// The digits as four two-digit numbers.
    @inline(__always)
    static func pairs(_ word: UInt64) -> (UInt32, UInt32, UInt32, UInt32) {
        let digits = word & 0x0F0F_0F0F_0F0F_0F0F
        let sums = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
        func lane(_ shift: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: sums >> shift) & 0xFF }
        return (lane(0), lane(16), lane(32), lane(48))
    }

    /// `YYYYMMDD` as days since 1800-01-01; nil unless it is a date of 1800–2099.
    @inline(__always)
    static func dayNumber(_ word: UInt64) -> UInt32? {
        let (century, year, month, day) = pairs(word)
        return dayNumber(year: century &* 100 &+ year, month: month, day: day)
    }

    @inline(__always)
    static func dayNumber(year: UInt32, month: UInt32, day: UInt32) -> UInt32? {
        let since = year &- 1800
        guard since < 300, month &- 1 < 12, day &- 1 < 31 else { return nil }
        // 1800 and 1900 have no leap day, 2000 has one.
        let isLeap = since & 3 == 0 && since != 0 && since != 100
        let length: UInt32 = month == 2 ? (isLeap ? 29 : 28) : 30 &+ (month ^ month >> 3) & 1
        guard day <= length else { return nil }
        let leapDays = (since &+ 3) / 4 &- (since > 0 ? 1 : 0) &- (since > 100 ? 1 : 0)
        let afterFebruary: UInt32 = month > 2 ? (isLeap ? 1 : 2) : 0
        return since &* 365 &+ leapDays &+ (367 &* month &- 362) / 12 &- afterFebruary &+ day &- 1
    }
}
