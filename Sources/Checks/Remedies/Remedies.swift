import Records
import Store

/// What to type or do instead, for the person who has to mend a finding.
public enum Remedies {
    private static let templates: [String: (chinese: MessageTemplate, english: MessageTemplate)] = RemedyTable.all.mapValues {
        (MessageTemplate($0.chinese), MessageTemplate($0.english))
    }

    /// The sentence in both languages; personal data goes through the masker.
    public static func of(_ finding: Finding, _ masker: Masker) -> BilingualText {
        let field = RegistryTable(rawValue: finding.table)?.field(named: finding.field)
        return of(finding.ruleID, field: field, value: finding.value, arguments: Argument.decode(finding.arguments), masker)
    }

    /// The same from the parts of a finding.
    package static func of(
        _ rule: String, field: FieldDefinition?, value: String, arguments: [Argument], _ masker: Masker
    ) -> BilingualText {
        guard let template = templates[rule] else { return BilingualText("", "") }
        let hints = RemedyHints(rule: rule, field: field, value: value, arguments: arguments).hints
        let all = (arguments + hints).map { (name: $0.name, text: shown($0, masker)) }
        return BilingualText(template.chinese.render(all), trimmed(template.english.render(all)))
    }

    /// The placeholders of every remedy, for the test that something fills them.
    package static var placeholders: [(rule: String, chinese: [String], english: [String])] {
        templates.map { ($0, $1.chinese.placeholders, $1.english.placeholders) }
    }

    package static func placeholders(in message: BilingualText) -> [String] {
        MessageTemplate(message.chinese).placeholders + MessageTemplate(message.english).placeholders
    }

    /// A masked birth date keeps its form, so that nobody types the year alone.
    private static func shown(_ argument: Argument, _ masker: Masker) -> String {
        let text = masker.text(argument.text, as: argument.mask)
        return argument.mask == .birthDate && text.utf8.count == 4 && text != argument.text ? text + "****" : text
    }

    /// Without the space that an empty placeholder leaves at the end.
    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}

/// What a remedy says beyond the arguments of its message.
struct RemedyHints {
    let rule: String
    let field: FieldDefinition?
    let value: String
    let arguments: [Argument]

    var hints: [Argument] {
        switch rule {
        case "IDN-05": [Argument("sex2", text("sex") == "男" ? "女" : "男")]
        case "GRD-07": [Argument("methods", methods.joined(separator: "或")), Argument("methods_en", methods.joined(separator: " or "))]
        case "REF-10": divisionHints
        case "COD-01", "CMP-01", "CMP-02": optionHints
        case "COD-06": kilometres.map { [Argument("km", ":\($0)"), Argument("km_en", ": \($0)")] } ?? []
        case "FMT-03": formHints
        default: []
        }
    }

    private func text(_ name: String) -> String { arguments.first { $0.name == name }?.text ?? "" }

    /// The methods of the other stages than the one at hand.
    private var methods: [String] {
        let isSenior = ["高中"].contains { text("grade").hasPrefix($0) }
        let entries = CodeList.named("admission_method")?.entries ?? []
        return entries.filter { $0["stage"] == (isSenior ? "senior" : "compulsory") }.map { "“\($0.label)”" }
    }

    private var formHints: [Argument] {
        let (form, example) = field?.type == .month6 ? ("YYYYMM", "201309") : ("YYYYMMDD", "20070831")
        return [Argument("form", "\(form)(如\(example))"), Argument("form_en", "\(form) (such as \(example))")]
    }

    /// Six digits of a known division only lack their zeros.
    private var divisionHints: [Argument] {
        let code = text("c")
        if code.utf8.count == 6, let number = Int32(code), AdminDivision.lookup(number) != nil {
            return [Argument("code12", "改为\(code)000000"), Argument("code12_en", "type \(code)000000")]
        }
        return [
            Argument("code12", "按户口簿地址查12位行政区划代码"),
            Argument("code12_en", "look up the 12-digit division code of the address in the household register"),
        ]
    }

    private var kilometres: String? {
        let digits = Normaliser.n2(text("v")).prefix { "0123456789.".contains($0) }
        return digits.isEmpty || Double(digits) == nil ? nil : String(digits)
    }

    /// Labels to choose from: all of a short list, of a long one those that look like what was typed.
    private var optionHints: [Argument] {
        let isGrade = field?.type == .grade
        let labels = isGrade ? Grade.allCases.map(\.chineseName) : field?.codeList?.entries.filter(\.isAccepted).map(\.label)
        guard let labels else {
            return field.map { [Argument("options", "“\($0.chineseName)”"), Argument("options_en", $0.name)] } ?? []
        }
        let near = labels.count <= 8 ? labels : Likeness.nearest(to: Normaliser.n1(value), among: labels, count: 3)
        if near.isEmpty {
            return [
                Argument("options", "导入模板下拉列表中的名称"), Argument("options_en", "a label of the template's drop-down list"),
            ]
        }
        return [Argument("options", Self.quoted(near)), Argument("options_en", Self.quoted(near))]
    }

    private static func quoted(_ labels: [String]) -> String { labels.map { "“\($0)”" }.joined(separator: "、") }
}

/// Labels that share characters with a text.
enum Likeness {
    static func nearest(to text: String, among labels: [String], count: Int) -> [String] {
        let wanted = Set(text)
        guard !wanted.isEmpty else { return [] }
        let scored = labels.map { label in (label: label, score: Double(wanted.intersection(label).count) / Double(max(wanted.count, label.count))) }
        let best = scored.filter { $0.score > 0.3 }.sorted { ($1.score, $0.label) < ($0.score, $1.label) }
        return best.prefix(count).map(\.label)
    }
}
