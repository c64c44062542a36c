import Columnar
import Foundation
import Ingest
import Records
import Store
import TestSupport
import Testing

/// Damage anywhere in a file gives rows or a stated problem: never a trap, never a lost neighbour.
@Suite(.serialized) struct DamagedInputTests {
    static let header = ["学校标识码", "姓名", "性别", "出生日期", "身份证件号", "班号"]
    static let pupils = [
        ["2136000001", "王小明", "男", "20070831", "", "1"], ["2136000001", "赵·强", "女", "2007-8-1", "F123", "2"],
        ["2136000002", "孙\"兰,", "男", "20061231", "", "201301"],
    ]

    struct Sample: CustomTestStringConvertible, Sendable {
        let name: String
        let bytes: [UInt8]
        var testDescription: String { name }
    }

    static let samples: [Sample] = {
        let rows = [header] + pupils
        let csv = rows.map { $0.map { $0.contains("\"") ? "\"" + $0.replacing("\"", with: "\"\"") + "\"" : $0 }.joined(separator: ",") }
            .joined(separator: "\r\n")
        let utf16: [UInt8] = [0xFF, 0xFE] + csv.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let html = "<html><table>" + rows.map { "<tr>" + $0.map { "<td colspan=\"1\">\($0)&nbsp;</td>" }.joined() + "</tr>" }.joined() + "</table></html>"
        var zip = ZipBuilder()
        zip.add("一.csv", csv)
        zip.add("b/二.html", html)
        var sheets = WorkbookBuilder(rows: sheetRows(rows, shared: false)).sheets
        sheets.append(WorkbookBuilder.Sheet("Sheet2", "<sheetData>\(sheetRows(rows, shared: true))</sheetData>"))
        var workbook = WorkbookBuilder()
        workbook.sheets = sheets
        workbook.sharedStrings = rows.joined().map { "<si><t>\($0.replacing("\"", with: "&quot;"))</t></si>" }.joined()
        return [
            Sample(name: "csv utf-8", bytes: Array(csv.utf8)), Sample(name: "csv gb18030", bytes: gb18030(csv)),
            Sample(name: "csv utf-16", bytes: utf16), Sample(name: "html", bytes: Array(html.utf8)),
            Sample(name: "gz", bytes: ZipBuilder.gzip(Array(csv.utf8))), Sample(name: "zip", bytes: zip.build()),
            Sample(name: "xlsx", bytes: workbook.build()), Sample(name: "xlsx in gz", bytes: ZipBuilder.gzip(workbook.build())),
        ]
    }()

    private static func sheetRows(_ rows: [[String]], shared: Bool) -> String {
        var number = 0
        return rows.map { row in
            "<row>" + row.map { value in
                defer { number += 1 }
                return shared ? "<c t=\"s\"><v>\(number)</v></c>" : "<c t=\"inlineStr\"><is><t>\(value)</t></is></c>"
            }.joined() + "</row>"
        }.joined()
    }

    /// GB18030 through the text of these samples only, by search in our own decoder.
    private static func gb18030(_ text: String) -> [UInt8] {
        var known: [Unicode.Scalar: [UInt8]] = [:]
        for high in UInt8(0x81)...0xFE {
            for low in UInt8(0x40)...0xFE where low != 0x7F {
                let decoded = TextDecoder.decode([high, low], in: 0..<2, as: .gb18030)
                guard decoded.replacementCount == 0, let scalar = String(decoding: decoded.text, as: UTF8.self).unicodeScalars.first else { continue }
                known[scalar] = known[scalar] ?? [high, low]
            }
        }
        return text.unicodeScalars.flatMap { scalar -> [UInt8] in scalar.isASCII ? [UInt8(scalar.value)] : known[scalar] ?? [0x3F] }
    }

    @Test func everySampleIsValid() throws {
        let place = try Place()
        for sample in Self.samples { try place.write(sample.name, sample.bytes) }
        let summary = try place.ingest()
        #expect(summary.unreadable == 0 && summary.withoutTable == 0 && summary.undecodable == 0)
        // One table each; zip has two members, a workbook two sheets.
        #expect(summary.rows["students"] == (Self.samples.count + 3) * Self.pupils.count)
    }

    @Test(arguments: samples) func flippedBitsAndCutsGiveRowsOrAProblem(_ sample: Sample) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("\(sample.name): seed \(seed)")
        var random = SplitMix(seed: seed)
        let place = try Place()
        try place.write("good.csv", Self.samples[0].bytes)
        let count = 120
        for number in 0..<count { try place.write("damaged-\(number)", damaged(sample.bytes, &random)) }
        let summary = try place.ingest()
        #expect(summary.files == count + 1, "seed \(seed)")
        let store = try RegistryStore.open(path: place.path + "/store", for: .reading)
        #expect(try place.count(of: "good.csv", in: store) == Self.pupils.count, "seed \(seed)")
        let named = try place.names(in: store)
        for number in 0..<count {
            let name = "damaged-\(number)"
            #expect(named.contains { $0 == name || $0.hasPrefix(name + "!") }, "\(name) left no trace; seed \(seed)")
        }
    }

    /// One to four bits flipped, or the end cut off, or a piece repeated, or a byte made extreme.
    private func damaged(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
        case 1:
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1...64, using: &random))
            bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &random))
        case 2: bytes[Int.random(in: 0..<bytes.count, using: &random)] = [0, 0xFF, 0x80, 0x22, 0x3C].randomElement(using: &random) ?? 0
        default:
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        }
        return bytes
    }

    /// A drop folder and a store that go away with the test.
    private final class Place {
        let path = NSTemporaryDirectory() + "xueji-damaged-" + UUID().uuidString

        init() throws { try FileManager.default.createDirectory(atPath: path + "/drop", withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path + "/drop/" + name)) }

        func ingest() throws -> IngestSummary {
            let store = try RegistryStore.open(path: path + "/store", for: .writing(create: true), options: StoreOptions())
            defer { store.close() }
            return try Ingester.run(drop: path + "/drop", store: store, options: IngestOptions(threads: 2))
        }

        func names(in store: RegistryStore) throws -> Set<String> { Set(try texts("file", of: .files, in: store)) }

        func count(of file: String, in store: RegistryStore) throws -> Int {
            try texts("file", of: .student, in: store).count { $0 == file }
        }

        private func texts(_ column: String, of table: RegistryTable, in store: RegistryStore) throws -> [String] {
            var texts: [String] = []
            let source = try store.table(table)
            for partition in 0..<source.partitionCount {
                let rows = try source.read(partition: partition, columns: [column])
                texts += (0..<rows.rowCount).compactMap { rows[column]?.text($0) }
            }
            return texts
        }
    }
}
