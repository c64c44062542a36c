/// What a cell of a date field says.
public enum DateReading: Sendable, Equatable {
    /// The value, typed as the registry writes it.
    case canonical(Int32)
    /// The value, in another accepted form (FMT-02).
    case reformatted(Int32)
    /// No accepted form, or no real date (FMT-03).
    case unreadable

    public var value: Int32? {
        switch self {
        case .canonical(let value), .reformatted(let value): value
        case .unreadable: nil
        }
    }
}

/// What a date field asks for. Values are days since 1970-01-01 for `date8`, else 201309.
public enum DateKind: Sendable, Equatable {
    case date8, month6
    /// 建校年份: a month, or a bare year (1998), which is then the value.
    case foundingYear
}

extension FieldDefinition {
    /// Nil for fields that are no dates.
    public var dateKind: DateKind? {
        switch type {
        case .date8: .date8
        case .month6: name == "founded" ? .foundingYear : .month6
        default: nil
        }
    }
}

extension DateReading {
    /// Reads a text cell that is not blank.
    ///
    /// - Parameters:
    ///   - normalised: N2 of the cell without its time (`DateText.timeStart`).
    ///   - hadTime: a time was cut off.
    public static func text(_ normalised: Span<UInt8>, as kind: DateKind, hadTime: Bool = false) -> DateReading {
        let reading = DateText.read(normalised, as: kind)
        if hadTime, case .canonical(let value) = reading { return .reformatted(value) }
        return reading
    }

    /// Reads a text cell as typed, not blank: cuts the time off, normalises, reads.
    public static func cell(_ raw: Span<UInt8>, as kind: DateKind) -> DateReading {
        let end = DateText.timeStart(raw)
        let rest = raw.extracting(0..<(end ?? raw.count))
        var normalised: [UInt8] = []
        if Normaliser.normalise(rest, as: .n2, into: &normalised) {
            return text(normalised.span, as: kind, hadTime: end != nil)
        }
        return text(rest, as: kind, hadTime: end != nil)
    }

    /// Reads a numeric cell.
    ///
    /// - Parameter uses1904: the workbook counts days from 1904-01-01.
    /// **Source**: SPEC §6.2, "date as Excel serial".
    public static func number(_ value: Double, as kind: DateKind, uses1904: Bool) -> DateReading {
        guard value >= 1, value < 100_000, !(value >= 1900 && value < 2100) else {
            var rendered: [UInt8] = []
            NumberRendering.append(value, to: &rendered)
            return text(rendered.span, as: kind)
        }
        guard let days = serial(Int32(value), uses1904: uses1904) else { return .unreadable }
        let date = RealDate(daysSince1970: days)
        guard date.year >= 1800, date.year <= 2099 else { return .unreadable }
        return .reformatted(kind == .date8 ? days : Int32(date.year * 100 + date.month))
    }

    /// Days since 1970-01-01; nil for day 60 of the 1900 system, the 29th of February 1900 that never was.
    private static func serial(_ day: Int32, uses1904: Bool) -> Int32? {
        if uses1904 { return day - 24107 }
        if day == 60 { return nil }
        return day < 60 ? day - 25568 : day - 25569
    }
}
