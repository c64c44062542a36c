import Columnar
import Records

/// What the store knows of a table before it exists.
package struct TableDefinition: Sendable {
    let name: String
    let schema: Schema

    static let all = RegistryTable.allCases.map { TableDefinition(name: $0.storeName, schema: $0.schema) }

    /// Columns whose smallest and largest value stand in the log: addresses and keys that prune, no personal data.
    ///
    /// Everything else stays out, because the log is plain text that tools copy around.
    package static let statisticsColumns: Set<String> = [
        "file", "sheet", "row", "school_id", "campus_no", "class_no", "grade", "entry_month", "rule_id", "severity",
    ]

    /// The first log entry: protocol and columns.
    func creation(clock: Int64) -> [DeltaAction] {
        let version = DeltaAction.ProtocolVersion(
            minReaderVersion: DeltaLog.readerVersion, minWriterVersion: DeltaLog.writerVersion)
        let metadata = DeltaAction.Metadata(
            id: identifier, name: name, schemaString: JSONText(DeltaSchema.encode(schema)), createdTime: clock)
        return [DeltaAction(protocol: version), DeltaAction(metaData: metadata)]
    }

    /// A UUID that depends on the name only, so that equal input gives equal bytes.
    ///
    /// **Source**: RFC 9562, version 8.
    private var identifier: String {
        var bytes = Array(SHA256Digest.bytes(Array("xueji table \(name)".utf8).span).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Array(Digest.hex(bytes).utf8)
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: hex[$0], as: UTF8.self) }
            .joined(separator: "-")
    }
}
