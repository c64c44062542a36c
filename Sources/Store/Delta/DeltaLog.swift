import Columnar
import FoundationEssentials

/// The JSON text of Delta log entries, in both directions.
package enum DeltaLog {
    static let readerVersion = 1
    static let writerVersion = 2

    /// `00000000000000000007.json`.
    static func entryName(_ version: Int64) -> String {
        let digits = String(version)
        return String(repeating: "0", count: 20 - digits.count) + digits + ".json"
    }

    /// The version that a name in `_delta_log` stands for; nil for any other file.
    static func version(ofEntry name: String) -> Int64? {
        let digits = name.utf8.prefix(20)
        guard name.utf8.count == 25, name.hasSuffix(".json"), digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            return nil
        }
        return Int64(String(decoding: digits, as: UTF8.self))
    }

    /// One action a line, members in the order of their names, so that equal actions give equal bytes.
    static func encode(_ actions: [DeltaAction]) -> [UInt8] {
        var bytes: [UInt8] = []
        for action in actions {
            bytes.append(contentsOf: JSON.encode(action))
            bytes.append(0x0A)
        }
        return bytes
    }

    /// - Throws: `.damaged` with the line's number.
    static func decode(_ bytes: [UInt8], path: String) throws(StoreError) -> [DeltaAction] {
        if let actions = scan(bytes) { return actions }
        return try decodeEachLine(bytes, path: path)
    }

    /// All lines in one go; nil where `JSONReader` gives up.
    package static func scan(_ bytes: [UInt8]) -> [DeltaAction]? {
        guard (try? UTF8Span(validating: bytes.span)) != nil else { return nil }
        var actions: [DeltaAction] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == lineEnd {
                position += 1
                continue
            }
            var reader = JSONReader(bytes, from: position)
            guard let action = try? DeltaAction(&reader), reader.next == lineEnd || reader.isAtEnd else { return nil }
            actions.append(action)
            position = reader.position
        }
        return actions
    }

    private static let lineEnd: UInt8 = 0x0A

    /// The plain twin, which reads whatever is JSON and names the line that is none.
    package static func decodeEachLine(_ bytes: [UInt8], path: String) throws(StoreError) -> [DeltaAction] {
        var actions: [DeltaAction] = []
        for (index, line) in bytes.split(separator: lineEnd).enumerated() {
            guard let action = JSON.decode(DeltaAction.self, from: Array(line)) else {
                throw StoreError(
                    .damaged, "expected a Delta action in line \(index + 1), found something else; restore the file",
                    location: path)
            }
            actions.append(action)
        }
        return actions
    }
}

/// JSON with a fixed spelling.
package enum JSON {
    static func encode(_ value: some Encodable, pretty: Bool = false) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            : [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            preconditionFailure("plain values always have a JSON form: \(error)")
        }
    }

    static func text(_ value: some Encodable) -> String { String(decoding: encode(value), as: UTF8.self) }

    /// Nil when the bytes are not JSON or lack a member.
    package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
        try? JSONDecoder().decode(type, from: Data(bytes))
    }
}
