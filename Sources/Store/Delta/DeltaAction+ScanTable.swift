/// The actions that a log begins with, read without the library's decoder: every store has some for each table.
extension DeltaAction.ProtocolVersion {
    init(_ reader: inout JSONReader) throws(JSONReader.GivesUp) {
        var forReaders: Int?
        var forWriters: Int?
        try reader.object { (reader, name) throws(JSONReader.GivesUp) in
            switch name {
            case "minReaderVersion": forReaders = try reader.int()
            case "minWriterVersion": forWriters = try reader.int()
            default: try reader.skip()
            }
        }
        guard let forReaders, let forWriters else { throw JSONReader.GivesUp() }
        self.init(minReaderVersion: forReaders, minWriterVersion: forWriters)
    }
}

extension DeltaAction.Metadata {
    init(_ reader: inout JSONReader) throws(JSONReader.GivesUp) {
        var id: String?
        var name: String?
        var format: DeltaAction.Format?
        var schema: JSONText?
        var partitionColumns: [String]?
        var configuration: [String: String]?
        var createdTime: Int64?
        try reader.object { (reader, member) throws(JSONReader.GivesUp) in
            switch member {
            case "id": id = try reader.text().string
            case "name": name = try reader.optional { (reader) throws(JSONReader.GivesUp) in try reader.text().string }
            case "format": format = try DeltaAction.Format(&reader)
            case "schemaString": schema = try reader.text()
            case "partitionColumns":
                var columns: [String] = []
                try reader.array { (reader) throws(JSONReader.GivesUp) in columns.append(try reader.text().string) }
                partitionColumns = columns
            case "configuration": configuration = try texts(&reader)
            case "createdTime": createdTime = try reader.optional { (reader) throws(JSONReader.GivesUp) in try reader.integer() }
            default: try reader.skip()
            }
        }
        guard let id, let format, let schema, let partitionColumns, let configuration else { throw JSONReader.GivesUp() }
        self.init(
            id: id, name: name, format: format, schemaString: schema, partitionColumns: partitionColumns, configuration: configuration,
            createdTime: createdTime)
    }
}

extension DeltaAction.Format {
    fileprivate init(_ reader: inout JSONReader) throws(JSONReader.GivesUp) {
        var provider: String?
        var options: [String: String]?
        try reader.object { (reader, name) throws(JSONReader.GivesUp) in
            switch name {
            case "provider": provider = try reader.text().string
            case "options": options = try texts(&reader)
            default: try reader.skip()
            }
        }
        guard let provider, let options else { throw JSONReader.GivesUp() }
        self.init(provider: provider, options: options)
    }
}

private func texts(_ reader: inout JSONReader) throws(JSONReader.GivesUp) -> [String: String] {
    var found: [String: String] = [:]
    try reader.object { (reader, name) throws(JSONReader.GivesUp) in found[name.string] = try reader.text().string }
    return found
}
