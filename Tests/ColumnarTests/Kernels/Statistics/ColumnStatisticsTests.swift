import Columnar
import Testing

@Suite struct ColumnStatisticsTests {
    /// The plain twin: sorts all values of a column as optional texts or numbers and counts.
    static func plain(_ field: Field, _ batches: [RecordBatch], mostFrequent: Int) -> ColumnStatistics {
        var values: [ColumnStatistics.Value] = []
        var rowCount = 0
        for batch in batches {
            rowCount += batch.rowCount
            guard let column = batch[field.name] else { continue }
            for row in 0..<batch.rowCount { if let value = plainValue(column, row) { values.append(value) } }
        }
        values.sort(by: isBefore)
        var counts: [(value: ColumnStatistics.Value, count: Int)] = []
        for value in values {
            if counts.last?.value == value { counts[counts.count - 1].count += 1 } else { counts.append((value, 1)) }
        }
        let frequent = counts.sorted { $0.count != $1.count ? $0.count > $1.count : isBefore($0.value, $1.value) }
        let numbers = values.compactMap(number)
        let sum = numbers.reduce(Int128(0)) { $0 + Int128($1) }
        let mean = numbers.isEmpty ? nil : Double(sum) / Double(numbers.count)
        let squares = mean.map { mean in numbers.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } }
        let lengths = values.compactMap { value in
            if case .text(let text) = value { text.unicodeScalars.count } else { nil }
        }
        // Hundredths, so that nothing is rounded.
        func at(_ percent: Int) -> ColumnStatistics.Value { values[max(1, (percent * values.count + 99) / 100) - 1] }
        let blank = values.count { value in
            if case .text(let text) = value { text.allSatisfy { " \t\r\n\u{3000}".contains($0) } } else { false }
        }
        return ColumnStatistics(
            name: field.name, type: field.type, rowCount: rowCount, nullCount: rowCount - values.count, blankCount: blank,
            distinctCount: counts.count, minimum: values.first, maximum: values.last, mean: mean,
            standardDeviation: numbers.count > 1 ? squares.map { ($0 / Double(numbers.count - 1)).squareRoot() } : nil,
            quantiles: numbers.isEmpty ? [] : [5, 25, 50, 75, 95].map { .init(share: Double($0) / 100, value: at($0)) },
            mostFrequent: frequent.prefix(mostFrequent).map {
                .init(value: $0.value, count: $0.count, share: Double($0.count) / Double(rowCount))
            },
            textLength: lengths.min().flatMap { low in lengths.max().map { low...$0 } }, histogram: [])
    }

    static func plainValue(_ column: Column, _ row: Int) -> ColumnStatistics.Value? {
        switch column {
        case .bool(let column): column[row].map { .bool($0) }
        case .date(let column): column[row].map { .date($0) }
        case .utf8, .dictionary: column.text(row).map { .text($0) }
        default: column.text(row).flatMap { Int64($0) }.map { .integer($0) }
        }
    }

    static func number(_ value: ColumnStatistics.Value) -> Int64? {
        switch value {
        case .integer(let value): value
        case .date(let value): Int64(value)
        default: nil
        }
    }

    static func isBefore(_ a: ColumnStatistics.Value, _ b: ColumnStatistics.Value) -> Bool {
        switch (a, b) {
        case (.bool(let a), .bool(let b)): !a && b
        case (.integer(let a), .integer(let b)): a < b
        case (.date(let a), .date(let b)): a < b
        case (.text(let a), .text(let b)): a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
        default: false
        }
    }

    /// Everything equal but the last digits of mean and deviation, which the twin sums in another order.
    static func expectEqual(_ a: ColumnStatistics, _ b: ColumnStatistics) {
        func close(_ x: Double?, _ y: Double?) -> Bool {
            guard let x, let y else { return x == nil && y == nil }
            return abs(x - y) <= 1e-9 * max(1, abs(x), abs(y))
        }
        #expect(a.name == b.name && a.type == b.type && a.rowCount == b.rowCount && a.nullCount == b.nullCount)
        #expect(a.distinctCount == b.distinctCount, "\(a.name)")
        #expect(a.minimum == b.minimum && a.maximum == b.maximum, "\(a.name)")
        #expect(close(a.mean, b.mean) && close(a.standardDeviation, b.standardDeviation), "\(a.name)")
        #expect(a.quantiles == b.quantiles && a.blankCount == b.blankCount, "\(a.name)")
        // The twin draws no histogram; every value stands in one bar.
        let isNumber = a.mean != nil
        #expect(a.histogram.reduce(0) { $0 + $1.count } == (isNumber ? a.rowCount - a.nullCount : 0), "\(a.name)")
        #expect(a.histogram.first?.from == (isNumber ? a.minimum : nil) && a.histogram.last?.through == (isNumber ? a.maximum : nil))
        #expect(a.mostFrequent == b.mostFrequent, "\(a.name)")
        #expect(a.textLength == b.textLength, "\(a.name)")
    }

    @Test(arguments: [0.0, 0.3, 1.0]) func equalsThePlainTwin(nullShare: Double) throws {
        let seed: UInt64 = 41
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for sizes in [[0], [1], [300], [7, 0, 120, 64, 1]] {
            let batches = sizes.enumerated().map { index, rows in
                KernelFixtures.batch(rows: rows, nullShare: nullShare, nameIsDictionary: index % 2 == 0, using: &random)
            }
            let table = MemoryTable(schema: KernelFixtures.schema, batches: batches)
            let options = StatisticsOptions(mostFrequentCount: 3, threads: 1)
            let all = try ColumnStatistics.compute(over: table, options: options)
            for (statistics, field) in zip(all, KernelFixtures.schema.fields) {
                Self.expectEqual(statistics, Self.plain(field, batches, mostFrequent: 3))
            }
            for threads in [2, 5] {
                let same = try ColumnStatistics.compute(
                    over: table, options: StatisticsOptions(mostFrequentCount: 3, threads: threads))
                #expect(same == all)
            }
        }
    }

    @Test func selectionNarrowsTheRows() throws {
        let seed: UInt64 = 42
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let batches = [90, 40].map { KernelFixtures.batch(rows: $0, nullShare: 0.2, using: &random) }
        var bits = Bitmap()
        for _ in 0..<90 { bits.append(Bool.random(using: &random)) }
        let selected = bits
        let options = StatisticsOptions(mostFrequentCount: 4, selection: { $0 == 0 ? selected : nil })
        let table = MemoryTable(schema: KernelFixtures.schema, batches: batches)
        for statistics in try ColumnStatistics.compute(over: table, columns: ["day", "name"], options: options) {
            let field = Field(statistics.name, statistics.type)
            Self.expectEqual(statistics, Self.plain(field, [batches[0].filter(bits), batches[1]], mostFrequent: 4))
        }
    }

    /// Close numbers, then a far one: the counters are given up; in either order, and merged.
    @Test func numbersThatSpreadOut() throws {
        let close = Array(Int64(100)..<Int64(400)) + [100, 100]
        let parts = [close, [Int64.max, Int64.min, 7], [5], close].map { values in
            RecordBatch(
                schema: Schema([Field("n", .int64)]), columns: [.int64(PrimitiveColumn(values: values))],
                rowCount: values.count)
        }
        for order in [[0, 1, 2, 3], [1, 0, 3, 2], [2, 3, 0, 1]] {
            let batches = order.map { parts[$0] }
            for threads in 1...4 {
                let table = MemoryTable(schema: batches[0].schema, batches: batches)
                let options = StatisticsOptions(mostFrequentCount: 5, threads: threads)
                let statistics = try ColumnStatistics.compute(over: table, options: options)
                Self.expectEqual(statistics[0], Self.plain(Field("n", .int64), batches, mostFrequent: 5))
            }
        }
    }

    /// More distinct texts than the first tables hold.
    @Test func manyDistinctTexts() throws {
        let texts = (0..<5000).map { "值\($0 * 7919 % 5000)" } + ["值17", "值17", "值9"]
        let batch = RecordBatch(
            schema: Schema([Field("t", .utf8)]), columns: [.utf8(StringColumn(texts))], rowCount: texts.count)
        let table = MemoryTable(schema: batch.schema, batches: [batch, batch])
        let statistics = try ColumnStatistics.compute(over: table)
        #expect(statistics[0].distinctCount == 5000)
        #expect(statistics[0].mostFrequent.prefix(3).map(\.value.description) == ["值17", "值9", "值0"])
        #expect(statistics[0].mostFrequent.prefix(3).map(\.count) == [6, 4, 2])
        #expect(statistics[0].textLength == 2...5)
        #expect(statistics[0].minimum == .text("值0") && statistics[0].maximum == .text("值999"))
    }

    @Test func unknownColumnIsAnError() {
        let table = MemoryTable(schema: KernelFixtures.schema, batches: [])
        #expect(throws: ColumnarError.self) { try ColumnStatistics.compute(over: table, columns: ["no"]) }
    }
}
