import Columnar

extension ScalarFunction {
    static let dateParts = [
        "year", "month", "day", "quarter", "week", "dow", "isodow", "doy", "isoyear", "decade", "century", "millennium",
    ]
    static let truncations = ["year", "month", "day", "quarter", "week", "decade", "century", "millennium"]

    func date(_ arguments: [Value]) throws(FunctionFailure) -> Value {
        switch self {
        case .datePart: return .int(Self.part(arguments[0].string, of: arguments[1].int))
        case .dateTrunc: return .int(Self.truncated(arguments[0].string, arguments[1].int))
        case .makeDate:
            guard let year = Int32(exactly: arguments[0].int), let month = Int32(exactly: arguments[1].int),
                let day = Int32(exactly: arguments[2].int), (1...9999).contains(year),
                let date = CivilDate(year: year, month: month, day: day)
            else { throw FunctionFailure(chinese: "没有这样的日期", english: "there is no such date") }
            return .int(Int64(date.daysSince1970))
        default: return .int(try Self.shifted(arguments[0].int, months: arguments[1].int, days: arguments[2].int))
        }
    }

    /// **Source**: PostgreSQL, "EXTRACT, date_part".
    static func part(_ name: String, of days: Int64) -> Int64 {
        let date = CivilDate(daysSince1970: Int32(truncatingIfNeeded: days))
        let year = Int64(date.year)
        switch name {
        case "year": return year
        case "month": return Int64(date.month)
        case "day": return Int64(date.day)
        case "quarter": return Int64((date.month - 1) / 3 + 1)
        case "dow": return weekday(days) % 7
        case "isodow": return weekday(days)
        case "doy": return days - start(of: date.year) + 1
        case "isoyear": return isoWeek(days).year
        case "week": return isoWeek(days).week
        case "decade": return (year - (year < 0 ? 9 : 0)) / 10
        case "century": return year > 0 ? (year + 99) / 100 : -((99 - (year - 1)) / 100)
        default: return year > 0 ? (year + 999) / 1000 : -((999 - (year - 1)) / 1000)
        }
    }

    /// 1 is Monday, 7 Sunday. 1970-01-01 was a Thursday.
    private static func weekday(_ days: Int64) -> Int64 { ((days + 3) % 7 + 7) % 7 + 1 }

    private static func start(of year: Int32) -> Int64 { day(year, 1, 1) }

    private static func day(_ year: Int32, _ month: Int32, _ day: Int32) -> Int64 {
        Int64(CivilDate(year: year, month: month, day: day)?.daysSince1970 ?? 0)
    }

    /// The week holds the year's first Thursday when it is the first.
    private static func isoWeek(_ days: Int64) -> (year: Int64, week: Int64) {
        let thursday = days - weekday(days) + 4
        let year = CivilDate(daysSince1970: Int32(truncatingIfNeeded: thursday)).year
        return (Int64(year), (thursday - start(of: year)) / 7 + 1)
    }

    private static func truncated(_ name: String, _ days: Int64) -> Int64 {
        let date = CivilDate(daysSince1970: Int32(truncatingIfNeeded: days))
        switch name {
        case "year": return start(of: date.year)
        case "month": return day(date.year, date.month, 1)
        case "quarter": return day(date.year, (date.month - 1) / 3 * 3 + 1, 1)
        case "week": return days - weekday(days) + 1
        case "decade": return start(of: date.year / 10 * 10)
        case "century": return start(of: (date.year - 1) / 100 * 100 + 1)
        case "millennium": return start(of: (date.year - 1) / 1000 * 1000 + 1)
        default: return days
        }
    }

    /// The day of the month is cut to the length of the new month; then days are added.
    static func shifted(_ days: Int64, months: Int64, days more: Int64) throws(FunctionFailure) -> Int64 {
        var result = days
        if months != 0 {
            let date = CivilDate(daysSince1970: Int32(truncatingIfNeeded: days))
            let (index, overflow) = (Int64(date.year) * 12 + Int64(date.month) - 1).addingReportingOverflow(months)
            let (year, month) = index.quotientAndRemainder(dividingBy: 12)
            guard !overflow, (1...9999).contains(year) else { throw FunctionFailure.outOfRange }
            let length = CivilDate.dayCount(year: Int32(year), month: Int32(month) + 1)
            result = day(Int32(year), Int32(month) + 1, min(date.day, length))
        }
        let (sum, overflow) = result.addingReportingOverflow(more)
        guard !overflow, DateText.range.contains(sum) else { throw FunctionFailure.outOfRange }
        return sum
    }
}
