import Columnar
import Records

/// Which schools a file of pupils holds, noted in the log so that a reader who asks for some opens their files only: identifiers are
/// given out by the province, so that those of one county lie between those of the others, and the smallest and largest say little.
///
/// **Shape**: the different school identifiers in the order of their bytes, as a JSON list in the tag `schools` of the file; no tag when
/// there are more than `limit`.
enum FileSchools {
    static let tag = "schools"
    private static let limit = 2048

    /// The tag of a file that was just written; nil when it has too many schools, or is not read here: it only saves reading.
    static func tag(ofFile path: String) -> String? {
        guard let file = try? ParquetFile(path: path) else { return nil }
        var found: Set<String> = []
        for group in file.rowGroups.indices {
            guard let column = try? file.read(rowGroup: group, columns: ["school_id"]).columns[0], insert(column, into: &found),
                found.count <= limit
            else { return nil }
        }
        return JSON.text(found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    private static func insert(_ column: Column, into found: inout Set<String>) -> Bool {
        switch column {
        case .dictionary(let column): for entry in 0..<column.values.count { found.insert(column.values[entry] ?? "") }
        case .utf8(let column): for row in 0..<column.count where column.isValid(row) { found.insert(column[row] ?? "") }
        default: return false
        }
        return true
    }
}

extension DataFile {
    /// Nil when the log does not say. A pupil without a school may be there too.
    package var schools: [String]? { tags[FileSchools.tag].flatMap { JSON.decode([String].self, from: Array($0.utf8)) } }
}
