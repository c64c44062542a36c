/// The actions that stand in a log by the hundred, read without the library's decoder; nil for all others.
extension DeltaAction {
    package init?(scanning line: [UInt8]) {
        guard let members = JSONScan(line)?.object else { return nil }
        self.init()
        for (name, value) in members where value != .null {
            switch name {
            case "add":
                guard let add = Add(value) else { return nil }
                self.add = add
            case "remove":
                guard let remove = Remove(value) else { return nil }
                self.remove = remove
            case "txn":
                guard let transaction = Transaction(value) else { return nil }
                txn = transaction
            case "protocol", "metaData": return nil
            default: break
            }
        }
    }
}

extension DeltaAction.Add {
    fileprivate init?(_ value: JSONScan) {
        guard let members = value.object, let path = members["path"]?.string,
            let partitionValues = members["partitionValues"].flatMap(texts), let size = members["size"]?.integer,
            let modificationTime = members["modificationTime"]?.integer, let dataChange = members["dataChange"]?.bool,
            let stats = optional(members["stats"], \.string), let tags = optional(members["tags"], texts)
        else { return nil }
        self.init(
            path: path, partitionValues: partitionValues, size: size, modificationTime: modificationTime, dataChange: dataChange,
            stats: stats, tags: tags)
    }
}

extension DeltaAction.Remove {
    fileprivate init?(_ value: JSONScan) {
        guard let members = value.object, let path = members["path"]?.string, let dataChange = members["dataChange"]?.bool,
            let deletionTimestamp = optional(members["deletionTimestamp"], \.integer),
            let extendedFileMetadata = optional(members["extendedFileMetadata"], \.bool),
            let partitionValues = optional(members["partitionValues"], texts), let size = optional(members["size"], \.integer)
        else { return nil }
        self.init(
            path: path, deletionTimestamp: deletionTimestamp, dataChange: dataChange,
            extendedFileMetadata: extendedFileMetadata, partitionValues: partitionValues, size: size)
    }
}

extension DeltaAction.Transaction {
    fileprivate init?(_ value: JSONScan) {
        guard let members = value.object, let appId = members["appId"]?.string, let version = members["version"]?.integer,
            let lastUpdated = optional(members["lastUpdated"], \.integer)
        else { return nil }
        self.init(appId: appId, version: version, lastUpdated: lastUpdated)
    }
}

extension JournalEntry {
    package init?(scanning bytes: [UInt8]) {
        guard let members = JSONScan(bytes)?.object, let sequence = members["sequence"]?.integer,
            let tables = values(members["tables"] ?? .null, Table.init)
        else { return nil }
        self.init(sequence: sequence, tables: tables)
    }
}

extension JournalEntry.Table {
    fileprivate init?(_ value: JSONScan) {
        guard let members = value.object, let version = members["version"]?.integer,
            let entry = optional(members["entry"], \.string)
        else { return nil }
        self.init(version: version, entry: entry)
    }
}

extension DeltaStatistics {
    /// Nil for fractions, truth values and nested values, which other writers note too.
    package init?(scanning text: String) {
        guard let members = JSONScan(Array(text.utf8))?.object, let count = members["numRecords"]?.integer,
            let rowCount = Int(exactly: count), let nulls = values(members["nullCount"], { $0.integer.flatMap { Int(exactly: $0) } }),
            let smallest = values(members["minValues"], FileStatistics.Value.init),
            let largest = values(members["maxValues"], FileStatistics.Value.init)
        else { return nil }
        self.init(rowCount: rowCount, FileStatistics())
        minValues = smallest
        maxValues = largest
        nullCount = nulls
    }
}

extension FileStatistics.Value {
    fileprivate init?(_ value: JSONScan) {
        switch value {
        case .integer(let number): self = .integer(number)
        case .string(let text): self = .text(text)
        default: return nil
        }
    }
}

/// A member that may be absent or null: nil inside when it is, nil outside when it is something else than expected.
private func optional<Value>(_ member: JSONScan?, _ read: (JSONScan) -> Value?) -> Value?? {
    guard let member, member != .null else { return .some(nil) }
    return read(member).map(Optional.some)
}

/// An object of texts and nulls.
private func texts(_ value: JSONScan) -> [String: String?]? {
    guard let members = value.object, members.values.allSatisfy({ $0 == .null || $0.string != nil }) else { return nil }
    return members.mapValues(\.string)
}

/// An object of values of one kind; empty when it is absent.
private func values<Value>(_ member: JSONScan?, _ read: (JSONScan) -> Value?) -> [String: Value]? {
    guard let member else { return [:] }
    guard let members = member.object else { return nil }
    let values = members.compactMapValues(read)
    return values.count == members.count ? values : nil
}
