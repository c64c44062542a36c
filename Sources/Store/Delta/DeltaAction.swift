/// One line of a Delta log entry; the members that are not understood here are left out.
///
/// **Source**: Delta Transaction Log Protocol, "Actions".
package struct DeltaAction: Codable, Equatable, Sendable {
    var commitInfo: CommitInfo?
    var `protocol`: ProtocolVersion?
    var metaData: Metadata?
    var add: Add?
    var remove: Remove?
    var txn: Transaction?

    private enum CodingKeys: String, CodingKey {
        case commitInfo, `protocol`, metaData, add, remove, txn
    }

    init(
        commitInfo: CommitInfo? = nil, protocol: ProtocolVersion? = nil, metaData: Metadata? = nil, add: Add? = nil,
        remove: Remove? = nil, txn: Transaction? = nil
    ) {
        self.commitInfo = commitInfo
        self.protocol = `protocol`
        self.metaData = metaData
        self.add = add
        self.remove = remove
        self.txn = txn
    }

    /// Leaves `commitInfo` out: every writer fills it as it likes, and nothing depends on it.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.protocol = try members.decodeIfPresent(ProtocolVersion.self, forKey: .protocol)
        metaData = try members.decodeIfPresent(Metadata.self, forKey: .metaData)
        add = try members.decodeIfPresent(Add.self, forKey: .add)
        remove = try members.decodeIfPresent(Remove.self, forKey: .remove)
        txn = try members.decodeIfPresent(Transaction.self, forKey: .txn)
    }

    struct ProtocolVersion: Codable, Equatable, Sendable {
        var minReaderVersion: Int
        var minWriterVersion: Int
    }

    struct Metadata: Codable, Equatable, Sendable {
        var id: String
        var name: String?
        var format = Format()
        var schemaString: JSONText
        var partitionColumns: [String] = []
        var configuration: [String: String] = [:]
        /// Milliseconds since 1970-01-01.
        var createdTime: Int64?
    }

    struct Format: Codable, Equatable, Sendable {
        var provider = "parquet"
        var options: [String: String] = [:]
    }

    struct Add: Codable, Equatable, Sendable {
        /// Relative to the table's folder, percent-encoded.
        var path: String
        var partitionValues: [String: String?] = [:]
        var size: Int64
        /// Milliseconds since 1970-01-01.
        var modificationTime: Int64
        var dataChange = true
        /// JSON in a string: `numRecords`, `minValues`, `maxValues`, `nullCount`.
        var stats: JSONText?
        var tags: [String: JSONText?]?
    }

    struct Remove: Codable, Equatable, Sendable {
        var path: String
        /// Milliseconds since 1970-01-01.
        var deletionTimestamp: Int64?
        var dataChange = true
        var extendedFileMetadata: Bool?
        var partitionValues: [String: String?]?
        var size: Int64?
    }

    struct Transaction: Codable, Equatable, Sendable {
        var appId: String
        var version: Int64
        var lastUpdated: Int64?
    }

    struct CommitInfo: Encodable, Equatable, Sendable {
        var timestamp: Int64
        var operation: String
        var operationParameters: [String: String] = [:]
        var engineInfo: String
    }
}
