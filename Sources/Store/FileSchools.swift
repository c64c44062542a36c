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
            guard let schools = try? schools(of: file, group) else { return nil }
            for index in 0..<schools.count { if let school = schools[index] { found.insert(school) } }
            if found.count > limit { return nil }
        }
        return JSON.text(found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    /// Each school once where the file has a dictionary of them, else once a pupil; nil when they are no texts.
    private static func schools(of file: ParquetFile, _ rowGroup: Int) throws(ColumnarError) -> StringColumn? {
        if let different = try file.dictionary(rowGroup: rowGroup, column: "school_id") { return different }
        guard case .utf8(let all) = try file.read(rowGroup: rowGroup, columns: ["school_id"]).columns[0] else { return nil }
        return all
    }
}

extension DataFile {
    /// Each school of the file once, and a null, because a pupil without a school may be there too; nil when the log does not say.
    package var schools: StringColumn? {
        guard let note = notes[FileSchools.tag] else { return nil }
        let bytes = note.bytes
        if let schools = FileSchools.scan(bytes) { return schools }
        return JSON.decode([String].self, from: bytes).map { StringColumn($0 + [nil]) }
    }
}

extension FileSchools {
    /// Nil where `JSONReader` gives up.
    fileprivate static func scan(_ bytes: [UInt8]) -> StringColumn? {
        // An identifier of ten digits takes 13 bytes.
        var schools = StringBuilder(minimumCapacity: bytes.count / 13 + 1, byteCapacity: bytes.count)
        let isRead: Void? = JSONReader.read(bytes) { (reader) throws(JSONReader.GivesUp) in
            try reader.array { (reader) throws(JSONReader.GivesUp) in try reader.text().append(to: &schools) }
        }
        guard isRead != nil else { return nil }
        schools.appendNull()
        return schools.finish()
    }
}
