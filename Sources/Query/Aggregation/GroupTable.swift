import Columnar

/// Distinct combinations of key values with a number each, in order of first appearance. A null is a value of its own.
struct GroupTable: Sendable {
    private let types: [SQLType]
    private var texts: [TextTable]
    /// For each key the code of each group: a number, the bits of a fraction, or the number of a text; 0 for a null.
    private var codes: [[UInt64]]
    /// For each group one bit a key: whether it is null.
    private var nulls: [UInt64] = []
    private var hashes: [UInt64] = []
    /// Group + 1; 0 is free.
    private var slots = [UInt32](repeating: 0, count: 64)

    var count: Int { nulls.count }
    /// Bytes in use, roughly.
    var byteCount: Int { texts.reduce(0) { $0 + $1.byteCount } + count * (8 * types.count + 24) + slots.count * 4 }

    init(types: [SQLType]) {
        self.types = types
        texts = types.map { _ in TextTable() }
        codes = types.map { _ in [] }
    }

    /// The group of each row, new ones included.
    mutating func groups(of keys: [Vector], count: Int) throws(QueryError) -> [UInt32] {
        if keys.isEmpty {
            if nulls.isEmpty, count > 0 { _ = insert([], 0, hash: 0) }
            return [UInt32](repeating: 0, count: count)
        }
        if let domain = SmallDomain(keys, count: count) { return try groups(of: keys, domain, count: count) }
        var rowCodes: [[UInt64]] = []
        var rowNulls = [UInt64](repeating: 0, count: count)
        var rowHashes = [UInt64](repeating: 0, count: count)
        for (index, key) in keys.enumerated() {
            var own = try encode(key.expanded(), index)
            // What stands in a null slot must not tell nulls apart.
            if let validity = key.rowValidity { for row in own.indices where !validity[row] { own[row] = 0 } }
            GroupTable.add(own, key.rowValidity, index, &rowHashes, &rowNulls)
            rowCodes.append(own)
        }
        var result = [UInt32](repeating: 0, count: count)
        var row = [UInt64](repeating: 0, count: keys.count)
        for index in 0..<count {
            for key in row.indices { row[key] = rowCodes[key][index] }
            result[index] = insert(row, rowNulls[index], hash: rowHashes[index])
        }
        return result
    }

    private static func add(_ own: [UInt64], _ validity: Bitmap?, _ index: Int, _ hashes: inout [UInt64], _ nulls: inout [UInt64]) {
        for row in hashes.indices { hashes[row] = Hash64.combine(hashes[row], own[row]) }
        guard let validity else { return }
        for row in nulls.indices where !validity[row] { nulls[row] |= 1 << UInt64(index) }
    }

    /// Combinations of few values: each is looked up once a batch.
    private mutating func groups(of keys: [Vector], _ domain: SmallDomain, count: Int) throws(QueryError) -> [UInt32] {
        var known = [UInt32](repeating: .max, count: domain.size)
        var result = [UInt32](repeating: 0, count: count)
        for row in 0..<count {
            let place = Int(domain.places[row])
            var group = known[place]
            if group == .max {
                group = try self.group(of: keys, row: row)
                known[place] = group
            }
            result[row] = group
        }
        return result
    }

    private mutating func group(of keys: [Vector], row: Int) throws(QueryError) -> UInt32 {
        var rowCodes: [UInt64] = []
        var null: UInt64 = 0
        var hash: UInt64 = 0
        for (index, key) in keys.enumerated() {
            var code: UInt64 = 0
            if key.isValid(row) { code = try self.code(key, row, index) } else { null |= 1 << UInt64(index) }
            rowCodes.append(code)
            hash = Hash64.combine(hash, code)
        }
        return insert(rowCodes, null, hash: hash)
    }

    private mutating func code(_ key: Vector, _ row: Int, _ index: Int) throws(QueryError) -> UInt64 {
        let place = row & key.mask
        return switch key.storage {
        case .bool(let values): values[place] ? 1 : 0
        case .int(let values): UInt64(bitPattern: values[place])
        case .double(let values): UInt64(bitPattern: DoubleOrder.key(values[place]))
        case .text(let values): UInt64(try texts[index].intern(values.values.span(values.entry(place))))
        }
    }

    private mutating func encode(_ key: Vector, _ index: Int) throws(QueryError) -> [UInt64] {
        switch key.storage {
        case .bool(let values): return (0..<key.count).map { values[$0] ? 1 : 0 }
        case .int(let values): return values.map { UInt64(bitPattern: $0) }
        case .double(let values):
            return (0..<key.count).map { key.isValid($0) ? UInt64(bitPattern: DoubleOrder.key(values[$0])) : 0 }
        case .text(let values):
            return try texts[index].intern(values, rowCount: key.count, validity: key.validity).map(UInt64.init)
        }
    }

    private mutating func insert(_ row: [UInt64], _ null: UInt64, hash: UInt64) -> UInt32 {
        let hash = Hash64.combine(hash, null)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let group = Int(slots[slot] - 1)
            if hashes[group] == hash, nulls[group] == null, isEqual(row, group) { return UInt32(group) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let group = UInt32(count)
        slots[slot] = group + 1
        for key in row.indices { codes[key].append(row[key]) }
        nulls.append(null)
        hashes.append(hash)
        if hashes.count * 2 > slots.count { grow() }
        return group
    }

    private func isEqual(_ row: [UInt64], _ group: Int) -> Bool {
        for key in row.indices where codes[key][group] != row[key] { return false }
        return true
    }

    private mutating func grow() {
        var next = [UInt32](repeating: 0, count: slots.count * 2)
        for (group, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (next.count - 1)
            while next[slot] != 0 { slot = (slot + 1) & (next.count - 1) }
            next[slot] = UInt32(group) + 1
        }
        slots = next
    }

    /// The values of a key for all groups.
    func key(_ index: Int) -> Vector {
        let bit = UInt64(1) << UInt64(index)
        var validity: Bitmap?
        if nulls.contains(where: { $0 & bit != 0 }) { validity = Bitmap(count: count) { nulls[$0] & bit == 0 } }
        let own = codes[index]
        switch types[index] {
        case .boolean: return .bools(Bitmap(count: count) { own[$0] == 1 }, validity)
        case .integer, .bigint, .date: return .ints(own.map { Int64(bitPattern: $0) }, types[index], validity)
        case .double:
            let values = own.map { DoubleOrder.value(of: Int64(bitPattern: $0)) }
            return Vector.doubles(values, validity).clearedNulls()
        case .text, .unknown:
            let values = texts[index].count == 0 ? StringColumn([""]) : texts[index].finish()
            return .texts(TextVector(values: values, codes: own.map { UInt32(truncatingIfNeeded: $0) }), count: count, validity)
        }
    }
}

extension GroupTable {
    /// The group of each row without adding any; `.max` where there is none, or where a key is null.
    func find(_ keys: [Vector], count: Int) -> [UInt32] {
        var result = [UInt32](repeating: .max, count: count)
        var rowCodes: [[UInt64]] = []
        var present: Bitmap?
        for (index, key) in keys.enumerated() {
            let (own, found) = lookup(key.expanded(), index)
            rowCodes.append(own)
            present = Bitmap.intersection(present, Bitmap.intersection(found, key.rowValidity))
        }
        var row = [UInt64](repeating: 0, count: keys.count)
        for index in 0..<count where present.map({ $0[index] }) ?? true {
            var hash: UInt64 = 0
            for key in row.indices {
                row[key] = rowCodes[key][index]
                hash = Hash64.combine(hash, row[key])
            }
            result[index] = find(row, hash: Hash64.combine(hash, 0))
        }
        return result
    }

    private func find(_ row: [UInt64], hash: UInt64) -> UInt32 {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let group = Int(slots[slot] - 1)
            if hashes[group] == hash, nulls[group] == 0, isEqual(row, group) { return UInt32(group) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return .max
    }

    /// Codes, and which rows have one.
    private func lookup(_ key: Vector, _ index: Int) -> ([UInt64], Bitmap?) {
        switch key.storage {
        case .bool(let values): return ((0..<key.count).map { values[$0] ? 1 : 0 }, nil)
        case .int(let values): return (values.map { UInt64(bitPattern: $0) }, nil)
        case .double(let values): return (values.map { UInt64(bitPattern: DoubleOrder.key($0)) }, nil)
        case .text(let values):
            var known = [UInt32?](repeating: nil, count: values.values.count)
            var found = Bitmap(repeating: true, count: key.count)
            var result = [UInt64](repeating: 0, count: key.count)
            for row in 0..<key.count where key.isValid(row) {
                let entry = values.entry(row)
                if known[entry] == nil { known[entry] = texts[index].find(values.values.span(entry)) ?? .max }
                if known[entry]! == .max { found.set(row, to: false) } else { result[row] = UInt64(known[entry]!) }
            }
            return (result, found)
        }
    }
}
