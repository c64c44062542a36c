import Foundation
import TestSupport

/// What schools send by mistake, made in code.
enum BadInputSamples {
    static let columns = ["学校标识码", "姓名", "性别", "出生日期", "身份证件号", "班号"]
    static let pupil = ["2136000001", "赵强", "男", "20060831", "", "1"]
    static let header = columns.joined(separator: ",") + "\n"
    static let row = pupil.joined(separator: ",") + "\n"
    /// One pupil whose name stands nowhere else.
    static let good = header + "2136000001,王小明,男,20070831,,1\n"

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// A workbook of one sheet; `sheet` is what stands inside `<worksheet>`.
    static func workbook(sheet: String? = nil, prolog: String = "") -> ZipBuilder {
        var builder = WorkbookBuilder()
        builder.sheets = [WorkbookBuilder.Sheet("学生", sheet ?? "<sheetData>\(sheetRows)</sheetData>")]
        var zip = builder.zip()
        guard !prolog.isEmpty else { return zip }
        for index in zip.members.indices where zip.members[index].name.starts(with: "xl/worksheets/".utf8) {
            let name = String(decoding: zip.members[index].name, as: UTF8.self)
            zip.members[index] = ZipBuilder.Member(name, bytes(prolog) + zip.members[index].data)
        }
        return zip
    }

    static let sheetRows = [columns, pupil].map { row in
        "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }.joined()

    static let html = "<html><head><meta charset=\"gb2312\"></head><body>\n<table border=1>"
        + [columns, pupil].map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined() + "</table></body></html>"

    /// An office file with one stream, as Excel writes for a workbook with a password.
    static func compoundFile(stream: String) -> [UInt8] {
        var builder = CompoundFileBuilder()
        builder.streams = [(stream, [UInt8](repeating: 0x41, count: 5000))]
        return builder.build()
    }

    /// A table and then 80 MiB of zeros, a thousandth as long.
    static let gzipBomb: [UInt8] = {
        let text = header + String(repeating: row, count: 200)
        let command = "(printf '%s' '\(text)'; head -c 83886080 /dev/zero) | gzip -9n"
        // An empty result fails the tests that use it.
        return (try? output(ofShell: command)) ?? []
    }()

    /// The same as a member: 10 bytes stand before the deflate data of a gzip file, checksum and size behind.
    static func bombMember(_ name: String) -> ZipBuilder.Member {
        func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
        var member = ZipBuilder.Member(name, Array(gzipBomb.dropFirst(10).dropLast(8)))
        member.method = 8
        member.crc32 = number(gzipBomb.suffix(8).prefix(4))
        member.byteCount = Int(number(gzipBomb.suffix(4)))
        return member
    }

    static var zipBomb: [UInt8] {
        var zip = ZipBuilder()
        zip.members.append(bombMember("bomb.csv"))
        zip.add("inside.csv", header + row)
        return zip.build()
    }

    static var sheetBomb: [UInt8] {
        var zip = workbook()
        zip.members.removeAll { $0.name.starts(with: "xl/worksheets/".utf8) }
        zip.members.append(bombMember("xl/worksheets/sheet1.xml"))
        return zip.build()
    }

    static var archiveInArchive: [UInt8] {
        var zip = ZipBuilder()
        zip.add("inner.zip", zipOfOne)
        zip.add("book.xlsx", workbook().build())
        zip.add("table.csv", header + row)
        return zip.build()
    }

    private static var zipOfOne: [UInt8] {
        var zip = ZipBuilder()
        zip.add("a.csv", header + row)
        return zip.build()
    }

    static func gb18030(_ text: String) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        try folder.write("text", text)
        return try output(ofShell: "iconv -f UTF-8 -t GB18030 '\(folder.path("text"))'")
    }

    private static func output(ofShell command: String) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        _ = try Command.run(URL(fileURLWithPath: "/bin/sh"), ["-c", "(\(command)) > '\(folder.path("out"))'"])
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("out"))))
    }
}
