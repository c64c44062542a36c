import Columnar

/// Hands out resident ID numbers, each only once in the province.
///
/// A county owns the sequence numbers 000…899 of its own region; 900…998 of a region belong to three neighbours that
/// host its children, and each county owns ten sequence numbers of every region elsewhere.
struct NumberMaker {
    private let county: County
    private let counties: [County]
    private let position: Int
    private var local: [UInt16] = Array(repeating: 0, count: NumberMaker.dayCount * 2)
    private var others: [UInt64: Int] = [:]

    private static let firstDay: Int32 = -20_000
    private static let dayCount = 37_000

    /// - Parameter position: of the county among those that have schools.
    init(counties: [County], position: Int) {
        self.counties = counties
        self.position = position
        county = counties[position]
    }

    mutating func here(birthDay: Int32, male: Bool) -> String {
        let slot = (Int(birthDay - NumberMaker.firstDay) * 2) + (male ? 1 : 0)
        let count = Int(local[slot])
        precondition(count < 450, "too many people with one birthday in one county")
        local[slot] += 1
        let sequence = ((count * 37 + abs(Int(birthDay)) * 11) % 450) * 2 + (male ? 1 : 0)
        return NumberMaker.number(region: county.region(birthDay: birthDay), birthDay: birthDay, sequence: sequence)
    }

    /// A number from another county, and that county's code of today.
    mutating func elsewhere(birthDay: Int32, male: Bool, random: inout Random) -> (number: String, code: Int) {
        while true {
            let neighbour = counties.count > 3 && random.chance(6_000)
            let step = random.below(3)
            let other = neighbour ? counties[(position + 1 + step) % counties.count] : nil
            let region = other?.region(birthDay: birthDay) ?? random.pick(County.elsewhere)
            let (low, room) = neighbour ? (900 + step * 33 + step % 2, 16) : ((county.index % 100) * 10, 5)
            let key = UInt64(region) << 32 | UInt64(birthDay + 30_000) << 1 | (male ? 1 : 0)
            let count = others[key, default: 0]
            guard count < room else { continue }
            others[key] = count + 1
            let sequence = low + count * 2 + (male ? 1 : 0)
            return (
                NumberMaker.number(region: region, birthDay: birthDay, sequence: sequence), other?.code ?? region
            )
        }
    }

    /// A number of a region that no county hands out by itself; nil when this county has used up its part of it.
    ///
    /// - Precondition: the region is in no list of `County`.
    mutating func reserved(_ region: Int, birthDay: Int32, male: Bool) -> String? {
        let key = UInt64(region) << 32 | UInt64(birthDay + 30_000) << 1 | (male ? 1 : 0)
        let count = others[key, default: 0]
        if count >= 5 { return nil }
        others[key] = count + 1
        let sequence = county.index % 100 * 10 + count * 2 + (male ? 1 : 0)
        return NumberMaker.number(region: region, birthDay: birthDay, sequence: sequence)
    }

    /// The 18 characters with their check character. **Source**: GB 11643-1999.
    static func number(region: Int, birthDay: Int32, sequence: Int) -> String {
        let date = CivilDate(daysSince1970: birthDay)
        let day = Int(date.year) * 10_000 + Int(date.month) * 100 + Int(date.day)
        return withCheck(digits(region, 6) + digits(day, 8) + digits(sequence, 3))
    }

    static func withCheck(_ seventeen: String) -> String {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        var sum = 0
        for (digit, weight) in zip(seventeen.utf8, weights) { sum += Int(digit &- 48) * weight }
        return seventeen + ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
    }

    static func digits(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return text.utf8.count >= width ? text : String(repeating: "0", count: width - text.utf8.count) + text
    }
}
