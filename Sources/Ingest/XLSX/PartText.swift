/// Makes the bytes of an XML part valid UTF-8, which the scanners and everything after them rely on.
enum PartText {
    /// - Parameter bytes: the content and `PaddedBytes.padding` zero bytes; returned as they are when they are valid.
    static func normalise(_ bytes: consuming [UInt8], location: String) throws(IngestError) -> [UInt8] {
        let count = bytes.count - PaddedBytes.padding
        if let isBigEndian = utf16Order(bytes[..<count]) { return decodeUTF16(bytes[..<count], isBigEndian: isBigEndian) }
        try checkDeclaration(bytes[..<min(count, 200)], location: location)
        return validUTF8Count(bytes, from: 0, to: count) == count ? bytes : repaired(bytes[..<count])
    }

    /// Replaces what is not UTF-8 by U+FFFD.
    static func repaired(_ content: ArraySlice<UInt8>) -> [UInt8] {
        padded(String(decoding: content, as: UTF8.self))
    }

    /// Refuses the start of a streamed part that is not UTF-8.
    static func checkStart(_ bytes: [UInt8], location: String) throws(IngestError) {
        if utf16Order(bytes[...]) != nil {
            throw IngestError(.unsupportedWorkbook, "expected XML in UTF-8, found UTF-16; save the workbook again", location: location)
        }
        try checkDeclaration(bytes[..<min(bytes.count, 200)], location: location)
    }

    /// A window whose content is valid UTF-8 but for a sequence that its end may cut.
    static func repairedWindow(_ window: consuming [UInt8], isFinal: Bool) -> [UInt8] {
        let count = window.count - PaddedBytes.padding
        let valid = validUTF8Count(window, from: 0, to: count)
        // Rows end with `>`: what stands behind the last ASCII byte is read again with the next window.
        guard valid < count, let last = window[..<count].lastIndex(where: { $0 < 0x80 }), isFinal || valid <= last else {
            return window
        }
        let end = isFinal ? count : last + 1
        var result = repaired(window[..<end])
        result.insert(contentsOf: window[end..<count], at: result.count - PaddedBytes.padding)
        return result
    }

    private static func padded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        let text = text
        bytes.reserveCapacity(text.utf8.count + PaddedBytes.padding)
        bytes.append(contentsOf: text.utf8)
        bytes.append(contentsOf: repeatElement(0, count: PaddedBytes.padding))
        return bytes
    }

    /// Whether UTF-16 has its higher bytes first, by its mark or by a first `<`; nil for other encodings.
    private static func utf16Order(_ content: ArraySlice<UInt8>) -> Bool? {
        if content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0x3C, 0]) { return false }
        if content.starts(with: [0xFE, 0xFF]) || content.starts(with: [0, 0x3C]) { return true }
        return nil
    }

    private static func decodeUTF16(_ content: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
        let hasMark = content[content.startIndex] >= 0xFE
        let units = stride(from: content.startIndex + (hasMark ? 2 : 0), to: content.endIndex - 1, by: 2).lazy.map { index in
            let first = UInt16(content[index])
            let second = UInt16(content[index + 1])
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        return padded(String(decoding: Array(units), as: UTF16.self))
    }

    private static let usualDeclaration = Array(#"<?xml version="1.0" encoding="UTF-8""#.utf8)

    /// Refuses a declared encoding that is not UTF-8 or a part of it.
    static func checkDeclaration(_ start: ArraySlice<UInt8>, location: String) throws(IngestError) {
        if start.starts(with: usualDeclaration) { return }
        let text = String(decoding: start, as: UTF8.self)
        guard text.hasPrefix("<?xml"), let end = text.firstIndex(of: ">") else { return }
        let declaration = text[..<end].lowercased()
        guard declaration.contains("encoding") else { return }
        guard declaration.contains("utf-8") || declaration.contains("utf8") || declaration.contains("ascii") else {
            throw IngestError(.unsupportedWorkbook, "expected XML in UTF-8, found another encoding; save the workbook again", location: location)
        }
    }

    /// Where the first bytes are that are not UTF-8; `end` when there are none.
    static func validUTF8Count(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
        var replacements = 0
        return UTF8Check.validPrefix(bytes, in: start..<end, replacements: &replacements)
    }
}
