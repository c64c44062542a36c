/// One column of a record batch.
public enum Column: Sendable, Equatable {
    case bool(BoolColumn)
    case int8(PrimitiveColumn<Int8>)
    case int16(PrimitiveColumn<Int16>)
    case int32(PrimitiveColumn<Int32>)
    case int64(PrimitiveColumn<Int64>)
    /// Days since 1970-01-01.
    case date(PrimitiveColumn<Int32>)
    case utf8(StringColumn)
    /// Text as indices into distinct values; the same logical type as `utf8`.
    case dictionary(DictionaryColumn)

    public var count: Int {
        switch self {
        case .bool(let column): column.count
        case .int8(let column): column.count
        case .int16(let column): column.count
        case .int32(let column), .date(let column): column.count
        case .int64(let column): column.count
        case .utf8(let column): column.count
        case .dictionary(let column): column.count
        }
    }

    public var validity: Bitmap? {
        switch self {
        case .bool(let column): column.validity
        case .int8(let column): column.validity
        case .int16(let column): column.validity
        case .int32(let column), .date(let column): column.validity
        case .int64(let column): column.validity
        case .utf8(let column): column.validity
        case .dictionary(let column): column.validity
        }
    }

    public var nullCount: Int { validity.map { $0.count - $0.setCount } ?? 0 }

    public var type: DataType {
        switch self {
        case .bool: .bool
        case .int8: .int8
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .date: .date
        case .utf8, .dictionary: .utf8
        }
    }

    /// The value as text, for the edge of the program and for tests.
    public func text(_ index: Int) -> String? {
        switch self {
        case .bool(let column): column[index].map { $0 ? "true" : "false" }
        case .int8(let column): column[index].map(String.init)
        case .int16(let column): column[index].map(String.init)
        case .int32(let column): column[index].map(String.init)
        case .int64(let column): column[index].map(String.init)
        case .date(let column): column[index].map { CivilDate(daysSince1970: $0).description }
        case .utf8(let column): column[index]
        case .dictionary(let column): column[index]
        }
    }
}

/// The logical type of a column. Text is `utf8`, in memory plain or dictionary-encoded.
public enum DataType: String, Sendable, Equatable {
    case bool, int8, int16, int32, int64, date, utf8
}

public struct Field: Sendable, Equatable {
    public let name: String
    public let type: DataType

    public init(_ name: String, _ type: DataType) {
        self.name = name
        self.type = type
    }
}

public struct Schema: Sendable, Equatable {
    public let fields: [Field]
    private let positions: [String: Int]

    public init(_ fields: [Field]) {
        self.fields = fields
        positions = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func index(of name: String) -> Int? { positions[name] }

    /// The positions follow from the fields.
    public static func == (a: Schema, b: Schema) -> Bool { a.fields == b.fields }
}

/// Equally long columns under a schema: immutable once made.
///
/// **Shape**: `columns.count == schema.fields.count`; every column has `rowCount` values of its field's type.
public struct RecordBatch: Sendable, Equatable {
    public let schema: Schema
    public let columns: [Column]
    public let rowCount: Int

    public init(schema: Schema, columns: [Column], rowCount: Int) {
        precondition(columns.count == schema.fields.count, "columns do not fit the schema")
        for (column, field) in zip(columns, schema.fields) {
            precondition(column.count == rowCount && column.type == field.type, "column \(field.name) does not fit")
        }
        self.schema = schema
        self.columns = columns
        self.rowCount = rowCount
    }

    public subscript(name: String) -> Column? { schema.index(of: name).map { columns[$0] } }
}
