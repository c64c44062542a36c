/// A CSV of `Codes/csv` carried in the program: a header row, then data rows, tab-separated, one per line.
package struct GeneratedTable: Sendable {
    package let name: String
    /// SHA-256 of the CSV that the text was made from, lower-case hexadecimal.
    package let sourceHash: String
    let text: String

    /// Cells by column. **Complexity**: O(bytes).
    func columns() -> [String: [String]] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        guard let first = lines.first else { return [:] }
        let header = first.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        var result = header.map { _ in [String]() }
        for line in lines.dropFirst() {
            var column = 0
            for cell in line.split(separator: "\t", omittingEmptySubsequences: false) {
                result[column].append(String(cell))
                column += 1
            }
        }
        return Dictionary(uniqueKeysWithValues: zip(header, result))
    }

    /// Rows as dictionaries, for tables of a few hundred rows.
    func rows() -> [[String: String]] {
        let columns = columns()
        let count = columns.values.first?.count ?? 0
        return (0..<count).map { row in columns.mapValues { $0[row] } }
    }
}
