/// A JSON text in memory, as far as the store's own log entries need it.
///
/// The library's decoder takes any JSON and any type, and pays for it: the logs of a province took a tenth of a short check.
/// This one gives up, with nil, at whatever our own writer does not write (escapes by number, fractions, a member twice) and
/// at whatever is wrong; then the library's decoder has the word, which is also the plain twin in the tests.
package indirect enum JSONScan: Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSONScan])
    case object([String: JSONScan])

    package init?(_ bytes: [UInt8]) {
        var reader = JSONScanReader(bytes)
        guard let value = reader.value(depth: 0), reader.isAtEnd else { return nil }
        self = value
    }

    var string: String? { if case .string(let text) = self { text } else { nil } }
    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    var bool: Bool? { if case .bool(let truth) = self { truth } else { nil } }
    var object: [String: JSONScan]? { if case .object(let members) = self { members } else { nil } }
}

/// Goes over the bytes once; nil ends it.
private struct JSONScanReader {
    private static let depthLimit = 16
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return position == bytes.count
        }
    }

    mutating func value(depth: Int) -> JSONScan? {
        skipSpace()
        guard depth < Self.depthLimit, position < bytes.count else { return nil }
        switch bytes[position] {
        case 0x22: return string().map(JSONScan.string)
        case 0x7B: return object(depth)
        case 0x5B: return array(depth)
        case 0x74: return word("true", .bool(true))
        case 0x66: return word("false", .bool(false))
        case 0x6E: return word("null", .null)
        default: return integer()
        }
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func word(_ text: StaticString, _ value: JSONScan) -> JSONScan? {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count, bytes[position..<position + count].elementsEqual(String(describing: text).utf8)
        else { return nil }
        position += count
        return value
    }

    private mutating func object(_ depth: Int) -> JSONScan? {
        position += 1
        var members: [String: JSONScan] = [:]
        if take(0x7D) { return .object(members) }
        repeat {
            skipSpace()
            guard position < bytes.count, bytes[position] == 0x22, let name = string(), take(0x3A),
                let value = value(depth: depth + 1), members.updateValue(value, forKey: name) == nil
            else { return nil }
        } while take(0x2C)
        return take(0x7D) ? .object(members) : nil
    }

    private mutating func array(_ depth: Int) -> JSONScan? {
        position += 1
        var values: [JSONScan] = []
        if take(0x5D) { return .array(values) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
        } while take(0x2C)
        return take(0x5D) ? .array(values) : nil
    }

    private mutating func integer() -> JSONScan? {
        let start = position
        if bytes[position] == 0x2D { position += 1 }
        let digits = position
        while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
        // No digits, a leading zero, −0.
        guard position > digits, bytes[digits] != 0x30 || (position == digits + 1 && digits == start) else { return nil }
        // A fraction or exponent ends in something that no value ends with, and is given up there.
        return Int64(String(decoding: bytes[start..<position], as: UTF8.self)).map(JSONScan.integer)
    }

    private mutating func string() -> String? {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C, bytes[position] >= 0x20 { position += 1 }
        guard position < bytes.count, bytes[position] >= 0x20 else { return nil }
        if bytes[position] == 0x22 {
            position += 1
            return String(validating: bytes[start..<position - 1], as: UTF8.self)
        }
        var text = Array(bytes[start..<position])
        while position < bytes.count, bytes[position] >= 0x20 {
            let byte = bytes[position]
            position += 1
            if byte == 0x22 { return String(validating: text, as: UTF8.self) }
            guard byte == 0x5C else {
                text.append(byte)
                continue
            }
            guard position < bytes.count, let meant = Self.escaped(bytes[position]) else { return nil }
            text.append(meant)
            position += 1
        }
        return nil
    }

    private static func escaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x22, 0x5C, 0x2F: byte
        case 0x62: 0x08
        case 0x66: 0x0C
        case 0x6E: 0x0A
        case 0x72: 0x0D
        case 0x74: 0x09
        default: nil
        }
    }
}
