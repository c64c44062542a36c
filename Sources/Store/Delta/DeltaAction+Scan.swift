/// The actions of a log, read without the library's decoder: they stand there by the hundred.
extension DeltaAction {
    private typealias GivesUp = JSONReader.GivesUp

    /// Nil where `JSONReader` gives up, and for bytes that are not UTF-8.
    package init?(scanning line: [UInt8]) {
        guard String(validating: line, as: UTF8.self) != nil,
            let action = JSONReader.read(line, { (reader) throws(GivesUp) in try DeltaAction(&reader) })
        else { return nil }
        self = action
    }

    init(_ reader: inout JSONReader) throws(JSONReader.GivesUp) {
        var action = DeltaAction()
        try reader.object { (reader, name) throws(GivesUp) in
            switch name {
            case "add": action.add = try reader.optional { (reader) throws(GivesUp) in try Add(&reader) }
            case "remove": action.remove = try reader.optional { (reader) throws(GivesUp) in try Remove(&reader) }
            case "txn": action.txn = try reader.optional { (reader) throws(GivesUp) in try Transaction(&reader) }
            case "protocol": action.protocol = try reader.optional { (reader) throws(GivesUp) in try ProtocolVersion(&reader) }
            case "metaData": action.metaData = try reader.optional { (reader) throws(GivesUp) in try Metadata(&reader) }
            default: try reader.skip()
            }
        }
        self = action
    }
}

extension DeltaAction.Add {
    fileprivate init(_ reader: inout JSONReader) throws(JSONReader.GivesUp) {
        var path: String?
        var partitionValues: [String: JSONText?]?
        var size: Int64?
        var modificationTime: Int64?
        var dataChange: Bool?
        var stats: JSONText?
        var tags: [String: JSONText?]?
        try reader.object { (reader, name) throws(JSONReader.GivesUp) in
            switch name {
            case "path": path = try reader.text().string
            case "partitionValues": partitionValues = try texts(&reader)
            case "size": size = try reader.integer()
            case "modificationTime": modificationTime = try reader.integer()
            case "dataChange": dataChange = try reader.bool()
            case "stats": stats = try reader.optional { (reader) throws(JSONReader.GivesUp) in try reader.text() }
            case "tags": tags = try reader.optional(texts)
            default: try reader.skip()
            }
        }
        guard let path, let partitionValues, let size, let modificationTime, let dataChange else { throw JSONReader.GivesUp() }
        self.init(
            path: path, partitionValues: partitionValues.mapValues { $0?.string }, size: size, modificationTime: modificationTime,
            dataChange: dataChange, stats: stats, tags: tags)
    }
}

extension DeltaAction.Remove {
    fileprivate init(_ reader: inout JSONReader) throws(JSONReader.GivesUp) {
        var path: String?
        var dataChange: Bool?
        var remove = DeltaAction.Remove(path: "")
        try reader.object { (reader, name) throws(JSONReader.GivesUp) in
            switch name {
            case "path": path = try reader.text().string
            case "dataChange": dataChange = try reader.bool()
            case "deletionTimestamp":
                remove.deletionTimestamp = try reader.optional { (reader) throws(JSONReader.GivesUp) in try reader.integer() }
            case "extendedFileMetadata":
                remove.extendedFileMetadata = try reader.optional { (reader) throws(JSONReader.GivesUp) in try reader.bool() }
            case "partitionValues": remove.partitionValues = try reader.optional(texts)?.mapValues { $0?.string }
            case "size": remove.size = try reader.optional { (reader) throws(JSONReader.GivesUp) in try reader.integer() }
            default: try reader.skip()
            }
        }
        guard let path, let dataChange else { throw JSONReader.GivesUp() }
        remove.path = path
        remove.dataChange = dataChange
        self = remove
    }
}

extension DeltaAction.Transaction {
    fileprivate init(_ reader: inout JSONReader) throws(JSONReader.GivesUp) {
        var appId: String?
        var version: Int64?
        var lastUpdated: Int64?
        try reader.object { (reader, name) throws(JSONReader.GivesUp) in
            switch name {
            case "appId": appId = try reader.text().string
            case "version": version = try reader.integer()
            case "lastUpdated": lastUpdated = try reader.optional { (reader) throws(JSONReader.GivesUp) in try reader.integer() }
            default: try reader.skip()
            }
        }
        guard let appId, let version else { throw JSONReader.GivesUp() }
        self.init(appId: appId, version: version, lastUpdated: lastUpdated)
    }
}

/// An object of texts and nulls.
private func texts(_ reader: inout JSONReader) throws(JSONReader.GivesUp) -> [String: JSONText?] {
    var found: [String: JSONText?] = [:]
    try reader.object { (reader, name) throws(JSONReader.GivesUp) in
        found[name.string] = .some(try reader.optional { (reader) throws(JSONReader.GivesUp) in try reader.text() })
    }
    return found
}
