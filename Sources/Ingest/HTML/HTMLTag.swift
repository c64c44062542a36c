/// The elements that matter for tables; all others are `other` and change nothing.
enum HTMLTag {
    case table, row, cell
    /// Parts text where it stands: a line break or a paragraph.
    case separator
    /// Holds text that is not part of the document.
    case rawText
    case other

    private static let names: [String: HTMLTag] = [
        "table": .table, "tr": .row, "td": .cell, "th": .cell,
        "br": .separator, "p": .separator, "div": .separator, "li": .separator, "ul": .separator, "ol": .separator,
        "dd": .separator, "dt": .separator, "hr": .separator, "pre": .separator, "h1": .separator, "h2": .separator,
        "h3": .separator, "h4": .separator, "h5": .separator, "h6": .separator,
        "script": .rawText, "style": .rawText, "title": .rawText, "textarea": .rawText, "xmp": .rawText,
        "iframe": .rawText, "noembed": .rawText, "noframes": .rawText,
    ]
    private static let longestName = 8

    /// - Parameter name: in lower case.
    init(name: [UInt8]) {
        guard name.count <= Self.longestName else {
            self = .other
            return
        }
        self = Self.names[String(decoding: name, as: UTF8.self)] ?? .other
    }
}
