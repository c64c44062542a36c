import Records

/// A header cell and what it names in each of the tables.
struct HeaderCell: Sendable, Equatable {
    private static let noFields = [Int16](repeating: -1, count: RegistryTable.recognitionOrder.count)

    private let raw: String
    private let known: Known?
    /// Index of the field in each table of `RegistryTable.recognitionOrder`; -1 for none.
    let fields: [Int16]

    private struct Known: Equatable {
        var text: String
        var key: String
    }

    /// N1.
    var text: String { known?.text ?? Normaliser.n1(raw) }
    /// What headers are compared by, see `HeaderText.key`.
    var key: String { known?.key ?? HeaderText.key(raw) }

    /// Without N1 the text is known to hold a character that stays.
    var isEmpty: Bool { known?.text.isEmpty ?? false }

    static let empty = HeaderCell("", known: Known(text: "", key: ""), fields: noFields)

    private init(_ raw: String, known: Known?, fields: [Int16]) {
        self.raw = raw
        self.known = known
        self.fields = fields
    }

    init(_ raw: String) {
        let key = HeaderText.key(raw)
        let fields = RegistryTable.recognitionOrder.map { Int16($0.resolveHeaderKey(key)?.index ?? -1) }
        self.init(raw, known: Known(text: Normaliser.n1(raw), key: key), fields: fields)
    }

    /// A text that names no field: most are cells of data below the header, which nobody asks for more.
    init(ofNoField raw: String) { self.init(raw, known: nil, fields: Self.noFields) }
}

/// Resolves header texts; most files have the same ones, so answers are kept.
///
/// Not for several threads at once.
package final class HeaderResolver {
    private static let cacheCount = 8192
    private static let headerCount = 32
    private var known: [String: HeaderCell] = [:]
    private var headers: [SheetHeader] = []

    package init() {}

    func resolve(_ text: String) -> HeaderCell {
        if text.isEmpty { return .empty }
        if HeaderText.isSurelyNone(text) { return HeaderCell(ofNoField: text) }
        if let cell = known[text] { return cell }
        let cell = HeaderCell(text)
        if known.count < Self.cacheCount { known[text] = cell }
        return cell
    }

    /// The same header, sharing memory with an equal one that was seen before: every file of a run keeps its header to the end.
    func shared(_ header: SheetHeader) -> SheetHeader {
        if let known = headers.last(where: { $0 == header }) { return known }
        if headers.count == Self.headerCount { headers.removeFirst() }
        headers.append(header)
        return header
    }
}
