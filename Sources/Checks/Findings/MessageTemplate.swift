import Columnar
import Records
import Store

/// A message of the catalogue cut at its placeholders.
struct MessageTemplate: Sendable {
    fileprivate enum Part: Sendable {
        case text(String)
        case placeholder(String)
    }

    fileprivate let parts: [Part]

    init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            parts.append(.text(String(rest[..<open])))
            parts.append(.placeholder(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(String(rest)))
        self.parts = parts
    }

    /// Names of the placeholders in order.
    var placeholders: [String] {
        parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
    }

    /// - Parameter arguments: masked already; an argument that comes several times is a list, joined by `、`.
    func render(_ arguments: [(name: String, text: String)]) -> String {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .placeholder(let name):
                result += arguments.lazy.filter { $0.name == name }.map(\.text).joined(separator: "、")
            }
        }
        return result
    }
}

/// The messages of all rules, ready to be filled in.
public enum FindingMessages {
    fileprivate static let templates: [(chinese: MessageTemplate, english: MessageTemplate)] = RuleTable.definitions.map {
        (MessageTemplate($0.message.chinese), MessageTemplate($0.message.english))
    }

    /// The sentence of a finding in both languages; personal data goes through the masker.
    ///
    /// - Parameter arguments: the `arguments` column, `name␟maskKind␟text` joined by `␞`.
    public static func render(_ ruleID: String, arguments: String, _ masker: Masker) -> BilingualText? {
        guard RuleTable.definition(of: ruleID) != nil else { return nil }
        let decoded = Argument.decode(arguments).map { (name: $0.name, text: masker.text($0.text, as: $0.mask)) }
        let template = templates[RuleTable.position(of: ruleID)]
        return BilingualText(template.chinese.render(decoded), template.english.render(decoded))
    }
}

/// Fills in the messages of findings from bytes to bytes. `FindingMessages.render` says the same with strings.
struct MessageWriter {
    private enum Part {
        case text([UInt8])
        case placeholder([UInt8])
    }

    /// Name and masked text of an argument, as ranges of the buffers.
    private struct Item {
        let name: Range<Int>
        let text: Range<Int>
    }

    private static let kinds: [MaskKind] = [.none, .name, .idNumber, .birthDate, .phone, .address, .email]
    private static let comma = Array("、".utf8)

    private let masker: Masker
    private let templates: [(chinese: [Part], english: [Part])]
    private let kindNames = Self.kinds.map { Array($0.rawValue.utf8) }

    init(_ masker: Masker) {
        self.masker = masker
        templates = FindingMessages.templates.map { (Self.parts($0.chinese), Self.parts($0.english)) }
    }

    private static func parts(_ template: MessageTemplate) -> [Part] {
        template.parts.map { part in
            switch part {
            case .text(let text): .text(Array(text.utf8))
            case .placeholder(let name): .placeholder(Array(name.utf8))
            }
        }
    }

    /// Appends the message of a rule in both languages.
    ///
    /// - Parameter arguments: `name␟maskKind␟text` joined by `␞`.
    func render(
        _ rule: Int, _ arguments: ArraySlice<UInt8>, _ chinese: inout StringBuilder, _ english: inout StringBuilder
    ) {
        var masked: [UInt8] = []
        let items = items(arguments, &masked)
        for (parts, isChinese) in [(templates[rule].chinese, true), (templates[rule].english, false)] {
            var message: [UInt8] = []
            message.reserveCapacity(128)
            for part in parts {
                switch part {
                case .text(let text): message.append(contentsOf: text)
                case .placeholder(let name): append(name, of: items, arguments, masked, to: &message)
                }
            }
            if isChinese { chinese.append(message.span) } else { english.append(message.span) }
        }
    }

    /// An argument that comes several times is a list.
    private func append(
        _ name: [UInt8], of items: [Item], _ arguments: ArraySlice<UInt8>, _ masked: [UInt8], to message: inout [UInt8]
    ) {
        var isFirst = true
        for item in items where arguments[item.name].elementsEqual(name) {
            if !isFirst { message.append(contentsOf: Self.comma) }
            isFirst = false
            message.append(contentsOf: masked[item.text])
        }
    }

    private func items(_ arguments: ArraySlice<UInt8>, _ masked: inout [UInt8]) -> [Item] {
        var items: [Item] = []
        var start = arguments.startIndex
        while start < arguments.endIndex {
            let end = arguments[start...].firstIndex(of: 0x1E) ?? arguments.endIndex
            if let first = arguments[start..<end].firstIndex(of: 0x1F),
                let second = arguments[(first + 1)..<end].firstIndex(of: 0x1F),
                let kind = kindNames.firstIndex(where: { arguments[(first + 1)..<second].elementsEqual($0) })
            {
                let textStart = masked.count
                masker.append(arguments[(second + 1)..<end], as: Self.kinds[kind], to: &masked)
                items.append(Item(name: start..<first, text: textStart..<masked.count))
            }
            start = end + 1
        }
        return items
    }
}
