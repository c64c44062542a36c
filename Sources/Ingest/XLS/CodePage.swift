/// Texts of Excel 5 and 95, whose bytes mean what the workbook's code page says.
struct CodePage: Sendable {
    /// As the record CODEPAGE states it; nil without one.
    let number: Int?

    private static let western: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}", "\u{2030}",
        "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}", "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}",
        "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}",
        "\u{17E}", "\u{178}",
    ]

    /// **Errors**: `unsupportedWorkbook` for letters in a code page that is not known here.
    func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout UTF8Buffer) throws(IngestError) {
        // Read while the buffer lives; copied into `output`.
        guard unsafe text.contains(where: { $0 >= 0x80 }) else { return unsafe output.append(text) }
        let bytes = unsafe Array(text)
        switch number {
        case 936, 54936: output.append(GB18030.decode(bytes, in: 0..<bytes.count).text)
        case 1252, 0x8001, 28591: appendWestern(bytes, to: &output)
        case 65001: output.append(String(decoding: bytes, as: UTF8.self).utf8)
        case nil, 0, 367, 1200: appendUndeclared(bytes, to: &output)
        case let other?: output.append(try SystemCodePage.decode(bytes, codePage: other))
        }
    }

    /// Without a code page: GBK, as in this country, unless the bytes are none.
    private func appendUndeclared(_ bytes: [UInt8], to output: inout UTF8Buffer) {
        let chinese = GB18030.decode(bytes, in: 0..<bytes.count)
        if chinese.replacementCount == 0 { output.append(chinese.text) } else { appendWestern(bytes, to: &output) }
    }

    private func appendWestern(_ bytes: [UInt8], to output: inout UTF8Buffer) {
        for byte in bytes {
            let scalar = (0x80...0x9F).contains(byte) ? Self.western[Int(byte) - 0x80] : Unicode.Scalar(byte)
            output.append(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
