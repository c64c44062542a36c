import Columnar

/// Distinct combinations of key values with a number each, in order of first appearance. A null is a value of its own.
struct GroupTable: Sendable {
    private let types: [SQLType]
    private var texts: [TextTable]
    /// Group after group the code of each key: a number, the bits of a fraction, or the number of a text; 0 for a null.
    private var codes: [UInt64] = []
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
    }

    /// The group of each row, new ones included.
    mutating func groups(of keys: [Vector], count: Int) throws(QueryError) -> [UInt32] { try assign(keys, count: count).rows }

    /// The same in the shortest form: keys are looked at once a run where they come in runs, and combinations of few values are looked
    /// up once a batch.
    mutating func assign(_ keys: [Vector], count: Int) throws(QueryError) -> RowGroups {
        if count == 0 { return RowGroups([]) }
        if keys.isEmpty { return RowGroups.one(insert([], at: 0, nulls: 0, hash: 0), count: count) }
        if keys.allSatisfy(\.isConstant) {
            return RowGroups.one(try rowByRow(keys.map { $0.gather([0]) }, count: 1)[0], count: count)
        }
        if let starts = KeyRuns.starts(keys, count: count) {
            let groups = try placed(keys.map { $0.gather(starts) }, count: starts.count).rows
            return RowGroups(.runs(starts: starts, groups: groups), count: count)
        }
        return try placed(keys, count: count)
    }

    private mutating func placed(_ keys: [Vector], count: Int) throws(QueryError) -> RowGroups {
        guard let domain = SmallDomain(keys, count: count) else { return RowGroups(try rowByRow(keys, count: count)) }
        let places = PlaceCounts(domain.places, size: domain.size)
        let found = try rowByRow(keys.map { $0.gather(places.firstRows) }, count: places.firstRows.count)
        var groups = [UInt32](repeating: .max, count: domain.size)
        for (row, group) in zip(places.firstRows, found) { groups[domain.places[Int(row)]] = group }
        return RowGroups(.placed(domain.places, counts: places.counts, groups: groups), count: count)
    }

    /// The plain way.
    private mutating func rowByRow(_ keys: [Vector], count: Int) throws(QueryError) -> [UInt32] {
        var rows = CodedRows(count: count, keyCount: keys.count)
        for (index, key) in keys.enumerated() { rows.add(try encode(key, index), key, index) }
        var result = [UInt32](repeating: 0, count: count)
        for row in 0..<count { result[row] = insert(rows.codes, at: row * keys.count, nulls: rows.nulls[row], hash: rows.hashes[row]) }
        return result
    }

    /// The codes of all rows; of a constant one.
    private mutating func encode(_ key: Vector, _ index: Int) throws(QueryError) -> [UInt64] {
        let count = key.isConstant ? 1 : key.count
        switch key.storage {
        case .bool(let values): return (0..<count).map { values[$0] ? 1 : 0 }
        case .int(let values): return values.map { UInt64(bitPattern: $0) }
        case .double(let values): return values.map { UInt64(bitPattern: DoubleOrder.key($0)) }
        case .text(let values): return try texts[index].intern(values, rowCount: count, validity: key.validity).map(UInt64.init)
        }
    }

    /// The group of a row, whose codes stand in `row` from `first` on.
    private mutating func insert(_ row: [UInt64], at first: Int, nulls null: UInt64, hash: UInt64) -> UInt32 {
        let hash = Hash64.combine(hash, null)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let group = Int(slots[slot] - 1)
            if hashes[group] == hash, nulls[group] == null, isEqual(row, first, group) { return UInt32(group) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let group = UInt32(count)
        slots[slot] = group + 1
        for key in types.indices { codes.append(row[first + key]) }
        nulls.append(null)
        hashes.append(hash)
        if hashes.count * 2 > slots.count { grow() }
        return group
    }

    private func isEqual(_ row: [UInt64], _ first: Int, _ group: Int) -> Bool {
        for key in types.indices where codes[group * types.count + key] != row[first + key] { return false }
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
        let own = stride(from: index, to: codes.count, by: types.count).map { codes[$0] }
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
        var rows = CodedRows(count: count, keyCount: keys.count)
        var present: Bitmap?
        for (index, key) in keys.enumerated() {
            let (own, found) = lookup(key.expanded(), index)
            rows.add(own, key, index)
            present = Bitmap.intersection(present, Bitmap.intersection(found, key.rowValidity))
        }
        for row in 0..<count where present.map({ $0[row] }) ?? true {
            result[row] = find(rows.codes, at: row * keys.count, hash: Hash64.combine(rows.hashes[row], 0))
        }
        return result
    }

    private func find(_ row: [UInt64], at first: Int, hash: UInt64) -> UInt32 {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let group = Int(slots[slot] - 1)
            if hashes[group] == hash, nulls[group] == 0, isEqual(row, first, group) { return UInt32(group) }
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

/// Rows of keys as numbers.
private struct CodedRows {
    private let keyCount: Int
    /// Row after row the code of each key.
    private(set) var codes: [UInt64]
    /// For each row one bit a key: whether it is null.
    private(set) var nulls: [UInt64]
    private(set) var hashes: [UInt64]

    init(count: Int, keyCount: Int) {
        self.keyCount = keyCount
        codes = [UInt64](repeating: 0, count: count * keyCount)
        nulls = [UInt64](repeating: 0, count: count)
        hashes = nulls
    }

    /// Adds the codes of a key, one a row or one for all rows of a constant. What stands in a null slot must not tell nulls apart.
    mutating func add(_ own: [UInt64], _ key: Vector, _ index: Int) {
        let mask = own.count == 1 ? 0 : ~0
        let validity = key.rowValidity
        for row in hashes.indices {
            var code = own[row & mask]
            if let validity, !validity[row] {
                code = 0
                nulls[row] |= 1 << UInt64(index)
            }
            codes[row * keyCount + index] = code
            hashes[row] = Hash64.combine(hashes[row], code)
        }
    }
}
