import Columnar

/// ORDER BY: all rows in one order; with a limit, each partition first gives only its own first rows.
struct Sorting {
    let keys: [SortBy]
    let limit: Int?
    let types: [SQLType]
    let execution: Execution

    func run(_ input: any BatchProducer, _ needed: Set<Int>) throws(QueryError) -> any BatchProducer {
        try execution.spilling { () throws(QueryError) -> any BatchProducer in
            try inMemory(input, needed)
        } _: { () throws(QueryError) -> any BatchProducer in
            try onDisk(input, needed)
        }
    }

    private func inMemory(_ input: any BatchProducer, _ needed: Set<Int>) throws(QueryError) -> Materialised {
        let parts = try Parallel.map(input.partitionCount, threads: execution.threads) { (partition) throws(QueryError) in
            try self.part(of: input, partition, needed)
        }
        // All rows as one part, and once more in their order.
        let copies = 2 * parts.reduce(0) { $0 + $1.vectors.reduce(0) { $0 + ($1?.byteCount ?? 0) } }
        try execution.memory.add(copies, ("排序", "sorting"))
        defer { execution.memory.remove(copies) }
        let all = try Materialised(parts: parts.filter { $0.rowCount > 0 }).joined(types: types)
        let sorted = try ordered(VectorBatch(all.vectors, rowCount: all.rowCount), needed)
        return Materialised(parts: sorted.rowCount > 0 ? [sorted] : [])
    }

    private func part(
        of input: any BatchProducer, _ partition: Int, _ needed: Set<Int>
    ) throws(QueryError) -> (vectors: [Vector?], rowCount: Int) {
        guard let limit, limit < 100_000 else { return try input.part(partition, needed, types.count, execution) }
        let batch = try input.batch(partition)
        let best = batch.rowCount > limit ? SelectedBatch(batch, rows: try order(of: batch)) : batch
        var vectors = [Vector?](repeating: nil, count: types.count)
        for column in needed { vectors[column] = try best.column(column) }
        try execution.memory.add(vectors.reduce(0) { $0 + ($1?.byteCount ?? 0) }, ("排序", "sorting"))
        return (vectors, best.rowCount)
    }

    private func ordered(_ batch: Batch, _ needed: Set<Int>) throws(QueryError) -> (vectors: [Vector?], rowCount: Int) {
        let rows = try order(of: batch)
        var vectors = [Vector?](repeating: nil, count: types.count)
        for column in needed { vectors[column] = try batch.column(column).gather(rows) }
        return (vectors, rows.count)
    }

    /// Row numbers in the order of the keys, at most `limit`; equal rows keep their order.
    func order(of batch: Batch) throws(QueryError) -> [UInt32] {
        let rows = try RowOrder.rows(of: batch, by: keys)
        guard let limit, limit < rows.count else { return rows }
        return Array(rows.prefix(limit))
    }
}

enum RowOrder {
    static func rows(of batch: Batch, by keys: [SortBy]) throws(QueryError) -> [UInt32] {
        var fields: [Field] = []
        var columns: [Column] = []
        var sortKeys: [SortKey] = []
        for (index, key) in keys.enumerated() {
            let column = try key.expression.evaluate(batch).expanded().clearedNulls().orderingColumn
            fields.append(Field("\(index)", column.type))
            columns.append(column)
            sortKeys.append(SortKey("\(index)", ascending: key.isAscending, nulls: key.nullsFirst ? .first : .last))
        }
        return RecordBatch(schema: Schema(fields), columns: columns, rowCount: batch.rowCount).sortedIndices(by: sortKeys)
    }
}

extension Vector {
    /// A column that orders like the values.
    fileprivate var orderingColumn: Column {
        switch storage {
        case .bool(let values): .bool(BoolColumn(values: values, validity: validity))
        case .int(let values): .int64(PrimitiveColumn(values: values, validity: validity))
        case .double(let values): .int64(PrimitiveColumn(values: values.map(DoubleOrder.key), validity: validity))
        case .text(let texts):
            if let codes = texts.codes {
                .dictionary(DictionaryColumn(indices: codes, values: texts.values, validity: validity))
            } else {
                .utf8(StringColumn(offsets: texts.values.offsets, bytes: texts.values.bytes, validity: validity))
            }
        }
    }
}

/// LIMIT and OFFSET without an order: the first rows in the order of the partitions, which are made only until there are enough.
struct Limiting {
    let count: Int?
    let offset: Int
    let execution: Execution

    func run(_ input: any BatchProducer, _ needed: Set<Int>, width: Int) throws(QueryError) -> Materialised {
        var parts: [(vectors: [Vector?], rowCount: Int)] = []
        var skip = offset
        var left = count ?? Int.max
        for partition in 0..<input.partitionCount where left > 0 {
            let batch = try input.batch(partition)
            if batch.rowCount <= skip {
                skip -= batch.rowCount
                continue
            }
            let taken = min(left, batch.rowCount - skip)
            let rows = (UInt32(skip)..<UInt32(skip + taken)).map { $0 }
            let part = taken == batch.rowCount ? batch : SelectedBatch(batch, rows: rows)
            var vectors = [Vector?](repeating: nil, count: width)
            for column in needed { vectors[column] = try part.column(column) }
            try execution.memory.add(vectors.reduce(0) { $0 + ($1?.byteCount ?? 0) }, ("结果", "the result"))
            parts.append((vectors, taken))
            left -= taken
            skip = 0
        }
        return Materialised(parts: parts)
    }
}
