import Columnar

/// A schema as Spark writes it: the form that Delta's `schemaString` has.
///
///     {"fields":[{"metadata":{},"name":"row","nullable":true,"type":"integer"}],"type":"struct"}
///
/// **Source**: Delta Transaction Log Protocol, "Schema Serialization Format".
enum DeltaSchema {
    private struct Struct: Codable {
        var type = "struct"
        var fields: [Member]
    }

    private struct Member: Codable {
        var name: String
        var type: String
        var nullable = true
        var metadata: [String: String] = [:]
    }

    /// The members that are needed for reading; a nested type makes `type` fail.
    private struct ReadStruct: Decodable {
        var fields: [ReadMember]
    }

    private struct ReadMember: Decodable {
        var name: String
        var type: String
    }

    static func encode(_ schema: Schema) -> String {
        JSON.text(Struct(fields: schema.fields.map { Member(name: $0.name, type: name(of: $0.type)) }))
    }

    /// Nil when a column has a type that no table of the registry has.
    static func decode(_ text: String) -> Schema? {
        guard let read = JSON.decode(ReadStruct.self, from: Array(text.utf8)) else { return nil }
        var fields: [Field] = []
        for member in read.fields {
            guard let type = DataType.allOfDelta.first(where: { name(of: $0) == member.type }) else { return nil }
            fields.append(Field(member.name, type))
        }
        return Schema(fields)
    }

    static func name(of type: DataType) -> String {
        switch type {
        case .bool: "boolean"
        case .int8: "byte"
        case .int16: "short"
        case .int32: "integer"
        case .int64: "long"
        case .date: "date"
        case .utf8: "string"
        }
    }
}

extension DataType {
    fileprivate static let allOfDelta: [DataType] = [.bool, .int8, .int16, .int32, .int64, .date, .utf8]
}
