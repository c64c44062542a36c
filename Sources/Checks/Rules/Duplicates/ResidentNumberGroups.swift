import Columnar
import Records

/// Pupils with equal resident numbers: the one search that DUP-01, DUP-02 and DUP-03 share.
///
/// The pass keeps 8 bytes a pupil; names and schools are fetched for rows of repeated numbers only.
package enum ResidentNumberGroups: TableScan {
    package static let inputs: ScanInputs = [.student: GroupMember.columns + ["id_type", "id_key"]]
    package static func empty() -> KeyedRows { KeyedRows() }

    package static func scan(_ batch: TableBatch, into partial: inout KeyedRows) throws {
        let types = try batch.documentTypes()
        var keys = try batch.residentKeys()
        for row in keys.indices where types[row] != DocumentType.residentCard { keys[row] = KeyedRows.none }
        partial.append(keys, partition: batch.partition)
    }

    package static func merge(_ other: KeyedRows, into partial: inout KeyedRows) { partial.append(other) }

    /// Groups of pupils with one number, each in the order of places.
    package static func finish(_ partial: KeyedRows, _ context: CheckContext) throws -> [[GroupMember]] {
        // The key is the number itself, so that equal keys are equal values.
        let groups = partial.groups(mask: ResidentID.groupingKey(-1), threads: context.threads)
        let members = try RowFetch.rows(groups.flatMap { $0 }, of: .student, context) { batch, row in
            try GroupMember(batch, row, key: try batch.residentKeys()[row])
        }
        let order = PlaceOrder(context.places)
        var start = 0
        return groups.map { group in
            defer { start += group.count }
            return members[start..<start + group.count].sorted { order.isBefore($0.place, $1.place) }
        }
    }
}

extension Sequence where Element == GroupMember {
    /// Members side by side that agree in a value, in the order in which the values first appear.
    func split<Key: Hashable>(by key: (GroupMember) -> Key?) -> [[GroupMember]] {
        var positions: [Key: Int] = [:]
        var parts: [[GroupMember]] = []
        for member in self {
            guard let key = key(member) else { continue }
            if let position = positions[key] {
                parts[position].append(member)
            } else {
                positions[key] = parts.count
                parts.append([member])
            }
        }
        return parts
    }
}
