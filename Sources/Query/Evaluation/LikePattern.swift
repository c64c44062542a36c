/// A pattern of LIKE, taken apart: `%` any text, `_` any character, the escape character before either of them.
///
/// **Source**: PostgreSQL, "Pattern Matching".
struct LikePattern: Sendable, CustomStringConvertible {
    private enum Part: Sendable, Equatable {
        case any
        case one
        case scalar(UInt32)
    }

    private let parts: [Part]
    private let ignoresCase: Bool
    /// When the pattern is a text, or a text with `%` at one or both ends.
    private let plain: Plain?
    let description: String

    private struct Plain: Sendable {
        let bytes: [UInt8]
        let isOpenBefore: Bool
        let isOpenBehind: Bool
    }

    /// Nil when the pattern ends with the escape character.
    init?(_ pattern: String, escape: Unicode.Scalar?, ignoresCase: Bool) {
        var parts: [Part] = []
        var isEscaped = false
        for scalar in (ignoresCase ? pattern.lowercased() : pattern).unicodeScalars {
            if isEscaped {
                parts.append(.scalar(scalar.value))
                isEscaped = false
            } else if scalar == escape {
                isEscaped = true
            } else if scalar == "%" {
                if parts.last != .any { parts.append(.any) }
            } else {
                parts.append(scalar == "_" ? .one : .scalar(scalar.value))
            }
        }
        if isEscaped { return nil }
        self.parts = parts
        self.ignoresCase = ignoresCase
        description = "\(pattern)\(ignoresCase)\(escape.map(String.init) ?? "")"
        plain = ignoresCase ? nil : LikePattern.plain(parts)
    }

    private static func plain(_ parts: [Part]) -> Plain? {
        let middle = parts.drop { $0 == .any }
        let opensBefore = middle.count < parts.count
        var core = Array(middle)
        let opensBehind = core.last == .any
        if opensBehind { core.removeLast() }
        var text = String.UnicodeScalarView()
        for part in core {
            guard case .scalar(let value) = part, let scalar = Unicode.Scalar(value) else { return nil }
            text.append(scalar)
        }
        return Plain(bytes: Array(String(text).utf8), isOpenBefore: opensBefore, isOpenBehind: opensBehind)
    }

    /// The text that every match begins with; empty when there is none.
    var fixedPrefix: [UInt8] { plain.map { $0.isOpenBefore ? [] : $0.bytes } ?? [] }

    func matches(_ text: Span<UInt8>) -> Bool {
        if let plain { return LikePattern.matches(text, plain) }
        let string = text.string
        return matches(Array((ignoresCase ? string.lowercased() : string).unicodeScalars))
    }

    private static func matches(_ text: Span<UInt8>, _ plain: Plain) -> Bool {
        let wanted = plain.bytes.span
        guard text.count >= wanted.count else { return false }
        if !plain.isOpenBefore {
            guard plain.isOpenBehind || text.count == wanted.count else { return false }
            return text.extracting(first: wanted.count).isEqual(to: wanted)
        }
        if !plain.isOpenBehind { return text.extracting(last: wanted.count).isEqual(to: wanted) }
        var start = 0
        while start + wanted.count <= text.count {
            if text.extracting(start..<start + wanted.count).isEqual(to: wanted) { return true }
            start += 1
        }
        return false
    }

    /// Goes back to the last `%` only, which is enough: time is at most text × pattern.
    private func matches(_ text: [Unicode.Scalar]) -> Bool {
        var place = 0
        var part = 0
        var retryPart = -1
        var retryPlace = 0
        while place < text.count {
            if part < parts.count, parts[part] == .any {
                retryPart = part
                retryPlace = place
                part += 1
            } else if part < parts.count, parts[part] == .one || parts[part] == .scalar(text[place].value) {
                part += 1
                place += 1
            } else if retryPart >= 0 {
                retryPlace += 1
                place = retryPlace
                part = retryPart + 1
            } else {
                return false
            }
        }
        while part < parts.count, parts[part] == .any { part += 1 }
        return part == parts.count
    }
}

extension Span<UInt8> {
    /// Invalid UTF-8 becomes U+FFFD.
    var string: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in 0..<count { bytes.append(self[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
