import Columnar
import Records

extension TableBatch {
    /// Hashes of the loose keys of 班内学号 or 学籍辅号, 0 where blank. Equal keys hash equal; callers verify by value.
    func looseHashes(_ field: String) throws -> [UInt64] {
        let texts = try text(field)
        let bytes = texts.values.bytes
        return (0..<rowCount).map { row in
            if texts.isNull(row) { return 0 }
            var range = texts.range(row)
            if !bytes[range].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
                if Self.isOwnKey(bytes[range]) { return ByteHash.of(bytes, range) | 1 }
                let key = Array(LooseKey.of(texts.string(row) ?? "").utf8)
                return ByteHash.of(key, 0..<key.count) | 1
            }
            while range.count > 1, bytes[range.lowerBound] == 0x30 { range = range.lowerBound + 1..<range.upperBound }
            return ByteHash.of(bytes, range) | 1
        }
    }

    /// Whether N2 leaves a text as it is, for most numbers with letters: ASCII without spaces, small letters and a leading
    /// apostrophe.
    private static func isOwnKey(_ text: ArraySlice<UInt8>) -> Bool {
        if text.first == 0x27 || text.first == 0x60 { return false }
        return text.allSatisfy { $0 > 0x20 && $0 < 0x7F && !($0 >= 0x61 && $0 <= 0x7A) }
    }
}

/// **Source**: RULES, conventions: *loose key*.
enum LooseKey {
    static func of(_ text: String) -> String { ContactFormats.looseKey(Normaliser.n2(text)) }
}
