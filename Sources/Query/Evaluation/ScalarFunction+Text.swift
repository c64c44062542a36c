import Columnar
import Records

extension ScalarFunction {
    /// Functions of text; positions and lengths count Unicode scalars from 1.
    func text(_ arguments: [Value]) throws(FunctionFailure) -> Value {
        let text = arguments[0].string
        switch self {
        case .length: return .int(Int64(text.unicodeScalars.count))
        case .octetLength: return .int(Int64(text.utf8.count))
        case .upper: return .text(text.uppercased())
        case .lower: return .text(text.lowercased())
        case .reverse: return .text(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
        case .btrim, .ltrim, .rtrim: return .text(trimmed(text, arguments.count > 1 ? arguments[1].string : " "))
        case .replace: return try ScalarFunction.limited(Self.replacing(text, arguments[1].string, arguments[2].string))
        case .substring: return try substring(text, arguments)
        case .left, .right: return .text(side(text, arguments[1].int))
        case .strpos: return .int(Int64(Self.position(of: arguments[1].string, in: text)))
        case .startsWith: return .bool(Self.isPrefix(arguments[1].string.utf8, of: text.utf8))
        case .concatenate: return try Self.limited(text + arguments[1].string)
        case .repeat_:
            let count = max(0, arguments[1].int)
            let (bytes, overflow) = Int64(text.utf8.count).multipliedReportingOverflow(by: count)
            if overflow || bytes > Int64(QueryLimits.textByteCount) { throw FunctionFailure.tooLong }
            return .text(bytes == 0 ? "" : String(repeating: text, count: Int(count)))
        case .lpad, .rpad: return try padded(text, arguments)
        case .splitPart: return try part(text, arguments)
        case .divisionName: return Self.division(text)
        case .codeLabel: return Self.label(list: text, code: arguments[1].string)
        default: preconditionFailure("not a function of text")
        }
    }

    private func trimmed(_ text: String, _ characters: String) -> String {
        let set = Set(characters.unicodeScalars)
        var scalars = text.unicodeScalars[...]
        if self != .rtrim { while let first = scalars.first, set.contains(first) { scalars.removeFirst() } }
        if self != .ltrim { while let last = scalars.last, set.contains(last) { scalars.removeLast() } }
        return String(scalars)
    }

    private static func isPrefix(_ prefix: String.UTF8View, of text: String.UTF8View) -> Bool { text.starts(with: prefix) }

    private static func replacing(_ text: String, _ old: String, _ new: String) -> String {
        let needle = Array(old.utf8)
        if needle.isEmpty { return text }
        let source = Array(text.utf8)
        let replacement = Array(new.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < source.count {
            if source.count - index >= needle.count, source[index..<index + needle.count].elementsEqual(needle) {
                result += replacement
                index += needle.count
                if result.count > QueryLimits.textByteCount { break }
            } else {
                result.append(source[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The part of `start … start + count - 1` that exists.
    private func substring(_ text: String, _ arguments: [Value]) throws(FunctionFailure) -> Value {
        let scalars = text.unicodeScalars
        let start = arguments[1].int
        var end = Int64.max
        if arguments.count > 2 {
            if arguments[2].int < 0 { throw FunctionFailure(chinese: "substring 的长度不能为负", english: "a negative length for substring") }
            let (sum, overflow) = start.addingReportingOverflow(arguments[2].int)
            end = overflow ? .max : sum
        }
        let from = max(1, start)
        guard end > from else { return .text("") }
        let skipped = scalars.dropFirst(Int(clamping: from - 1))
        return .text(String(end == .max ? skipped : skipped.prefix(Int(clamping: end - from))))
    }

    /// A negative count leaves characters out at the other end.
    private func side(_ text: String, _ count: Int64) -> String {
        let scalars = text.unicodeScalars
        let size = Int(clamping: Swift.abs(max(count, -Int64.max)))
        if self == .left { return String(count >= 0 ? scalars.prefix(size) : scalars.dropLast(size)) }
        return String(count >= 0 ? scalars.suffix(size) : scalars.dropFirst(size))
    }

    private static func position(of needle: String, in text: String) -> Int {
        let wanted = Array(needle.unicodeScalars)
        let scalars = Array(text.unicodeScalars)
        if wanted.isEmpty { return 1 }
        var start = 0
        while start + wanted.count <= scalars.count {
            if scalars[start..<start + wanted.count].elementsEqual(wanted) { return start + 1 }
            start += 1
        }
        return 0
    }

    private func padded(_ text: String, _ arguments: [Value]) throws(FunctionFailure) -> Value {
        let length = Int(clamping: max(0, arguments[1].int))
        if length > QueryLimits.textByteCount / 4 { throw FunctionFailure.tooLong }
        let scalars = Array(text.unicodeScalars)
        let fill = arguments.count > 2 ? Array(arguments[2].string.unicodeScalars) : [" "]
        if scalars.count >= length || fill.isEmpty { return .text(String(String.UnicodeScalarView(scalars.prefix(length)))) }
        let padding = (0..<length - scalars.count).map { fill[$0 % fill.count] }
        return .text(String(String.UnicodeScalarView(self == .lpad ? padding + scalars : scalars + padding)))
    }

    private func part(_ text: String, _ arguments: [Value]) throws(FunctionFailure) -> Value {
        let number = arguments[2].int
        if number == 0 { throw FunctionFailure(chinese: "split_part 的序号从 1 数起", english: "fields of split_part count from 1") }
        let separator = Array(arguments[1].string.utf8)
        let bytes = Array(text.utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while !separator.isEmpty, index + separator.count <= bytes.count {
            if bytes[index..<index + separator.count].elementsEqual(separator) {
                parts.append(bytes[start..<index])
                index += separator.count
                start = index
            } else {
                index += 1
            }
        }
        parts.append(bytes[start...])
        let place = number > 0 ? Int(clamping: number - 1) : parts.count + Int(clamping: number)
        return .text(parts.indices.contains(place) ? String(decoding: parts[place], as: UTF8.self) : "")
    }

    /// The name of the division that the first six characters are the code of.
    private static func division(_ text: String) -> Value {
        AdminDivision.lookup(firstSixOf: Array(text.utf8).span).map { .text($0.name) } ?? .null
    }

    private static func label(list: String, code: String) -> Value {
        guard let label = CodeList.named(list)?.label(of: code) else { return .null }
        return .text(label)
    }
}
