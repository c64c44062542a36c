/// 核对码, the digest of a pupil's row that stands on the print-out which the parents sign.
///
/// **Source**: SPEC §2.6. The vector of the specification is a test.
public enum RowDigest {
    /// The 70 fields of the template in its order.
    public static let fields: [FieldDefinition] = RegistryTable.student.fields
        .filter { $0.templatePosition != nil }
        .sorted { ($0.templatePosition ?? 0) < ($1.templatePosition ?? 0) }

    /// U+001F, between the values.
    public static let separator: UInt8 = 0x1F

    /// The code of values in the order of `fields`: canonical code (是 = 1, 否 = 0; 入学方式 with the pupil's stage),
    /// canonical date (20070831, 201309), else the normalised text; blank, unreadable or no such column: empty.
    public static func code(_ values: [String]) -> String {
        precondition(values.count == fields.count, "a digest takes \(fields.count) values")
        return code(joined: Array(values.joined(separator: "\u{1F}").utf8).span)
    }

    /// The code of values that are joined already: eight hexadecimal digits in upper case.
    public static func code(joined: Span<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let text = SHA256Digest.bytes(joined).prefix(4).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// A digest as somebody typed it into a sign-off row.
    public enum Typed: Sendable, Hashable {
        case code(UInt32)
        /// A text that no row can have.
        case other

        /// Reads a text after N2.
        public init(_ text: String) {
            let digits = Normaliser.n2(text)
            let isCode = digits.utf8.count == 8 && digits.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x41 && $0 <= 0x46 }
            self = isCode ? UInt32(digits, radix: 16).map(Typed.code) ?? .other : .other
        }
    }
}
