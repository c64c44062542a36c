import Columnar
import Testing

@Suite struct GroupedStatisticsTests {
    /// Each group's statistics are those of its rows alone.
    @Test(arguments: [true, false]) func equalStatisticsOfEachGroup(isExact: Bool) throws {
        let seed: UInt64 = 43
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let batches = [40, 0, 90, 33].map { KernelFixtures.batch(rows: $0, nullShare: 0.2, using: &random) }
        let table = MemoryTable(schema: KernelFixtures.schema, batches: batches)
        let selection: StatisticsOptions.Selection = { partition in
            partition == 2 ? Bitmap(words: [0x5555_5555_5555_5555, .max], count: 90) : nil
        }
        for selection in [nil, selection] {
            let options = StatisticsOptions(mostFrequentCount: 3, isExact: isExact, threads: 3, selection: selection)
            let names = KernelFixtures.schema.fields.map(\.name)
            let grouped = try GroupedStatistics.compute(
                over: table, columns: names,
                keys: { partition throws(ColumnarError) in [batches[partition]["small"]!, batches[partition]["code"]!] }, options: options)
            let kept = try batches.enumerated().map { index, batch in
                try selection?(index).map { batch.filter($0) } ?? batch
            }
            #expect(grouped.groups.reduce(0) { $0 + $1.rowCount } == kept.reduce(0) { $0 + $1.rowCount })
            #expect(Set(grouped.groups.map(\.keys)).count == grouped.groups.count)
            for group in grouped.groups {
                let own = kept.map { batch in
                    var bits = Bitmap()
                    for row in 0..<batch.rowCount {
                        bits.append([batch["small"]!.text(row), batch["code"]!.text(row)] == group.keys)
                    }
                    return batch.filter(bits)
                }
                for (statistics, field) in zip(group.columns, KernelFixtures.schema.fields) {
                    ColumnStatisticsTests.expectEqual(statistics, ColumnStatisticsTests.plain(field, own, mostFrequent: 3))
                }
            }
        }
    }

    /// A partition of one group is not gathered; the group goes on in the next.
    @Test func wholePartitions() throws {
        let schema = Schema([Field("n", .int32), Field("t", .utf8)])
        let batches = (0..<3).map { part in
            RecordBatch(
                schema: schema,
                columns: [
                    .int32(PrimitiveColumn(values: (0..<50).map { Int32($0 + part) })),
                    .utf8(StringColumn((0..<50).map { "学生学籍\($0 % (part + 2))号" })),
                ], rowCount: 50)
        }
        let grouped = try GroupedStatistics.compute(
            over: MemoryTable(schema: schema, batches: batches), columns: ["n", "t"],
            keys: { partition in [.utf8(StringColumn(Array(repeating: partition == 1 ? "b" : "a", count: 50)))] },
            options: StatisticsOptions())
        #expect(grouped.groups.map(\.keys) == [["a"], ["b"]])
        #expect(grouped.groups.map(\.rowCount) == [100, 50])
        #expect(grouped.groups[0].columns[1].mostFrequent.first?.value == .text("学生学籍0号"))
        #expect(grouped.groups[0].columns[1].mostFrequent.first?.count == 38)
        #expect(grouped.groups[0].columns[0].maximum == .integer(51))
    }
}

@Suite struct FooterStatisticsTests {
    /// Partitions whose footer says everything give the same as reading them.
    private struct Summarised: BatchSource {
        let table: MemoryTable
        let isUsed: Bool
        var schema: Schema { table.schema }
        var partitionCount: Int { table.partitionCount }
        func rowCount(partition: Int) -> Int { table.rowCount(partition: partition) }

        func read(partition: Int, columns: [String]) throws(ColumnarError) -> RecordBatch {
            if isUsed, summary(partition: partition, column: columns[0]) != nil {
                throw ColumnarError(.damaged, "this partition need not be read")
            }
            return try table.read(partition: partition, columns: columns)
        }

        func summary(partition: Int, column: String) -> PartitionColumnSummary? {
            guard isUsed, let column = table.batches[partition][column] else { return nil }
            let values = (0..<column.count).compactMap { ColumnStatisticsTests.plainValue(column, $0) }
            guard Set(values).count <= 1 else { return nil }
            let constant = values.first.map { value -> ColumnBound in
                switch value {
                case .bool(let value): .bool(value)
                case .integer(let value): .integer(value)
                case .date(let value): .date(value)
                case .text(let value): .text(Array(value.utf8))
                }
            }
            return PartitionColumnSummary(nullCount: column.nullCount, constant: constant, byteCount: 0)
        }
    }

    @Test func agreeWithReading() throws {
        var random = SeededGenerator(seed: 44)
        var batches = [30, 20].map { KernelFixtures.batch(rows: $0, nullShare: 0.5, using: &random) }
        batches.append(KernelFixtures.batch(rows: 25, nullShare: 1, using: &random))
        // One row repeated, with and without nulls between.
        batches.append(batches[0].gather([UInt32](repeating: 3, count: 40)))
        let one = KernelFixtures.batch(rows: 1, nullShare: 0, using: &random)
        batches.append(one.gather([UInt32](repeating: 0, count: 2000)))
        let table = MemoryTable(schema: KernelFixtures.schema, batches: batches)
        let read = try ColumnStatistics.compute(over: Summarised(table: table, isUsed: false))
        #expect(try ColumnStatistics.compute(over: Summarised(table: table, isUsed: true)) == read)
        for (statistics, field) in zip(read, KernelFixtures.schema.fields) {
            ColumnStatisticsTests.expectEqual(statistics, ColumnStatisticsTests.plain(field, batches, mostFrequent: 10))
        }
    }
}
