import Checks
import Columnar
import Foundation
import Ingest
import Records
import Store
import Synthetic
import Testing

/// The hot paths on generated data, each at some number of rows and at twice that number.
///
/// Prints one table. Fails on wrong results, and on growth: twice the rows must take less than three times the CPU time. Times
/// as such never fail. Nothing else may run in the process meanwhile (`scripts/test` runs this suite alone), since its CPU time
/// is measured.
@Suite(.serialized) struct HotPathTests {
    #if DEBUG
        static let isRelease = false
    #else
        static let isRelease = true
    #endif

    /// Times below it say nothing about growth.
    static let leastCPUSeconds = 0.05

    @Test(.enabled(if: isRelease, "only times of a release build mean anything"))
    func hotPaths() throws {
        let folder = try TimingFolder()
        var bench = HotPathBench()
        try fileToStore(&bench, folder)
        try storeToFindings(&bench, folder)
        try placeholders(&bench, folder)
        try duplicateKeys(&bench)
        try residentNumbers(&bench)
        print("\nHot paths, best of the runs; \(bench.note)\n\n" + bench.table.text)
    }

    private func fileToStore(_ bench: inout HotPathBench, _ folder: TimingFolder) throws {
        for (title, format, counts) in [
            ("CSV → store", OutputFormat.csv, [200_000, 400_000]), ("XLSX → store", .xlsx, [30_000, 60_000]),
        ] {
            let provinces = try counts.map {
                try TimingProvince(students: $0, format: format, path: folder.path("\(format)-\($0)"))
            }
            try bench.measure(
                title, rowCounts: provinces.map(\.pupilCount), byteCounts: provinces.map(\.byteCount), runs: 2
            ) { size in
                let rows = try provinces[size].ingest(into: folder.path("store"))
                return {
                    #expect(rows == provinces[size].pupilCount, "\(title)")
                    try folder.remove("store")
                }
            }
            guard format == .csv else { continue }
            for size in 0..<2 { _ = try provinces[size].ingest(into: folder.path("store-\(size)")) }
            bench.provinces = provinces
        }
    }

    private func storeToFindings(_ bench: inout HotPathBench, _ folder: TimingFolder) throws {
        let provinces = bench.provinces
        let stores = try (0..<2).map { try RegistryStore.open(path: folder.path("store-\($0)"), for: .reading) }
        let students = try stores.map { try $0.table(.student) }
        let rows = students.map(\.rowCount)
        let columns = students[0].schema.fields.map(\.name)
        let bytes = try (0..<2).map { try TimingProvince.fileSizes(below: folder.path("store-\($0)/students"), suffix: ".parquet") }
        let allBytes = try (0..<2).map { try TimingProvince.fileSizes(below: folder.path("store-\($0)"), suffix: ".parquet") }

        let rowNumbers = try students.map(Self.sortedRowNumbers)
        for (numbers, province) in zip(rowNumbers, provinces) {
            try #require(numbers.count == province.pupilCount && numbers.first == 2 && Set(numbers).count == numbers.count)
        }

        try bench.measure("Parquet read, \(columns.count) columns", rowCounts: rows, byteCounts: bytes, runs: 3) { size in
            let table = students[size]
            let sums = try Parallel.map(table.partitionCount, threads: Parallel.processorCount) { partition in
                Self.sumOfRowNumbers(try table.read(partition: partition, columns: columns))
            }
            return { #expect(sums.reduce(0, +) == rowNumbers[size].reduce(0, +), "sum of the row numbers") }
        }
        let checked = try stores.map { try CheckInput($0) }
        try bench.measure("all checks", rowCounts: rows, byteCounts: allBytes, runs: 2) { size in
            let report = try CheckRunner.run(
                checked[size], options: CheckOptions(threads: Parallel.processorCount))
            return { checkCounts(report, provinces[size].findingCounts) }
        }
        try bench.measure("statistics, \(columns.count) columns", rowCounts: rows, byteCounts: bytes, runs: 2) { size in
            let statistics = try ColumnStatistics.compute(over: students[size])
            return { try checkStatistics(statistics, rowNumbers[size]) }
        }
    }

    /// A number typed by a whole county: time that grows with the rows, one group a rule, and findings that stay small.
    private func placeholders(_ bench: inout HotPathBench, _ folder: TimingFolder) throws {
        let drops = try [50_000, 100_000].map { try PlaceholderDrop(rows: $0, path: folder.path("placeholder-\($0)")) }
        let stores = try drops.indices.map { index in
            let store = try RegistryStore.open(path: folder.path("placeholder-store-\(index)"), for: .writing(create: true))
            _ = try Ingester.run(drop: drops[index].path, store: store)
            return store
        }
        let inputs = try stores.map { try CheckInput($0) }
        try bench.measure(
            "one number for all", rowCounts: drops.map { $0.equalCount + $0.nearCount + $0.blankCount },
            byteCounts: drops.map(\.byteCount), runs: 1
        ) { size in
            let report = try CheckRunner.run(inputs[size], options: CheckOptions(threads: Parallel.processorCount))
            return { try checkPlaceholders(report, drops[size]) }
        }
    }

    private func checkPlaceholders(_ report: CheckReport, _ drop: PlaceholderDrop) throws {
        var keys: [String: Set<String>] = [:]
        var counts: [String: Int] = [:]
        let masker = Masker(key: [1])
        for index in 0..<report.count {
            let finding = report[index]
            guard !finding.key.isEmpty else { continue }
            keys[finding.ruleID, default: []].insert(finding.key)
            counts[finding.ruleID, default: 0] += 1
            let message = FindingMessages.render(finding.ruleID, arguments: finding.arguments, masker)
            let size = finding.relatedRows.utf8.count + (message?.chinese.utf8.count ?? 0) + finding.arguments.utf8.count
            try #require(size < 1000, "\(finding.ruleID): \(size) bytes")
        }
        let all = drop.equalCount + drop.nearCount + drop.blankCount
        for (rule, groups, least) in [
            ("DUP-01", 2, drop.equalCount), ("DUP-02", 1, drop.equalCount), ("DUP-04", 1, drop.blankCount),
            ("DUP-05", 1, drop.equalCount + drop.blankCount), ("DUP-06", 1, drop.equalCount + drop.nearCount),
            ("GUA-08", 1, all),
        ] {
            #expect(keys[rule]?.count == groups, "groups of \(rule)")
            #expect(counts[rule] ?? 0 >= least, "members of \(rule)")
        }
        let related = (0..<report.count).lazy.map { report[$0] }.first { $0.ruleID == "DUP-02" }?.relatedRows ?? ""
        #expect(related.hasSuffix(";…+\(drop.equalCount - 4)"), "\(related)")
    }

    private func duplicateKeys(_ bench: inout HotPathBench) throws {
        let keys = [6_000_000, 12_000_000].map(GeneratedKeys.init(rowCount:))
        try bench.measure(
            "duplicate keys", rowCounts: keys.map(\.rowCount), byteCounts: keys.map { $0.rowCount * 8 }, runs: 3
        ) { size in
            let groups = DuplicateKeys.groups(in: keys[size].partitions)
            return {
                #expect(groups.count == keys[size].groupCount && groups.rows.count == groups.count * 2)
                #expect((0..<groups.count).allSatisfy { Array(groups.rows(of: $0)) == [UInt32($0 * 100 + 49), UInt32($0 * 100 + 99)] })
            }
        }
    }

    private func residentNumbers(_ bench: inout HotPathBench) throws {
        let numbers = [1_000_000, 2_000_000].map(GeneratedNumbers.init(rowCount:))
        let passes = 8
        try bench.measure(
            "ID check and pack, \(passes) passes", rowCounts: numbers.map { $0.column.count * passes },
            byteCounts: numbers.map { $0.column.count * passes * 18 }, runs: 3
        ) { size in
            let column = numbers[size].column
            var (validCount, checksum) = (0, Int64(0))
            for _ in 0..<passes {
                for row in 0..<column.count {
                    guard let packed = ResidentID.pack(column.span(row)) else { continue }
                    validCount += 1
                    checksum &+= packed
                }
            }
            let found = (validCount, checksum)
            return {
                #expect(found.0 == numbers[size].validCount * passes)
                #expect(found.1 == numbers[size].checksum &* Int64(passes))
            }
        }
    }

    private static func sumOfRowNumbers(_ batch: RecordBatch) -> Int {
        guard case .int32(let rows)? = batch["row"] else { return -1 }
        return rows.values.reduce(0) { $0 + Int($1) }
    }

    private func checkCounts(_ report: CheckReport, _ truth: [String: Int]) {
        #expect(report.notRun.isEmpty)
        for (rule, count) in report.countsByRule { #expect(count == truth[rule] ?? 0, "findings of \(rule)") }
    }

    /// Of the one file in which the pupils stand: ascending, with gaps where the file has blank rows.
    private static func sortedRowNumbers(_ table: StoreTable) throws -> [Int] {
        var numbers: [Int] = []
        for partition in 0..<table.partitionCount {
            guard case .int32(let rows) = try table.read(partition: partition, columns: ["row"]).columns[0] else { continue }
            numbers += rows.values.map { Int($0) }
        }
        return numbers.sorted()
    }

    /// Every column has all rows; the statistics of the row numbers follow from the sorted numbers.
    private func checkStatistics(_ statistics: [ColumnStatistics], _ numbers: [Int]) throws {
        #expect(statistics.allSatisfy { $0.rowCount == numbers.count })
        let rows = try #require(statistics.first { $0.name == "row" })
        #expect(rows.nullCount == 0 && rows.distinctCount == numbers.count)
        #expect(rows.minimum == .integer(2) && rows.maximum == numbers.last.map { .integer(Int64($0)) })
        let mean = Double(numbers.reduce(0, +)) / Double(numbers.count)
        #expect(abs((rows.mean ?? 0) - mean) < 1e-6)
        #expect(rows.quantiles.first { $0.share == 0.5 }?.value == .integer(Int64(numbers[(numbers.count - 1) / 2])))
    }
}
