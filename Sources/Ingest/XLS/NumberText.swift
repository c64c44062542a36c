/// Numbers as the shortest decimal that reads back equal.
extension UTF8Buffer {
    /// Whole numbers of at most 15 digits and decimals of up to four places take a quick way; `-0` is written as `0`.
    mutating func appendNumber(_ value: Double) {
        if value.magnitude < 1e15 {
            let whole = Int64(value)
            if Double(whole) == value { return appendDecimal(whole, places: 0) }
            if appendFewPlaces(value) { return }
        }
        append(value.description.utf8)
    }

    /// A number of at most four decimal places: the division of two whole numbers below 2^53 is exact to the last bit, so that it
    /// gives the number that the decimal stands for.
    private mutating func appendFewPlaces(_ value: Double) -> Bool {
        var power = 1.0
        for places in 1...4 {
            power *= 10
            let scaled = (value * power).rounded()
            guard scaled.magnitude < 1e15 else { return false }
            if scaled / power == value {
                appendDecimal(Int64(scaled), places: places)
                return true
            }
        }
        return false
    }

    /// `-1234` with two places is `-12.34`.
    mutating func appendDecimal(_ value: Int64, places: Int) {
        unsafe write(24) { start in  // stays within the 24 bytes, see below
            var magnitude = value.magnitude
            var digitCount = 1
            var power: UInt64 = 10
            while power <= magnitude, digitCount < 19 {
                digitCount &+= 1
                power &*= 10
            }
            digitCount = max(digitCount, places &+ 1)
            let first = value < 0 ? 1 : 0
            let end = first &+ digitCount &+ (places > 0 ? 1 : 0)
            var index = end
            // A sign, at most 19 digits and a point, filled from the end.
            for digit in 0..<digitCount {
                if digit == places, places > 0 {
                    index &-= 1
                    unsafe start[index] = 0x2E
                }
                index &-= 1
                unsafe start[index] = 0x30 &+ UInt8(truncatingIfNeeded: magnitude % 10)
                magnitude /= 10
            }
            if first == 1 { unsafe start[0] = 0x2D }
            return end
        }
    }
}
