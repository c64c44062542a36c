/// What a field holds, and thereby how its cells are read and stored.
///
/// **Source**: SPEC §2, "Types".
public enum FieldType: Sendable, Equatable {
    case text, name, code, bool, date8, month6
    /// A number kept as text, with its length where that is fixed (`digits10`).
    case digits(Int?)
    case idno, classno, phone, email, decimal, int, period, grade, file

    /// Reads the type column of `fields.csv`.
    init?(name: String) {
        switch name {
        case "text": self = .text
        case "name": self = .name
        case "code": self = .code
        case "bool": self = .bool
        case "date8": self = .date8
        case "month6": self = .month6
        case "digits": self = .digits(nil)
        case "idno": self = .idno
        case "classno": self = .classno
        case "phone": self = .phone
        case "email": self = .email
        case "decimal": self = .decimal
        case "int": self = .int
        case "period": self = .period
        case "grade": self = .grade
        case "file": self = .file
        default:
            guard name.hasPrefix("digits"), let length = Int(name.dropFirst(6)) else { return nil }
            self = .digits(length)
        }
    }

    /// **Source**: SPEC §6.1, "Which one".
    public var normalisation: Normalisation {
        switch self {
        case .name: .n3
        case .idno: .n2ID
        case .digits, .date8, .month6, .classno, .phone, .period: .n2
        case .text, .code, .bool, .email, .decimal, .int, .grade, .file: .n1
        }
    }
}

/// How strictly a field is asked for.
public enum Requirement: String, Sendable {
    case mandatory = "M", conditional = "C", optional = "O"
    /// Printed on the form but not filled in this collection; no rule looks at it.
    case notFilled = "X"
}

/// What personal data a value is, and thereby how output shows it.
public enum MaskKind: String, Sendable {
    case none
    /// The first character and asterisks.
    case name
    /// The last two characters and a keyed token.
    case idNumber
    /// The year.
    case birthDate
    /// The last two digits.
    case phone
    /// The county.
    case address
    case email
}
