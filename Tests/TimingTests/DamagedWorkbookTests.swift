import Foundation
import Ingest
import TestSupport
import Testing

/// A damaged file gives rows or a stated problem and does not cost more memory than a sound one of its size may.
///
/// Here, and not beside the readers' tests, because peak memory is that of the whole process.
@Suite(.serialized) struct DamagedWorkbookTests {
    /// Far below `Limits.expansionFreeByteCount` times what a few parts could claim; far above what small files need.
    static let cap = 256 << 20

    struct Sample: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
    }

    static let samples: [Sample] = {
        let rows = (0..<30).map { row in (0..<12).map { GridBuilder.Cell.text(row == 0 ? "表头\($0)" : "王小明\(row * $0 % 7)") } + [.number(Double(row))] }
        let grid = GridBuilder(rows)
        var shared = WorkbookBuilder(rows: "<row>" + (0..<20).map { "<c t=\"s\"><v>\($0)</v></c>" }.joined() + "</row>")
        shared.sharedStrings = (0..<20).map { "<si><r><t>甲\($0)</t></r></si>" }.joined()
        var deflated = shared.zip()
        deflated.members = deflated.members.map {
            .init(String(decoding: $0.name, as: UTF8.self), deflated: ZipBuilder.deflateStored($0.data), content: $0.data)
        }
        var zeros = ZipBuilder()
        zeros.members = [.init("a.csv", deflated: ZipBuilder.deflateZeros(multipleOf258: 25_800), content: [UInt8](repeating: 0, count: 25_800))]
        var old = XLSBuilder(
            (0..<40).flatMap { BIFF.shared($0, 0, $0) + BIFF.multipleRK($0, 1, bits: [6, 10]) }, strings: (0..<40).map { "学校\($0)" })
        old.sheets.append(.init("二", grid.records))
        var excel5 = XLSBuilder((0..<40).flatMap { BIFF.label($0, 0, bytes: [0xD0, 0xD5, 0xC3, 0xFB]) })
        excel5.isBIFF5 = true
        let plain: [(String, [UInt8])] = [
            ("xlsx, stored", grid.xlsx()), ("xlsx, deflated", deflated.build()), ("xlsx in gz", ZipBuilder.gzip(grid.xlsx())), ("zip", zeros.build()),
            ("xls", old.build()), ("Excel 5", excel5.build()), ("html", Array(grid.html().utf8)), ("csv", Array(grid.csv().utf8)),
        ]
        return plain.map { Sample(testDescription: $0.0, bytes: $0.1) } + encrypted()
    }()

    /// The fixtures of IngestTests.
    private static func encrypted() -> [Sample] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("IngestTests/Fixtures")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.contains(".xls") }.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appendingPathComponent(name))).map { Sample(testDescription: name, bytes: Array($0)) }
        }
    }

    @Test func fixturesAreThere() { #expect(Self.samples.count >= 14) }

    @Test(arguments: samples) func flipsAndCutsStayWithinTheCap(_ sample: Sample) {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(seed: seed)
        // Keys of the default password cost a tenth of a second each.
        let count = sample.testDescription.hasPrefix("default-password-") || sample.testDescription.hasPrefix("other") ? 25 : 300
        let (failures, cost) = ProcessMeter.measure {
            var failures: [String] = []
            for number in 0..<count {
                var damaged = sample.bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                if let failure = failure(damaged) { failures.append("flip \(number): \(failure)") }
                let length = sample.bytes.count * number / count
                if let failure = failure(Array(sample.bytes[..<length])) { failures.append("cut at \(length): \(failure)") }
            }
            return failures
        }
        #expect(failures.isEmpty, "seed \(seed)")
        if let peak = cost.peakByteCount { #expect(peak < Self.cap, "seed \(seed)") }
    }

    /// What was thrown that is no typed error of a reader; nil for rows and for typed errors.
    private func failure(_ bytes: [UInt8]) -> (any Error)? {
        do {
            for unit in InputUnits(of: .memory(bytes), path: "f").units { try read(unit) }
        } catch is IngestError { return nil } catch { return error }
        return nil
    }

    private func read(_ unit: InputUnit) throws {
        switch try unit.open() {
        case .workbook(let archive): try WorkbookReader.read(archive, includesHidden: true) { _ in .proceed }
        case .legacyWorkbook(let workbook): try workbook.read(includesHidden: true) { _ in .proceed }
        case .text(let content): _ = try content.readAll(maximum: 1 << 30)
        case .html(let content):
            var reader = HTMLReader(try content.readAll(maximum: 1 << 30))
            while try reader.next() != nil {}
        }
    }
}
