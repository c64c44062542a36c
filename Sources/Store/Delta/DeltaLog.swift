import Columnar
import FoundationEssentials

/// The JSON text of Delta log entries, in both directions.
enum DeltaLog {
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
        var actions: [DeltaAction] = []
        for (index, line) in bytes.split(separator: 0x0A).enumerated() {
            let line = Array(line)
            guard let action = DeltaAction(scanning: line) ?? JSON.decode(DeltaAction.self, from: line) else {
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
