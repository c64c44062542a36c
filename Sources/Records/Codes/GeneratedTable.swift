/// A CSV of `Codes/csv` carried in the program: a header row, then data rows, tab-separated, one per line.
package struct GeneratedTable: Sendable {
    package let name: String
    /// SHA-256 of the CSV that the text was made from, lower-case hexadecimal.
    package let sourceHash: String
    let text: String

    /// The data rows. **Complexity**: O(bytes); a cell becomes a `String` when it is asked for.
    func rows() -> [GeneratedRow] {
        let bytes = Array(text.utf8)
        var rows: [GeneratedRow] = []
        var header: [String] = []
        var cells: [Range<Int>] = []
        var start = 0
        for position in 0...bytes.count {
            let byte = position < bytes.count ? bytes[position] : GeneratedTable.lineEnd
            guard byte == GeneratedTable.lineEnd || byte == GeneratedTable.tabulator else { continue }
            cells.append(start..<position)
            start = position + 1
            guard byte == GeneratedTable.lineEnd else { continue }
            if cells != [position..<position] {
                if header.isEmpty {
                    header = cells.map { String(decoding: bytes[$0], as: UTF8.self) }
                } else {
                    precondition(cells.count == header.count, "\(name): row \(rows.count) has \(cells.count) cells")
                    rows.append(GeneratedRow(bytes: bytes, header: header, cells: cells))
                }
            }
            cells.removeAll(keepingCapacity: true)
        }
        return rows
    }

    private static let lineEnd: UInt8 = 0x0A
    private static let tabulator: UInt8 = 0x09
}

/// A row of a generated table; the cells are found by the names of their columns.
struct GeneratedRow: Sendable {
    fileprivate let bytes: [UInt8]
    fileprivate let header: [String]
    /// Of each cell in `bytes`.
    fileprivate let cells: [Range<Int>]

    /// Nil when the table has no such column.
    subscript(column: String) -> String? {
        header.firstIndex(of: column).map { String(decoding: bytes[cells[$0]], as: UTF8.self) }
    }
}
