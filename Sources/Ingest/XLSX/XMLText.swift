/// Turns the text of XML into the text that it stands for.
enum XMLText {
    /// Appends a piece of text: references replaced, CR and CR LF read as LF (XML 1.0, 2.11).
    ///
    /// A reference that is not known stays as it is; a code point that is none becomes U+FFFD.
    /// The output is never longer than the input.
    static func appendUnescaped(_ bytes: PaddedBytes, _ range: Range<Int>, to output: inout [UInt8]) {
        var index = range.lowerBound
        var start = index
        while index < range.upperBound {
            let byte = bytes[index]
            guard byte == 0x26 || byte == 0x0D else {
                index &+= 1
                continue
            }
            bytes.copy(start..<index, to: &output)
            if byte == 0x0D {
                output.append(0x0A)
                index &+= index + 1 < range.upperBound && bytes[index + 1] == 0x0A ? 2 : 1
                start = index
            } else if let end = appendReference(bytes, index..<range.upperBound, to: &output) {
                index = end
                start = end
            } else {
                start = index
                index &+= 1
            }
        }
        bytes.copy(start..<range.upperBound, to: &output)
    }

    /// Appends what the reference at the start of `range` stands for; nil when it is none.
    private static func appendReference(_ bytes: PaddedBytes, _ range: Range<Int>, to output: inout [UInt8]) -> Int? {
        let limit = min(range.upperBound, range.lowerBound + 12)
        guard let semicolon = (range.lowerBound..<limit).first(where: { bytes[$0] == 0x3B }) else { return nil }
        let name = (range.lowerBound + 1)..<semicolon
        if bytes[name.lowerBound] == 0x23 {
            guard let value = codePoint(bytes, (name.lowerBound + 1)..<semicolon) else { return nil }
            append(value, to: &output)
        } else if bytes.matches(name, "amp") {
            output.append(0x26)
        } else if bytes.matches(name, "lt") {
            output.append(0x3C)
        } else if bytes.matches(name, "gt") {
            output.append(0x3E)
        } else if bytes.matches(name, "quot") {
            output.append(0x22)
        } else if bytes.matches(name, "apos") {
            output.append(0x27)
        } else {
            return nil
        }
        return semicolon + 1
    }

    private static func codePoint(_ bytes: PaddedBytes, _ digits: Range<Int>) -> UInt32? {
        guard !digits.isEmpty else { return nil }
        let isHexadecimal = bytes[digits.lowerBound] | 0x20 == UInt8(ascii: "x")
        let range = isHexadecimal ? (digits.lowerBound + 1)..<digits.upperBound : digits
        guard !range.isEmpty else { return nil }
        var value: UInt32 = 0
        for index in range {
            guard let digit = hexadecimal(bytes[index]), isHexadecimal || digit < 10 else { return nil }
            value = min(value &* (isHexadecimal ? 16 : 10) &+ digit, 0x110000)
        }
        return value
    }

    static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x37)
        case 0x61...0x66: UInt32(byte - 0x57)
        default: nil
        }
    }

    static func append(_ codePoint: UInt32, to output: inout [UInt8]) {
        let scalar = codePoint == 0 ? nil : Unicode.Scalar(codePoint)
        output.append(contentsOf: Unicode.UTF8.encode(scalar ?? "\u{FFFD}")!)  // every scalar has a UTF-8 form
    }

    /// Replaces `_xHHHH_` from `start` to the end, in place: a UTF-16 unit, two of them for one code point beyond U+FFFF.
    /// **Source**: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
    static func decodeEscapes(_ text: inout [UInt8], from start: Int) {
        guard var read = text[start...].firstIndex(of: 0x5F) else { return }
        var write = read
        while read < text.count {
            guard let unit = escape(text, read) else {
                text[write] = text[read]
                write += 1
                read += 1
                continue
            }
            read += 7
            var codePoint = unit
            if unit & 0xFC00 == 0xD800, let low = escape(text, read), low & 0xFC00 == 0xDC00 {
                codePoint = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
                read += 7
            }
            var encoded: [UInt8] = []
            append(codePoint, to: &encoded)
            for byte in encoded {
                text[write] = byte
                write += 1
            }
        }
        text.removeSubrange(write...)
    }

    private static func escape(_ text: [UInt8], _ index: Int) -> UInt32? {
        guard index + 7 <= text.count, text[index] == 0x5F, text[index + 1] == UInt8(ascii: "x"), text[index + 6] == 0x5F
        else { return nil }
        var value: UInt32 = 0
        for offset in 2...5 {
            guard let digit = hexadecimal(text[index + offset]) else { return nil }
            value = value << 4 | digit
        }
        return value
    }
}
