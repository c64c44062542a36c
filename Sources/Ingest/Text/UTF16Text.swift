/// UTF-16 to UTF-8.
package enum UTF16Text {
    /// Decodes a range of bytes; half a pair and a lone last byte are read as U+FFFD.
    ///
    /// - Returns: the text, and how often U+FFFD stands in it.
    /// - Precondition: `range` lies within `bytes`.
    package static func decode(
        _ bytes: [UInt8], in range: Range<Int>, bigEndian: Bool
    ) -> (text: [UInt8], replacementCount: Int) {
        var text: [UInt8] = []
        text.reserveCapacity(range.count + range.count / 2)
        var replacements = 0
        let high = bigEndian ? 0 : 1
        var i = range.lowerBound
        while i + 1 < range.upperBound {
            let unit = UInt32(bytes[i + high]) << 8 | UInt32(bytes[i + 1 - high])
            i += 2
            if unit < 0x80 {
                text.append(UInt8(truncatingIfNeeded: unit))
                continue
            }
            var scalar = unit
            if unit >= 0xD800 && unit <= 0xDFFF {
                scalar = 0xFFFD
                if unit < 0xDC00, i + 1 < range.upperBound {
                    let next = UInt32(bytes[i + high]) << 8 | UInt32(bytes[i + 1 - high])
                    if next >= 0xDC00 && next <= 0xDFFF {
                        scalar = 0x10000 + (unit - 0xD800) << 10 + (next - 0xDC00)
                        i += 2
                    }
                }
            }
            if scalar == 0xFFFD { replacements += 1 }
            append(scalar, to: &text)
        }
        if i < range.upperBound {
            append(0xFFFD, to: &text)
            replacements += 1
        }
        return (text, replacements)
    }

    private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(scalar) else { return }
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
