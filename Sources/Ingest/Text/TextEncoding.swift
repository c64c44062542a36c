/// How the characters of a text file are stored.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf8WithMark = "utf-8-bom"
    case gb18030
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"

    /// The encoding that the first bytes announce; nil without a byte order mark.
    package static func announced(by bytes: [UInt8]) -> TextEncoding? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8WithMark }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        return nil
    }

    /// A byte order mark, else strict UTF-8, else GB18030.
    ///
    /// **Source**: SPEC §6.2.
    package static func detect(_ bytes: [UInt8]) -> TextEncoding {
        if let announced = announced(by: bytes) { return announced }
        var check = UTF8Check()
        check.consume(bytes)
        return check.isValidToEnd ? .utf8 : .gb18030
    }

    /// **Units**: bytes.
    package var markLength: Int {
        switch self {
        case .utf8, .gb18030: 0
        case .utf8WithMark: 3
        case .utf16LittleEndian, .utf16BigEndian: 2
        }
    }
}
