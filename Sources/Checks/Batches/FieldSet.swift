import Records

/// A set of fields of one table, one bit each by their position in `RegistryTable.fields`.
package struct FieldSet: Sendable, Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    package init() {}

    /// Reads `a,b,c`, the spelling of `unreadable` and of `files.fields`. Unknown names are left out.
    package init(names: String, in table: RegistryTable) {
        for name in names.split(separator: ",") {
            if let index = FieldIndex.of(String(name), in: table) { insert(index) }
        }
    }

    package mutating func insert(_ field: Int) {
        if field < 64 { low |= 1 << UInt64(field) } else { high |= 1 << UInt64(field - 64) }
    }

    package func contains(_ field: Int) -> Bool {
        field < 64 ? (low >> UInt64(field)) & 1 != 0 : (high >> UInt64(field - 64)) & 1 != 0
    }

    package var isEmpty: Bool { low | high == 0 }
}

/// Positions of fields by name.
package enum FieldIndex {
    private static let positions: [RegistryTable: [String: Int]] = {
        var positions: [RegistryTable: [String: Int]] = [:]
        for table in RegistryTable.allCases {
            positions[table] = Dictionary(
                table.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        }
        return positions
    }()

    package static func of(_ name: String, in table: RegistryTable) -> Int? { positions[table]?[name] }

    /// For names that stand in our own code.
    package static func known(_ name: String, in table: RegistryTable) -> Int {
        guard let index = of(name, in: table) else { preconditionFailure("\(table) has no field \(name)") }
        return index
    }
}
