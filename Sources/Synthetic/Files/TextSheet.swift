import CDeflate
import Glibc

/// Writes sheets as comma-separated text.
enum TextSheet {
    /// The text and the line on which each record starts, from 1.
    static func render(_ content: SheetContent, firstLine: Int = 1, hasHeader: Bool = true) -> (bytes: [UInt8], rowNumbers: [Int]) {
        var out: [UInt8] = []
        out.reserveCapacity(content.rows.count * 760 + 4096)
        var line = firstLine
        if hasHeader {
            for title in content.titles { append(title, &out, &line) }
            for (index, column) in content.columns.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                out.append(contentsOf: column.header.utf8)
            }
            endLine(&out, &line)
            if content.hasExampleRow {
                append(content.columns.indices.map(content.exampleText).joined(separator: ","), &out, &line)
            }
        }
        var numbers: [Int] = []
        numbers.reserveCapacity(content.rows.count)
        for (position, row) in content.rows.enumerated() {
            numbers.append(line)
            for (index, column) in content.columns.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                switch column.source {
                case .field(let field): line += appendCell(content.table, row, field, &out)
                case .serial: out.append(contentsOf: String(position + 1).utf8)
                case .constant(let text): out.append(contentsOf: text.utf8)
                }
            }
            endLine(&out, &line)
        }
        return (out, numbers)
    }

    /// Puts one byte that UTF-8 never has in the place of each U+FFFD.
    static func breakReplacements(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let isSign = index + 2 < bytes.count && bytes[index] == 0xEF && bytes[index + 1] == 0xBF && bytes[index + 2] == 0xBD
            out.append(isSign ? 0xFF : bytes[index])
            index += isSign ? 3 : 1
        }
        return out
    }

    private static func append(_ text: String, _ out: inout [UInt8], _ line: inout Int) {
        out.append(contentsOf: text.utf8)
        endLine(&out, &line)
    }

    private static func endLine(_ out: inout [UInt8], _ line: inout Int) {
        out.append(13)
        out.append(10)
        line += 1
    }

    /// Appends one cell, quoted where needed; the number of line ends inside it.
    private static func appendCell(_ table: RecordTable, _ row: Int, _ field: Int, _ out: inout [UInt8]) -> Int {
        let cell = table.cells[row * table.width + field]
        if cell.count == 0 { return 0 }
        let range = Int(cell.start)..<Int(cell.start + cell.count)
        var needsQuotes = false
        for index in range {
            let byte = table.bytes[index]
            if byte == 44 || byte == 34 || byte == 10 || byte == 13 { needsQuotes = true }
        }
        if !needsQuotes {
            out.append(contentsOf: table.bytes[range])
            return 0
        }
        var lines = 0
        out.append(34)
        for byte in table.bytes[range] {
            if byte == 34 { out.append(34) }
            if byte == 10 { lines += 1 }
            out.append(byte)
        }
        out.append(34)
        return lines
    }
}

/// Text encodings of the drop folder.
enum TextEncoding {
    case utf8, utf8Mark, gb18030, utf16

    func encode(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .utf8: return bytes
        case .utf8Mark: return [0xEF, 0xBB, 0xBF] + bytes
        case .utf16:
            var out: [UInt8] = [0xFF, 0xFE]
            out.reserveCapacity(bytes.count * 2)
            for unit in String(decoding: bytes, as: UTF8.self).utf16 {
                out.append(UInt8(truncatingIfNeeded: unit))
                out.append(UInt8(truncatingIfNeeded: unit >> 8))
            }
            return out
        case .gb18030: return TextEncoding.toGB18030(bytes)
        }
    }

    private static func toGB18030(_ bytes: [UInt8]) -> [UInt8] {
        guard let converter = unsafe iconv_open("GB18030", "UTF-8"), unsafe converter != iconv_t(bitPattern: -1) else {
            preconditionFailure("the C library cannot write GB18030")
        }
        defer { unsafe _ = iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // Four bytes a character at most, and a character takes at least one byte of UTF-8.
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
        let capacity = output.count
        var left = capacity
        // Both buffers outlive the call, and the counts given are their sizes.
        let failed = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                var count = source.count
                return unsafe iconv(converter, &from, &count, &to, &left) == -1
            }
        }
        precondition(!failed, "text that GB18030 cannot hold")
        return output[0..<(capacity - left)].map { UInt8(bitPattern: $0) }
    }
}
