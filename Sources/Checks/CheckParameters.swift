import Columnar

/// Everything that RULES §M leaves open, under the names of its table.
public struct CheckParameters: Sendable, Equatable {
    public var referenceDate = CivilDate(year: 2013, month: 9, day: 1)!
    public var province = "36"
    /// Numbers by `RULE-ID.name`.
    private var numbers: [String: Int]

    /// The defaults in the order of RULES §M, with a comment for the printed configuration.
    public static let defaults: [(name: String, value: Int, comment: String)] = [
        ("IDN-13.max_length", 6, "characters of a name without a dot"),
        ("IDN-13.max_length_dotted", 30, "characters of a name with a dot"),
        ("DUP-06.max_distance", 2, "differing characters of two ID numbers"),
        ("AGE-04.max_age", 25, "years"),
        ("AGE-04.max_age_special", 30, "years, pupils of special education"),
        ("GRD-06.min_age_P", 5, "years at entry to primary school"),
        ("GRD-06.min_age_J", 10, "years at entry to junior secondary school"),
        ("GRD-06.min_age_S", 13, "years at entry to senior secondary school"),
        ("GRD-08.min_age_league", 13, "years"),
        ("GRD-08.min_age_party", 17, "years"),
        ("COD-06.max_km", 500, "kilometres"),
        ("COD-06.max_km_day_pupil", 100, "kilometres"),
        ("FMT-07.first_digit", 3, "first digit of the province's postcodes"),
        ("CMP-03.min_rows", 30, "cells"),
        ("CMP-03.min_rows_codes", 500, "cells of a division code"),
        ("CMP-03.share", 95, "per cent, written 0.95 in the configuration"),
        ("CMP-04.min_rows", 30, "pupils of the school"),
        ("CMP-04.share", 20, "per cent, written 0.20 in the configuration"),
        ("GUA-04.parent_min", 15, "years between parent and pupil"),
        ("GUA-04.parent_max", 60, "years between parent and pupil"),
        ("GUA-04.grandparent_min", 30, "years between grandparent and pupil"),
        ("GUA-04.sibling_max", 30, "years between siblings"),
        ("GUA-08.max_pupils", 6, "pupils of one guardian"),
        ("SUM-08.max_class", 66, "pupils of one class"),
        ("SGN-06.school_check", 20_130_815, "due date of the checked school list"),
        ("SGN-06.school_tables", 20_130_831, "due date of the school tables"),
        ("SGN-06.students", 20_130_930, "due date of student forms, print-outs and summary"),
    ]

    public init() { numbers = Dictionary(uniqueKeysWithValues: Self.defaults.map { ($0.name, $0.value) }) }

    public static func == (a: CheckParameters, b: CheckParameters) -> Bool {
        a.referenceDate == b.referenceDate && a.province == b.province && a.numbers == b.numbers
    }

    /// - Precondition: `name` stands in `defaults`.
    public subscript(name: String) -> Int {
        guard let value = numbers[name] else { preconditionFailure("no parameter \(name)") }
        return value
    }

    /// Every value, for the record of a run.
    public var summary: String {
        let values = Self.defaults.map { "\($0.name)=\(self[$0.name])" }
        return (["reference_date=\(referenceDate)", "province=\(province)"] + values).joined(separator: " ")
    }

    /// Names of `--config`: those of `defaults`, `reference_date` and `province`.
    public static var names: [String] { ["reference_date", "province"] + defaults.map(\.name) }

    /// Sets a parameter from its text in the configuration file.
    ///
    /// - Throws: `CheckError` for a name that does not exist, with the nearest one, and for a value out of shape.
    public mutating func set(_ name: String, to text: String) throws(CheckError) {
        switch name {
        case "reference_date": referenceDate = try Self.date(text, name)
        case "province":
            guard text.utf8.count == 2, Int(text) != nil else { throw .badValue(name, "two digits", text) }
            province = text
        default:
            guard numbers[name] != nil else { throw .unknownParameter(name, nearest: Self.nearest(to: name)) }
            numbers[name] = try Self.number(text, name)
        }
    }

    private static func date(_ text: String, _ name: String) throws(CheckError) -> CivilDate {
        let digits = text.filter { $0 != "-" }
        guard digits.utf8.count == 8, let number = Int32(digits),
            let date = CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        else { throw .badValue(name, "a date such as 2013-09-01", text) }
        return date
    }

    /// A whole number; shares are written as fractions and kept in per cent.
    private static func number(_ text: String, _ name: String) throws(CheckError) -> Int {
        if name.hasSuffix(".share") {
            guard let share = Double(text), share >= 0, share <= 1 else { throw .badValue(name, "0 … 1", text) }
            return Int((share * 100).rounded())
        }
        guard let number = Int(text), number >= 0 else { throw .badValue(name, "a whole number", text) }
        return number
    }

    private static func nearest(to name: String) -> String {
        names.min { distance($0, name) < distance($1, name) } ?? ""
    }

    /// Levenshtein distance, for suggestions.
    private static func distance(_ a: String, _ b: String) -> Int {
        let b = Array(b.lowercased())
        var row = Array(0...b.count)
        for (i, character) in a.lowercased().enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let above = row[j + 1]
                row[j + 1] = min(diagonal + (character == b[j] ? 0 : 1), above + 1, row[j] + 1)
                diagonal = above
            }
        }
        return row[b.count]
    }
}

/// A check that cannot be set up as asked.
public struct CheckError: Error, Sendable, CustomStringConvertible {
    public let code: String
    public let description: String

    static func unknownParameter(_ name: String, nearest: String) -> CheckError {
        CheckError(
            code: "unknown_parameter", description: "configuration: unknown parameter \(name); did you mean \(nearest)?")
    }

    static func badValue(_ name: String, _ expected: String, _ found: String) -> CheckError {
        CheckError(
            code: "bad_value", description: "configuration: \(name): expected \(expected), found \(found)")
    }

    static func unknownRule(_ id: String) -> CheckError {
        CheckError(
            code: "unknown_rule", description: "no rule \(id); expected an id of `xueji rules list`, `core` or `all`")
    }
}
