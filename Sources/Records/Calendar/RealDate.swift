import Columnar

/// A date of the Gregorian calendar in the years 1800–2099, the only dates that the registry takes for real.
///
/// **Source**: SPEC §4.1, "Real date, here and everywhere".
public struct RealDate: Sendable, Hashable, Comparable {
    public let year: Int
    public let month: Int
    public let day: Int

    public init?(year: Int, month: Int, day: Int) {
        guard year >= 1800, year <= 2099,
            let date = CivilDate(
                year: Int32(year), month: Int32(truncatingIfNeeded: month), day: Int32(truncatingIfNeeded: day))
        else { return nil }
        self.init(date)
    }

    /// A date from a store column.
    public init(daysSince1970 days: Int32) { self.init(CivilDate(daysSince1970: days)) }

    private init(_ date: CivilDate) {
        year = Int(date.year)
        month = Int(date.month)
        day = Int(date.day)
    }

    public var daysSince1970: Int32 {
        CivilDate(year: Int32(year), month: Int32(month), day: Int32(day))?.daysSince1970 ?? 0
    }

    /// 20070831.
    public var number: Int { year * 10000 + month * 100 + day }

    public static func < (a: RealDate, b: RealDate) -> Bool { a.number < b.number }
}
