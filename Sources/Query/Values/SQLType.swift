/// The types of SQL that the store's columns and expressions have.
///
/// `numeric` and `real` are read as `double precision`, `smallint` as `integer`, `varchar` as `text`.
package enum SQLType: String, Sendable, Equatable {
    case boolean, integer, bigint
    case double = "double precision"
    case text, date
    /// The type of NULL and of a text literal before its use decides.
    case unknown

    private static let byName: [String: SQLType] = [
        "bool": .boolean, "boolean": .boolean, "int": .integer, "integer": .integer, "int4": .integer, "smallint": .integer,
        "int2": .integer, "tinyint": .integer, "bigint": .bigint, "int8": .bigint, "double": .double, "float8": .double,
        "float": .double, "float4": .double, "real": .double, "numeric": .double, "decimal": .double, "text": .text,
        "varchar": .text, "character": .text, "string": .text, "date": .date,
    ]

    static var names: [String] { byName.keys.sorted() }

    init?(named name: String) {
        guard let type = SQLType.byName[name] else { return nil }
        self = type
    }

    package var isNumeric: Bool { self == .integer || self == .bigint || self == .double }
    var isWhole: Bool { self == .integer || self == .bigint }

    /// The type that holds both, when numbers of one become numbers of the other; nil when they do not go together.
    static func common(_ a: SQLType, _ b: SQLType) -> SQLType? {
        if a == b || b == .unknown { return a }
        if a == .unknown { return b }
        guard a.isNumeric, b.isNumeric else { return nil }
        return a == .double || b == .double ? .double : .bigint
    }
}
