/// Functions of values. **Source**: PostgreSQL, "Mathematical Functions", "String Functions", "Date/Time Functions".
enum ScalarFunction: String, Sendable, CaseIterable {
    case abs, round, trunc, floor, ceil, sqrt, exp, ln, power, mod, sign, greatest, least
    case length, octetLength = "octet_length", upper, lower, btrim, ltrim, rtrim, replace, substring, left, right, strpos
    case concat, concatWithSeparator = "concat_ws", lpad, rpad, repeat_ = "repeat", reverse, startsWith = "starts_with"
    case splitPart = "split_part"
    case concatenate = "||"
    case datePart = "date_part", dateTrunc = "date_trunc", makeDate = "make_date", shift = "date_shift"
    case divisionName = "division_name", codeLabel = "code_label"

    private static let aliases: [String: ScalarFunction] = [
        "ceiling": .ceil, "pow": .power, "char_length": .length, "character_length": .length, "substr": .substring,
        "extract": .datePart, "trim": .btrim, "truncate": .trunc,
    ]

    /// Not callable by name: operators.
    private static let hidden: Set<ScalarFunction> = [.concatenate, .shift]

    static let byName: [String: ScalarFunction] = {
        var names = aliases
        for function in allCases where !hidden.contains(function) { names[function.rawValue] = function }
        return names
    }()

    /// A null argument does not make the result null.
    var takesNulls: Bool { [.greatest, .least, .concat, .concatWithSeparator].contains(self) }

    enum Argument { case text, whole, double, number, date, any }

    /// The arguments, those from `optional` on may be left out; nil: any number of the same kind.
    var signature: (arguments: [Argument], required: Int)? {
        switch self {
        case .abs, .sign, .floor, .ceil: ([.number], 1)
        case .round, .trunc: ([.number, .whole], 1)
        case .sqrt, .exp, .ln: ([.double], 1)
        case .power: ([.double, .double], 2)
        case .mod: ([.whole, .whole], 2)
        case .greatest, .least, .concat, .concatWithSeparator: nil
        case .length, .octetLength, .upper, .lower, .reverse: ([.text], 1)
        case .btrim, .ltrim, .rtrim: ([.text, .text], 1)
        case .replace: ([.text, .text, .text], 3)
        case .substring: ([.text, .whole, .whole], 2)
        case .left, .right, .repeat_: ([.text, .whole], 2)
        case .strpos, .startsWith: ([.text, .text], 2)
        case .lpad, .rpad: ([.text, .whole, .text], 2)
        case .splitPart: ([.text, .text, .whole], 3)
        case .concatenate: ([.text, .text], 2)
        case .datePart, .dateTrunc: ([.text, .date], 2)
        case .makeDate: ([.whole, .whole, .whole], 3)
        case .shift: ([.date, .whole, .whole], 3)
        case .divisionName: ([.text], 1)
        case .codeLabel: ([.text, .text], 2)
        }
    }

    func resultType(_ arguments: [Bound]) -> SQLType {
        switch self {
        case .abs, .greatest, .least: arguments[0].type
        case .sign: arguments[0].type == .double ? .double : .integer
        case .round, .trunc, .floor, .ceil: arguments[0].type == .double ? .double : arguments[0].type
        case .sqrt, .exp, .ln, .power: .double
        case .mod: arguments.contains { $0.type == .bigint } ? .bigint : .integer
        case .length, .octetLength, .strpos: .integer
        case .startsWith: .boolean
        case .datePart: .integer
        case .dateTrunc, .makeDate, .shift: .date
        default: .text
        }
    }

    /// Whether some argument of the right type can make it fail.
    func canFail(_ arguments: [Bound]) -> Bool {
        switch self {
        case .substring:
            if arguments.count < 3 { return false }
            // A length that is written down was looked at.
            if case .int(let length)? = arguments[2].constantValue { return length < 0 }
            return true
        case .length, .octetLength, .upper, .lower, .btrim, .ltrim, .rtrim, .left, .right, .strpos, .startsWith, .greatest, .least,
            .floor, .ceil, .sign, .reverse, .divisionName, .codeLabel, .datePart, .dateTrunc:
            return false
        default: return true
        }
    }

    /// Greatest and least give one of their arguments back, all others compute.
    func privacy(_ arguments: [Bound]) -> Privacy {
        switch self {
        case .greatest, .least: return Privacy.anyOf(arguments)
        case .startsWith: return .open
        case .length:
            if case .column = arguments[0].node { return .open }
        case .datePart, .dateTrunc:
            let years: Set<String> = ["year", "decade", "century", "millennium"]
            if arguments[1].privacy == .field(.birthDate), case .text(let part)? = arguments[0].constantValue, years.contains(part) {
                return .open
            }
        default: break
        }
        return Privacy.computed(arguments)
    }
}
