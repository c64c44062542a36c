import Columnar

/// A schema as Spark writes it: the form that Delta's `schemaString` has.
///
///     {"fields":[{"metadata":{},"name":"row","nullable":true,"type":"integer"}],"type":"struct"}
///
/// **Source**: Delta Transaction Log Protocol, "Schema Serialization Format".
package enum DeltaSchema {
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

    package static func encode(_ schema: Schema) -> String {
        JSON.text(Struct(fields: schema.fields.map { Member(name: $0.name, type: name(of: $0.type)) }))
    }

    /// Nil when a column has a type that no table of the registry has.
    static func decode(_ text: JSONText) -> Schema? {
        let bytes = text.bytes
        return scan(bytes) ?? decodeAny(bytes)
    }

    /// Nil where `JSONReader` gives up, and for types that we do not know.
    package static func scan(_ bytes: [UInt8]) -> Schema? {
        let fields: [Field]?? = JSONReader.read(bytes) { (reader) throws(JSONReader.GivesUp) in
            var fields: [Field]?
            try reader.object { (reader, name) throws(JSONReader.GivesUp) in
                guard case "fields" = name else { return try reader.skip() }
                var found: [Field] = []
                try reader.array { (reader) throws(JSONReader.GivesUp) in found.append(try field(&reader)) }
                fields = found
            }
            return fields
        }
        return fields?.map { Schema($0) }
    }

    private static func field(_ reader: inout JSONReader) throws(JSONReader.GivesUp) -> Field {
        var name: String?
        var type: DataType?
        try reader.object { (reader, member) throws(JSONReader.GivesUp) in
            switch member {
            case "name": name = try reader.text().string
            case "type":
                let text = try reader.text()
                type = DataType.allOfDelta.first { text.isSpelledLike(DeltaSchema.name(of: $0)) }
            default: try reader.skip()
            }
        }
        guard let name, let type else { throw JSONReader.GivesUp() }
        return Field(name, type)
    }

    /// The plain twin.
    package static func decodeAny(_ bytes: [UInt8]) -> Schema? {
        guard let read = JSON.decode(ReadStruct.self, from: bytes) else { return nil }
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
