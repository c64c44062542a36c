/// Bytes of a text file to UTF-8.
package enum TextDecoder {
    /// Decodes whole characters; the byte order mark must be left out of the range.
    ///
    /// - Returns: the text, and how often U+FFFD stands in it: undecodable bytes are read as that.
    /// - Precondition: `range` lies within `bytes`.
    package static func decode(
        _ bytes: [UInt8], in range: Range<Int>, as encoding: TextEncoding
    ) -> (text: [UInt8], replacementCount: Int) {
        switch encoding {
        case .gb18030: return GB18030.decode(bytes, in: range)
        case .utf16LittleEndian: return UTF16Text.decode(bytes, in: range, bigEndian: false)
        case .utf16BigEndian: return UTF16Text.decode(bytes, in: range, bigEndian: true)
        case .utf8, .utf8WithMark: return repaired(bytes, in: range)
        }
    }

    /// UTF-8 that may be damaged: what was announced by its mark is not guessed again.
    private static func repaired(_ bytes: [UInt8], in range: Range<Int>) -> (text: [UInt8], replacementCount: Int) {
        var replacements = 0
        if UTF8Check.validPrefix(bytes, in: range, replacements: &replacements) == range.upperBound {
            return (range == 0..<bytes.count ? bytes : Array(bytes[range]), replacements)
        }
        let text = Array(String(decoding: bytes[range], as: UTF8.self).utf8)
        replacements = 0
        _ = UTF8Check.validPrefix(text, in: 0..<text.count, replacements: &replacements)
        return (text, replacements)
    }
}
