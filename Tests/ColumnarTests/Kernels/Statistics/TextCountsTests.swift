import Testing

import Columnar

@Suite struct TextCountsTests {
    /// More different texts than are counted one by one, short and long, some of them often.
    private static func texts(_ count: Int) -> [String] {
        (0..<count).map { row in
            switch row % 10 {
            case 0: "13800000000"
            case 1: row % 100 == 1 ? "江西省南昌市东湖区八一大道1号" : "　"
            case 2: "江西省上饶市万年县陈营镇迎宾大道\(row % 7919)号"
            default: "\(row)"
            }
        }
    }

    private static func tables(_ texts: [String], pieces: Int, dictionaryEvery: Int) -> MemoryTable {
        let schema = Schema([Field("t", .utf8)])
        let size = (texts.count + pieces - 1) / pieces
        let batches = stride(from: 0, to: texts.count, by: size).enumerated().map { index, start -> RecordBatch in
            let part: [String?] = Array(texts[start..<min(start + size, texts.count)])
            let isDictionary = dictionaryEvery > 0 && index % dictionaryEvery == 0
            return RecordBatch(
                schema: schema, columns: [isDictionary ? KernelFixtures.dictionary(part) : .utf8(StringColumn(part))],
                rowCount: part.count)
        }
        return MemoryTable(schema: schema, batches: batches)
    }

    @Test(arguments: [0, 1, 3]) func manyTextsAreExact(dictionaryEvery: Int) throws {
        let texts = Self.texts(120_000)
        let table = Self.tables(texts, pieces: 7, dictionaryEvery: dictionaryEvery)
        let twin = ColumnStatisticsTests.plain(Field("t", .utf8), table.batches, mostFrequent: 6)
        for threads in [1, 2, 5] {
            let options = StatisticsOptions(mostFrequentCount: 6, threads: threads)
            let statistics = try ColumnStatistics.compute(over: table, options: options)[0]
            ColumnStatisticsTests.expectEqual(statistics, twin)
            #expect(statistics.distinctError == nil && statistics.leastFrequentShare == nil)
        }
    }

    /// Every text once: the frequent ones are the first in order.
    @Test func textsThatStandOnce() throws {
        let texts = (0..<70_000).map { "学生家庭住址\(($0 &* 48271) % 70_001 + 1_000_000)" }
        let table = Self.tables(texts, pieces: 4, dictionaryEvery: 0)
        let options = StatisticsOptions(mostFrequentCount: 3, threads: 1)
        let statistics = try ColumnStatistics.compute(over: table, options: options)[0]
        ColumnStatisticsTests.expectEqual(
            statistics, ColumnStatisticsTests.plain(Field("t", .utf8), table.batches, mostFrequent: 3))
    }

    @Test func estimatesStateTheirErrorAndDoNotDependOnThreads() throws {
        let texts = Self.texts(120_000)
        let table = Self.tables(texts, pieces: 7, dictionaryEvery: 3)
        let twin = ColumnStatisticsTests.plain(Field("t", .utf8), table.batches, mostFrequent: 6)
        var first: ColumnStatistics?
        for threads in [1, 2, 5] {
            let options = StatisticsOptions(mostFrequentCount: 6, isExact: false, threads: threads)
            let statistics = try ColumnStatistics.compute(over: table, options: options)[0]
            let error = try #require(statistics.distinctError)
            // Four standard errors: one run in 16,000 lies outside, and this one is always the same.
            #expect(abs(Double(statistics.distinctCount - twin.distinctCount)) < 4 * error * Double(twin.distinctCount))
            let share = try #require(statistics.leastFrequentShare)
            #expect(statistics.mostFrequent == twin.mostFrequent.filter { $0.share >= share })
            #expect(statistics.minimum == twin.minimum && statistics.textLength == twin.textLength)
            #expect(first == nil || first == statistics)
            first = statistics
        }
    }

    /// Few different texts in plain pages, many in dictionaries: nothing needs an estimate.
    @Test func dictionariesStayExact() throws {
        let table = Self.tables((0..<80_000).map { "值\($0 / 2)" }, pieces: 4, dictionaryEvery: 1)
        let statistics = try ColumnStatistics.compute(over: table, options: StatisticsOptions(isExact: false))[0]
        #expect(statistics.distinctCount == 40_000 && statistics.distinctError == nil)
    }

    @Test func selectedRowsOnly() throws {
        let texts = Self.texts(90_000)
        let table = Self.tables(texts, pieces: 3, dictionaryEvery: 0)
        let selection: StatisticsOptions.Selection = { partition in
            var bits = Bitmap()
            for row in 0..<30_000 { bits.append((row + partition) % 7 > 0) }
            return bits
        }
        let kept = try table.batches.enumerated().map { $1.filter(try #require(try selection($0))) }
        let twin = ColumnStatisticsTests.plain(Field("t", .utf8), kept, mostFrequent: 5)
        let options = StatisticsOptions(mostFrequentCount: 5, selection: selection)
        ColumnStatisticsTests.expectEqual(try ColumnStatistics.compute(over: table, options: options)[0], twin)
        let estimate = try ColumnStatistics.compute(
            over: table, options: StatisticsOptions(mostFrequentCount: 5, isExact: false, selection: selection))[0]
        #expect(estimate.mostFrequent == twin.mostFrequent.filter { $0.share >= 0.001 })
    }
}

@Suite struct TextRecordTests {
    /// Texts of every length around the limit are told apart, wherever they lie in their column.
    @Test func texts() {
        let texts = (0...40).flatMap { length in ["a", "王", "\0"].map { String(repeating: $0, count: length) } } + ["a\0", "\0a"]
        let distinct = Array(Set(texts))
        let records = TextRecord.all(of: StringColumn(distinct), validity: nil, firstRow: 5)
        for (row, record) in records.enumerated() {
            let text = Array(distinct[row].utf8)
            #expect(record.row == UInt32(5 + row))
            #expect(record.hasText(of: TextRecord(text.span, row: 0)))
            #expect(record.isShort == (text.count <= 11))
            #expect(record.shortText == (text.count <= 11 ? text : nil))
            #expect(records.count { $0.hasText(of: record) } == 1)
        }
    }
}

@Suite struct HyperLogLogTests {
    @Test(arguments: [0, 1, 100, 5_000, 40_000, 1_000_000]) func isNearTheTruth(count: Int) {
        var whole = HyperLogLog()
        var halves = [HyperLogLog(), HyperLogLog()]
        for number in 0..<count {
            let hash = Hash64.number(UInt64(number), seed: 99)
            whole.add(hash: hash)
            whole.add(hash: hash)
            halves[number % 2].add(hash: hash)
        }
        #expect(abs(Double(whole.estimate - count)) <= 4 * HyperLogLog.relativeError * Double(count))
        halves[0].merge(halves[1])
        #expect(halves[0] == whole)
    }
}

@Suite struct TextExtremesTests {
    /// Texts that begin alike for several words, and some that do not.
    @Test func agreesWithSorting() {
        let seed: UInt64 = 77
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for prefix in ["", "江西省", "江西省上饶市万年县陈营镇"] {
            for _ in 0..<200 {
                let texts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                    (Int.random(in: 0..<10, using: &random) == 0 ? "" : prefix)
                        + String((0..<Int.random(in: 0...20, using: &random)).map { _ in "ab王\u{10FFFF}".randomElement(using: &random)! })
                }
                var extremes = TextExtremes()
                extremes.add(StringColumn(texts), validity: nil)
                let sorted = texts.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
                let lengths = texts.map(\.unicodeScalars.count)
                #expect(extremes.first == sorted.first && extremes.last == sorted.last)
                #expect(extremes.shortest == lengths.min() && extremes.longest == lengths.max())
            }
        }
    }

    @Test func lengthsOfLongTexts() {
        for count in [247, 248, 249, 256, 1000, 5000] {
            var extremes = TextExtremes()
            extremes.add(StringColumn([String(repeating: "学", count: count)]), validity: nil)
            #expect(extremes.longest == count)
        }
    }
}
