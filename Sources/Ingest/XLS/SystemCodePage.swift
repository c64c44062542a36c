import Glibc

/// Code pages that only the C library knows: Big5, Cyrillic, those of the Mac.
enum SystemCodePage {
    /// The text as UTF-8; bytes that stand for nothing are U+FFFD.
    ///
    /// **Errors**: `unsupportedWorkbook` where the C library does not know the code page.
    static func decode(_ bytes: [UInt8], codePage: Int) throws(IngestError) -> [UInt8] {
        // The names are copied; the handle is closed at the end, -1 stands for none.
        guard let converter = unsafe iconv_open("UTF-8", name(of: codePage)), Int(bitPattern: converter) != -1 else {
            throw IngestError(
                .unsupportedWorkbook, "expected text in a known code page, found \(codePage); save the workbook as .xlsx")
        }
        defer { unsafe iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // No code page gives more than three bytes for one, and U+FFFD has three.
        var output = [CChar](repeating: 0, count: 3 * bytes.count + 8)
        var written = 0
        unsafe convert(converter, &input, &output, &written)
        return output[..<written].map { UInt8(bitPattern: $0) }
    }

    private static func convert(_ converter: iconv_t, _ input: inout [CChar], _ output: inout [CChar], _ written: inout Int) {
        var read = 0
        let inputCount = input.count
        let outputCount = output.count
        unsafe input.withUnsafeMutableBufferPointer { from in
            unsafe output.withUnsafeMutableBufferPointer { to in
                while read < inputCount, written + 3 <= outputCount {
                    // iconv moves both pointers and counts down what is left of both buffers, which outlive the call.
                    var source = unsafe from.baseAddress.map { unsafe $0 + read }
                    var target = unsafe to.baseAddress.map { unsafe $0 + written }
                    var left = inputCount - read
                    var room = outputCount - written
                    _ = unsafe iconv(converter, &source, &left, &target, &room)
                    read = inputCount - left
                    written = outputCount - room
                    guard left > 0, room >= 3 else { break }
                    // It stopped at a byte that it does not know.
                    for (offset, byte) in Unicode.UTF8.encodedReplacementCharacter.enumerated() {
                        unsafe to[written + offset] = CChar(bitPattern: byte)
                    }
                    written += 3
                    read += 1
                }
            }
        }
    }

    private static func name(of codePage: Int) -> String {
        switch codePage {
        case 10000: "MACINTOSH"
        case 10007: "MAC-CYRILLIC"
        case 10029: "MAC-CENTRALEUROPE"
        default: "CP\(codePage)"
        }
    }
}
