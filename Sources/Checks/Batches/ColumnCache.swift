import Columnar
import Records
import Synchronization

/// Columns of pupils that are asked for again after the pass: group rules fetch their members, and every finding its record.
///
/// A column is kept as it was read, some 55 bytes a pupil for all of them; what does not fit is read again.
final class ColumnCache: Sendable {
    /// Places, and what names a pupil.
    private static let names: Set<String> = ["file", "sheet", "row", "school_id", "name", "birth_date", "id_number", "id_key", "id_type"]
    /// **Units**: bytes. A province of 6.7 million pupils fits.
    private static let budget = 512 << 20

    private struct Key: Hashable {
        let partition: Int
        let name: String
    }

    private struct State {
        var columns: [Key: Column] = [:]
        var byteCount = 0
    }

    private let state = Mutex(State())

    func column(_ table: RegistryTable, _ partition: Int, _ name: String) -> Column? {
        guard table == .student, Self.names.contains(name) else { return nil }
        return state.withLock { $0.columns[Key(partition: partition, name: name)] }
    }

    func keep(_ column: Column, _ table: RegistryTable, _ partition: Int, _ name: String) {
        guard table == .student, Self.names.contains(name) else { return }
        let size = column.memoryByteCount
        state.withLock { state in
            guard state.byteCount + size <= Self.budget else { return }
            state.byteCount += size
            state.columns[Key(partition: partition, name: name)] = column
        }
    }
}

extension Column {
    /// What the values take in memory, about.
    fileprivate var memoryByteCount: Int {
        switch self {
        case .bool: count / 8
        case .int8: count
        case .int16: count * 2
        case .int32, .date: count * 4
        case .int64: count * 8
        case .utf8(let column): column.bytes.count + column.offsets.count * 4
        case .dictionary(let column):
            column.values.bytes.count + column.values.offsets.count * 4
                + count * (column.values.count <= 256 ? 1 : column.values.count <= 65536 ? 2 : 4)
        }
    }
}
