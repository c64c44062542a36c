import Ingest
import TestSupport

private let csv = Array("姓名,性别\n王小明,男\n".utf8)

extension FuzzTarget {
    /// The directory of an archive, and its entries: read whole and streamed they are the same.
    static let zipDirectory = FuzzTarget(name: "zip-directory") {
        var plain = ZipBuilder()
        plain.add("a.csv", csv)
        plain.members.append(.init("b.csv", deflated: ZipBuilder.deflateStored(csv), content: csv))
        plain.add("folder/", "")
        var other = plain
        other.usesZip64 = true
        other.prefix = Array("#!/bin/sh\n".utf8)
        for index in other.members.indices {
            other.members[index].usesZip64 = true
            other.members[index].usesDataDescriptor = true
        }
        return [plain.build(), other.build(), WorkbookBuilder(rows: "<row><c><v>1</v></c></row>").build()]
    } run: { bytes in
        guard let archive = result({ try ZipArchive(.memory(bytes), limits: .small) }) else { return }
        for entry in archive.entries.prefix(20) {
            let whole = result { try archive.read(entry, maximum: 1 << 20) }
            let streamed = result { try archive.stream(entry).readAll(maximum: 1 << 20) }
            if let whole, let streamed { demand(whole == streamed, "whole and streamed entries differ") }
        }
    }

    /// Deflate data in a gzip file and in an entry.
    static let inflate = FuzzTarget(name: "inflate") {
        [ZipBuilder.deflateStored(csv), ZipBuilder.deflateZeros(multipleOf258: 2580), ZipBuilder.gzip(csv), ZipBuilder.gzip(csv + csv)]
    } run: { bytes in
        let gzip = InputContent.gzip(.memory(bytes), .small)
        let whole = result { try gzip.readAll(maximum: 1 << 20) }
        let streamed = result { try gzip.stream().readAll(maximum: 1 << 20) }
        demand(whole == streamed, "whole and streamed gzip files differ")
        // The first two bytes are the size that the directory states; the checksum is mostly wrong, which shows at the end only.
        guard bytes.count > 2 else { return }
        var zip = ZipBuilder()
        zip.members = [.init("a", deflated: Array(bytes[2...]), content: [])]
        zip.members[0].byteCount = Int(bytes[0]) | Int(bytes[1]) << 8
        guard let archive = result({ try ZipArchive(.memory(zip.build()), limits: .small) }) else { return }
        let entry = archive.entries[0]
        demand(
            result { try archive.read(entry, maximum: 1 << 20) } == result { try archive.stream(entry).readAll(maximum: 1 << 20) },
            "whole and streamed entries differ")
    }

    /// A compound file: its directory and the streams that a workbook lies in.
    static let compoundFile = FuzzTarget(name: "compound-file") {
        let book = XLSBuilder(BIFF.bool(0, 0, true))
        var large = CompoundFileBuilder()
        large.streams = [("Workbook", book.stream() + [UInt8](repeating: 0, count: 5000)), ("Book", book.stream())]
        large.nested = [("Workbook", [1, 2, 3])]
        large.isScattered = true
        var version4 = large
        version4.sectorShift = 12
        return [book.build(), large.build(), version4.build()]
    } run: { bytes in
        guard let file = result({ try CompoundFile(bytes) }) else { return }
        for name in ["Workbook", "Book", "EncryptedPackage"] {
            guard let stream = result({ try file.stream(name) }) else { continue }
            demand(file.has(name) == (stream != nil), "a stream is there and is not there")
            demand((stream?.bytes.count ?? 0) <= bytes.count, "a stream is longer than its file")
        }
    }

    /// Any file as it comes from a drop folder.
    static let anyFile = FuzzTarget(name: "any-file") {
        let book = WorkbookBuilder(rows: "<row><c t=\"inlineStr\"><is><t>姓名</t></is></c></row>").build()
        var zip = ZipBuilder()
        zip.add("a.xlsx", book)
        zip.add("学校/b.csv", csv)
        let old = XLSBuilder(BIFF.label(0, 0, "姓名")).build()
        return [
            csv, book, old, zip.build(), ZipBuilder.gzip(csv), ZipBuilder.gzip(old), Array("<html><table><tr><td>姓名</table>".utf8),
            [0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x0A, 0],
        ]
    } run: { bytes in
        for unit in InputUnits(of: .memory(bytes), path: "f", limits: .small).units.prefix(10) {
            _ = result {
                var dump = CellDump()
                switch try unit.open(limits: .small) {
                case .workbook(let archive):
                    try WorkbookReader.read(archive, includesHidden: true) { block in
                        dump.add(block)
                        return .proceed
                    }
                case .legacyWorkbook(let workbook):
                    try workbook.read(includesHidden: true) { block in
                        dump.add(block)
                        return .proceed
                    }
                case .text(let content), .html(let content): _ = try content.readAll(maximum: 1 << 20)
                }
            }
        }
    }
}
