import Records

/// A header cell and what it names in each of the tables.
struct HeaderCell: Sendable, Equatable {
    /// N1.
    var text: String
    /// Index of the field in each table of `RegistryTable.recognitionOrder`; -1 for none.
    var fields: [Int16]

    var isEmpty: Bool { text.isEmpty }

    static let empty = HeaderCell(text: "", fields: Array(repeating: -1, count: RegistryTable.recognitionOrder.count))
}

/// Resolves header texts; most files have the same ones, so answers are kept.
///
/// Not for several threads at once.
final class HeaderResolver {
    private static let cacheCount = 8192
    private var known: [String: HeaderCell] = [:]

    func resolve(_ text: String) -> HeaderCell {
        if text.isEmpty { return .empty }
        if let cell = known[text] { return cell }
        let key = HeaderText.key(text)
        let fields = RegistryTable.recognitionOrder.map { Int16($0.resolveHeaderKey(key)?.index ?? -1) }
        let cell = HeaderCell(text: Normaliser.n1(text), fields: fields)
        if known.count < Self.cacheCount { known[text] = cell }
        return cell
    }
}
