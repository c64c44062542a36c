import Ingest
import TestSupport

extension FuzzTarget {
    private static let strings = "<si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space=\"preserve\"> &lt;</t></r></si><si/>"

    /// An archive of stored parts, as the builder writes it, with one part replaced.
    private static func book(_ part: String, _ bytes: [UInt8]) -> [UInt8] {
        var zip = WorkbookBuilder(
            rows: "<row>" + (0..<12).map { "<c t=\"s\"><v>\($0)</v></c>" }.joined() + "</row>", sharedStrings: strings
        ).zip()
        zip.members = zip.members.map { String(decoding: $0.name, as: UTF8.self) == part ? .init(part, bytes) : $0 }
        return zip.build()
    }

    private static func part(_ name: String, of book: WorkbookBuilder) -> [UInt8] {
        book.zip().members.first { $0.name == Array(name.utf8) }?.data ?? []
    }

    private static let rows = [
        #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="5" t="s"><v>1</v></c><c r="C1"><v>3.60102E+17</v></c></row>"#,
        #"<row r="2" hidden="1"><c r="A2" t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1&amp;"x"</f><v>_x000D_</v></c></row>"#,
        #"<row><c t="inlineStr"><is><r><t>张</t></r><rPh sb="0"><t>z</t></rPh></is></c><c t="d"><v>2007-08-31</v></c><c><f>1</f></c></row>"#,
        #"<x:row r='7'><x:c r='XFD7'><x:v> 12 </x:v></x:c><!-- --><c><v><![CDATA[7]]></v></c></x:row>"#,
    ]

    /// The XML of a sheet: inflated whole and in windows it gives the same cells.
    static let sheet = FuzzTarget(name: "sheet-xml") {
        (rows + [rows.joined()]).map { part("xl/worksheets/sheet1.xml", of: WorkbookBuilder(rows: $0)) }
    } run: { bytes in
        let file = book("xl/worksheets/sheet1.xml", bytes)
        let whole = dumpXLSX(file, .small)
        for windowByteCount in [31, 200] {
            var limits = Limits.small
            limits.wholeEntryByteCount = 0
            limits.windowByteCount = windowByteCount
            let windows = dumpXLSX(file, limits)
            if let whole, let windows { demand(whole == windows, "the sheet in windows of \(windowByteCount) gives other cells") }
        }
    }

    static let sharedStrings = FuzzTarget(name: "shared-strings") {
        [
            strings, "<si><t xml:space=\"preserve\"> a_x0041_</t><phoneticPr fontId=\"1\"/></si>",
            "<si><t>A&amp;B&#65;&#x4E00;</t></si><si><t><![CDATA[<]]></t></si>",
        ].map { part("xl/sharedStrings.xml", of: WorkbookBuilder(rows: "", sharedStrings: $0)) }
    } run: { bytes in
        _ = dumpXLSX(book("xl/sharedStrings.xml", bytes), .small)
    }

    /// The list of sheets and their relationships; the first byte chooses. (Styles are not read: SPEC §6.2 tells dates by column.)
    static let workbookParts = FuzzTarget(name: "workbook-parts") {
        let builder = WorkbookBuilder(rows: "", sharedStrings: strings)
        return [[0] + part("xl/workbook.xml", of: builder), [1] + part("xl/_rels/workbook.xml.rels", of: builder)]
    } run: { bytes in
        guard let first = bytes.first else { return }
        _ = dumpXLSX(book(first & 1 == 0 ? "xl/workbook.xml" : "xl/_rels/workbook.xml.rels", Array(bytes.dropFirst())), .small)
    }

    /// The stream of records inside a compound file that is whole.
    static let biff = FuzzTarget(name: "biff") {
        let text: [UInt8] = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let all = XLSBuilder(
            BIFF.shared(0, 0, 0), BIFF.label(0, 1, "é"), BIFF.number(0, 2, -1.5), BIFF.rk(0, 3, bits: BIFF.rkBits(-7)),
            BIFF.multipleRK(0, 4, bits: [6, 7]), BIFF.bool(0, 6, true), BIFF.error(0, 7, 0x17), BIFF.formula(1, 0, result: text),
            BIFF.string("小学"), BIFF.row(1, isHidden: true), BIFF.columns(2, 3, isHidden: true), strings: ["姓名", "a𠀀b"])
        var old = XLSBuilder(BIFF.label(0, 0, bytes: [0xD0, 0xD5, 0xC3, 0xFB]))
        old.isBIFF5 = true
        old.globals = BIFF.record(0x42, BIFF.little(936, 2))
        var locked = all
        locked.globals = BIFF.record(0x2F, [1, 0, 1, 0, 1, 0] + [UInt8](repeating: 7, count: 48))
        return [all.stream(), old.stream(), locked.stream(), XLSBuilder(BIFF.bool(4, 0, true), BIFF.bool(1, 0, true)).stream()]
    } run: { bytes in
        var file = CompoundFileBuilder()
        file.streams = [("Workbook", bytes)]
        let book = file.build()
        let dump = dumpXLS(book, .small)
        var limits = Limits.small
        limits.blockRowCount = 1
        demand(dump == dumpXLS(book, limits), "blocks of one row give other cells")
    }

    /// How a workbook is encrypted; the first byte says where the description ends and the package begins.
    static let encryption = FuzzTarget(name: "encryption") {
        let salt = "AAAAAAAAAAAAAAAAAAAAAA=="
        let common =
            "saltSize=\"16\" blockSize=\"16\" keyBits=\"256\" hashSize=\"64\" cipherAlgorithm=\"AES\" "
            + "cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"SHA512\" saltValue=\"\(salt)\""
        let agile =
            "<encryption><keyData \(common)/><keyEncryptors><keyEncryptor><p:encryptedKey spinCount=\"1\" \(common) "
            + "encryptedVerifierHashInput=\"\(salt)\" encryptedVerifierHashValue=\"\(salt)\" encryptedKeyValue=\"\(salt)\"/>"
            + "</keyEncryptor></keyEncryptors></encryption>"
        let package = [UInt8](repeating: 0, count: 40)
        return [
            [255] + [4, 0, 4, 0, 0x40, 0, 0, 0] + Array(agile.utf8) + package,
            [160] + [3, 0, 2, 0, 36, 0, 0, 0, 32, 0, 0, 0] + [UInt8](repeating: 0, count: 16) + [128] + [UInt8](repeating: 0, count: 140),
        ]
    } run: { bytes in
        guard let first = bytes.first else { return }
        let place = first == 255 ? max(0, bytes.count - 41) : min(Int(first), bytes.count - 1)
        var file = CompoundFileBuilder()
        file.streams = [
            ("EncryptionInfo", Array(bytes.dropFirst().prefix(place))), ("EncryptedPackage", Array(bytes.dropFirst(place + 1))),
        ]
        let unit = InputUnits(of: .memory(file.build()), path: "f").units.first
        _ = result { try unit?.open(limits: .small) }
    }
}
