import Records
import Store

/// A message of the catalogue cut at its placeholders.
struct MessageTemplate: Sendable {
    private enum Part: Sendable {
        case text(String)
        case placeholder(String)
    }

    private let parts: [Part]

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
    private static let templates: [(chinese: MessageTemplate, english: MessageTemplate)] = RuleTable.definitions.map {
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
