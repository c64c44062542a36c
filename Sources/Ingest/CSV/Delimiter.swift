/// What separates the fields of a text file.
package enum Delimiter: UInt8, Sendable {
    case comma = 0x2C
    case tab = 0x09

    /// A tab when the first 20 lines together have more tabs than commas, else a comma.
    ///
    /// **Source**: SPEC §6.2. A line ends at LF, CRLF or CR, also inside quotes.
    package static func guess(_ bytes: [UInt8], in range: Range<Int>) -> Delimiter {
        var tabs = 0
        var commas = 0
        var lines = 0
        var previous: UInt8 = 0
        for i in range {
            let byte = bytes[i]
            switch byte {
            case 0x09: tabs += 1
            case 0x2C: commas += 1
            case 0x0D: lines += 1
            case 0x0A where previous != 0x0D: lines += 1
            default: break
            }
            if lines == 20 { break }
            previous = byte
        }
        return tabs > commas ? .tab : .comma
    }
}
