import Ingest
import TestSupport

extension FuzzTarget {
    private static let header = "学校标识码,姓名,性别,出生日期,民族,身份证件号\n"

    /// CSV: whole, in small blocks and in pieces cut at the borders of records it gives the same records.
    static let csvChunks = FuzzTarget(name: "csv-chunks") {
        ["a,b\nc,d\n", "\"a\"\"b\",\"c\nd\"\r\n\r\ne", "\u{FEFF}\t\"x\ty\"\t\r", header + "2136000001,王小明,男,20070831,汉族,\n"].map {
            [3, 5] + Array($0.utf8)
        }
    } run: { bytes in
        guard bytes.count > 2 else { return }
        let text = String(decoding: bytes[2...], as: UTF8.self)
        let utf8 = Array(text.utf8)
        let size = Int(bytes[0]) + 1
        let chunk = Int(bytes[1]) + 1
        for delimiter in [Delimiter.comma, .tab] {
            let whole = records(CSVReader(utf8, in: 0..<utf8.count, delimiter: delimiter))
            let small = records(CSVReader(utf8, in: 0..<utf8.count, delimiter: delimiter, blockByteCount: size))
            demand(whole == small, "blocks of \(size) bytes give other records")
            var borders = RecordBorders(delimiter: delimiter, start: 0, target: size)
            for start in stride(from: 0, to: utf8.count, by: chunk) { borders.consume(utf8, in: start..<min(utf8.count, start + chunk)) }
            let pieces = borders.finish().flatMap {
                records(CSVReader(utf8, in: $0.range, delimiter: delimiter, line: $0.line))
            }
            demand(whole == pieces, "pieces of \(size) bytes, found in chunks of \(chunk), give other records")
        }
    }

    private struct Record: Equatable {
        var line: Int32
        var fields: [String]
    }

    private static func records(_ reader: CSVReader) -> [Record] {
        var reader = reader
        var records: [Record] = []
        while let block = result({ try reader.next() }) ?? nil {
            for row in 0..<block.rowCount {
                var fields = block.columns.indices.map { block.text(block[row, $0]) }
                while fields.last == "" { fields.removeLast() }
                records.append(Record(line: block.rowNumbers[row], fields: fields))
            }
        }
        return records
    }

    /// Every decoder gives valid UTF-8, counts its U+FFFD, and agrees with the standard library where that knows the encoding.
    static let decoders = FuzzTarget(name: "decoders") {
        [
            Array("王小明, abc 𠀀".utf8), [0xCD, 0xF5, 0xD0, 0xA1, 0xC3, 0xF7, 0x2C, 0x81, 0x30, 0x81, 0x30, 0x95, 0x32, 0x82, 0x36],
            "王a𠀀".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, "王a𠀀".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
            [0x61, 0xE7, 0x8E, 0x8B, 0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80],
        ]
    } run: { bytes in
        for encoding in TextEncoding.allCases {
            let (text, count) = TextDecoder.decode(bytes, in: 0..<bytes.count, as: encoding)
            let string = String(decoding: text, as: UTF8.self)
            demand(Array(string.utf8) == text, "\(encoding) gives no valid UTF-8")
            demand(string.unicodeScalars.count { $0 == "\u{FFFD}" } == count, "\(encoding) miscounts U+FFFD")
            switch encoding {
            case .utf8, .utf8WithMark: demand(string == String(decoding: bytes, as: UTF8.self), "UTF-8 reads otherwise")
            // A lone last byte is U+FFFD for us; the library has no say.
            case .utf16LittleEndian where bytes.count % 2 == 0, .utf16BigEndian where bytes.count % 2 == 0:
                let isBig = encoding == .utf16BigEndian
                let units = stride(from: 0, to: bytes.count, by: 2).map { index in
                    let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
                    return isBig ? first << 8 | second : second << 8 | first
                }
                demand(string == String(decoding: units, as: UTF16.self), "\(encoding) reads otherwise")
            default: break
            }
        }
        _ = TextEncoding.detect(bytes)
    }

    /// The search for the header row, over rows that come in blocks of any size.
    static let headers = FuzzTarget(name: "header-detection") {
        [
            header, "标题\n\n" + header + "2136000001,王\n", "学校标识码,姓名,基础信息,,\n,,性别,出生日期,民族\n", header + header,
            "签字角色,签字文件,学校标识码,签字人,签字日期\n",
        ].map { [7] + Array($0.utf8) }
    } run: { bytes in
        guard let first = bytes.first else { return }
        let text = Array(String(decoding: bytes.dropFirst(), as: UTF8.self).utf8)
        for isText in [false, true] {
            let whole = headerRow(of: text, isText: isText, blockByteCount: 1 << 20)
            let small = headerRow(of: text, isText: isText, blockByteCount: Int(first) + 1)
            demand(whole == small, "blocks of \(Int(first) + 1) bytes give another header")
            if let whole {
                demand(isText || whole.rowNumber <= 20, "a header row below row 20")
                demand(whole.fieldsInColumnOrder.count >= 5, "a header row of less than five fields")
            }
        }
    }

    private static func headerRow(of text: [UInt8], isText: Bool, blockByteCount: Int) -> SheetHeader? {
        var finder = HeaderFinder(isText: isText, resolver: HeaderResolver())
        var reader = CSVReader(text, in: 0..<text.count, delimiter: .comma, blockByteCount: blockByteCount)
        while let block = result({ try reader.next() }) ?? nil {
            switch finder.consume(block) {
            case .found(let header): return header
            case .none: return nil
            case .undecided: continue
            }
        }
        return nil
    }

    static let html = FuzzTarget(name: "html") {
        [
            "<html><table><tr><td>姓名<td colspan=2>a&amp;b&#x4E00;</tr></table>", "<table><tr><th>a<table><tr><td>b</table></table>",
            "<!-- x --><script>a<b</script><table><tr><td a='>'>1<br>2",
        ].map { Array($0.utf8) }
    } run: { bytes in
        let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
        func dump(_ limits: Limits) -> CellDump? {
            result {
                var dump = CellDump()
                var reader = HTMLReader(text, from: 0, limits: limits)
                while let block = try reader.next() { dump.add(block) }
                return dump
            }
        }
        var limits = Limits.small
        limits.blockRowCount = 1
        demand(dump(.small) == dump(limits), "blocks of one row give other cells")
    }
}
