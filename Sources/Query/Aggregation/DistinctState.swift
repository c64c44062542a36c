import Columnar

/// An aggregate over the different values of each group: keeps those, and takes them in at the end in order of first appearance.
struct DistinctState: Accumulator {
    private let inner: any Accumulator
    private let type: SQLType
    /// Group and value.
    private var pairs: GroupTable

    init(_ inner: any Accumulator, type: SQLType) {
        self.inner = inner
        self.type = type
        pairs = GroupTable(types: [.bigint, type])
    }

    mutating func add(_ vector: Vector?, groups: RowGroups, groupCount: Int, rows: Bitmap?) throws(QueryError) {
        guard let vector else { return }
        let kept = rows.map { $0.setIndices() }
        let values = kept.map(vector.gather) ?? vector
        if values.count == 0 { return }
        let own: Vector =
            if case .runs(_, let own) = groups.form, own.count == 1 {
                .constant(.int(Int64(own[0])), .bigint, count: values.count)
            } else {
                .ints(kept.map { $0.map { Int64(groups.rows[Int($0)]) } } ?? groups.rows.map(Int64.init), .bigint, nil)
            }
        _ = try pairs.assign([own, values], count: values.count)
    }

    mutating func merge(_ other: DistinctState, groups: [UInt32], groupCount: Int) throws(QueryError) {
        guard other.pairs.count > 0 else { return }
        let mapped = other.pairs.key(0).intValues.map { Int64(groups[Int($0)]) }
        _ = try pairs.assign([.ints(mapped, .bigint, nil), other.pairs.key(1)], count: mapped.count)
    }

    func finish(groupCount: Int) throws(QueryError) -> Vector {
        var result = inner
        let groups = pairs.count == 0 ? [] : pairs.key(0).intValues.map { UInt32(truncatingIfNeeded: $0) }
        let values = pairs.count == 0 ? nil : pairs.key(1)
        try result.add(values, groups: RowGroups(groups), groupCount: groupCount, rows: nil)
        return try result.finish(groupCount: groupCount)
    }

    var byteCount: Int { pairs.byteCount }
}

/// `approx_count_distinct`: a sketch a group, with the standard error of `HyperLogLog.relativeError`.
struct SketchState: Accumulator {
    /// nil until the first value of the group.
    private var sketches: [HyperLogLog?] = []

    mutating func add(_ vector: Vector?, groups: RowGroups, groupCount: Int, rows: Bitmap?) {
        sketches.extend(to: groupCount, nil)
        guard let vector else { return }
        let groups = groups.rows
        let mask = vector.mask
        switch vector.storage {
        case .int(let values): forEachRow(groups.count, rows) { take(Hash64.number(UInt64(bitPattern: values[$0 & mask])), Int(groups[$0])) }
        case .double(let values):
            forEachRow(groups.count, rows) { take(Hash64.number(UInt64(bitPattern: DoubleOrder.key(values[$0 & mask]))), Int(groups[$0])) }
        case .bool(let values): forEachRow(groups.count, rows) { take(Hash64.number(values[$0 & mask] ? 1 : 0), Int(groups[$0])) }
        case .text(let texts):
            let hashes = (0..<texts.values.count).map { Hash64.bytes(texts.values.span($0)) }
            forEachRow(groups.count, rows) { take(hashes[texts.entry($0 & mask)], Int(groups[$0])) }
        }
    }

    private mutating func take(_ hash: UInt64, _ group: Int) {
        if sketches[group] == nil { sketches[group] = HyperLogLog() }
        sketches[group]?.add(hash: hash)
    }

    mutating func merge(_ other: SketchState, groups: [UInt32], groupCount: Int) {
        sketches.extend(to: groupCount, nil)
        for (index, sketch) in other.sketches.enumerated() {
            guard let sketch else { continue }
            let group = Int(groups[index])
            if sketches[group] == nil { sketches[group] = sketch } else { sketches[group]?.merge(sketch) }
        }
    }

    func finish(groupCount: Int) -> Vector {
        .ints((0..<groupCount).map { $0 < sketches.count ? Int64(sketches[$0]?.estimate ?? 0) : 0 }, .bigint, nil)
    }

    var byteCount: Int { sketches.reduce(0) { $0 + 32 + ($1 == nil ? 0 : 1 << HyperLogLog.indexBits) } }
}
