/// A date of the proleptic Gregorian calendar.
///
/// **Units**: `month` 1…12, `day` 1…31. **Source**: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
public struct CivilDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let year: Int32
    public let month: Int32
    public let day: Int32

    /// Nil when there is no such day.
    public init?(year: Int32, month: Int32, day: Int32) {
        guard month >= 1, month <= 12, day >= 1, day <= CivilDate.dayCount(year: year, month: month) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    @inlinable public init(daysSince1970 days: Int32) {
        let z = days &+ 719_468
        let era = (z >= 0 ? z : z &- 146_096) / 146_097
        let doe = z &- era &* 146_097
        let yoe = (doe &- doe / 1460 &+ doe / 36524 &- doe / 146_096) / 365
        let doy = doe &- (365 &* yoe &+ yoe / 4 &- yoe / 100)
        let mp = (5 &* doy &+ 2) / 153
        day = doy &- (153 &* mp &+ 2) / 5 &+ 1
        month = mp < 10 ? mp &+ 3 : mp &- 9
        year = yoe &+ era &* 400 &+ (month <= 2 ? 1 : 0)
    }

    @inlinable public var daysSince1970: Int32 {
        let y = month <= 2 ? year &- 1 : year
        let era = (y >= 0 ? y : y &- 399) / 400
        let yoe = y &- era &* 400
        let mp = month > 2 ? month &- 3 : month &+ 9
        let doy = (153 &* mp &+ 2) / 5 &+ day &- 1
        let doe = yoe &* 365 &+ yoe / 4 &- yoe / 100 &+ doy
        return era &* 146_097 &+ doe &- 719_468
    }

    public static func dayCount(year: Int32, month: Int32) -> Int32 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: isLeap(year) ? 29 : 28
        default: 31
        }
    }

    public static func isLeap(_ year: Int32) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    public static func < (a: CivilDate, b: CivilDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

    /// ISO 8601, `2007-08-31`.
    public var description: String {
        func pad(_ value: Int32, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    }

    /// `20070831`, the registry's canonical spelling.
    public var compact: String { String(description.filter { $0 != "-" }) }
}
