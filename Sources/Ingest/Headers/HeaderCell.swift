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

    /// In some table.
    var namesField: Bool { fields.contains { $0 >= 0 } }

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
