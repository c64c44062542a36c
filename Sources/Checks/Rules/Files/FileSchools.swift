import Columnar
import Records

/// Which schools have rows in which file: who owns what is said about a file.
package enum FileSchools: TableScan {
    package struct Partial: Sendable {
        /// Schools with a row of any table, by file.
        package var schools: [Int32: Set<Int64>] = [:]
        /// Schools with a pupil, by file.
        package var pupilSchools: [Int32: Set<Int64>] = [:]
    }

    package static let inputs: ScanInputs = {
        var inputs: ScanInputs = [
            .files: [
                "file", "sheet", "table", "fields", "status", "reason", "detail", "skipped_rows", "unknown_headers",
                "duplicate_columns", "hidden_rows", "hidden_columns", "replaced_characters",
            ]
        ]
        for table in [RegistryTable.student, .school, .campus, .class, .proof, .summary, .signoff] {
            inputs[table] = ["file", "sheet", "row", "school_id"]
        }
        return inputs
    }()

    package static func empty() -> Partial { Partial() }

    package static func scan(_ batch: TableBatch, into partial: inout Partial) throws {
        guard batch.table != .files else { return }
        let files = try batch.origin().files
        let schools = try batch.schoolIDs()
        var last: (file: Int32, school: Int64) = (-1, 0)
        for row in 0..<batch.rowCount where schools[row] != 0 {
            if files[row] == last.file, schools[row] == last.school { continue }
            last = (files[row], schools[row])
            partial.schools[files[row], default: []].insert(schools[row])
            if batch.table == .student { partial.pupilSchools[files[row], default: []].insert(schools[row]) }
        }
    }

    package static func merge(_ other: Partial, into partial: inout Partial) {
        partial.schools.merge(other.schools) { $0.union($1) }
        partial.pupilSchools.merge(other.pupilSchools) { $0.union($1) }
    }
}

extension FindingBuffer {
    /// A finding about a file or one of its sheets, owned by what the file's schools have in common.
    mutating func addFile(
        _ place: Place, table: RegistryTable?, field: Int16 = -1, _ severity: Severity, value: String,
        _ arguments: [Argument], _ contents: FileSchools.Partial, _ context: CheckContext
    ) {
        add(
            FindingDraft(
                table: table, place: place, field: field, severity: severity,
                owner: context.owner(ofSchools: contents.schools[place.file] ?? []), value: value, arguments: arguments))
    }
}
