import Columnar
import Records

/// Which classes of each school stand in which file.
package enum FileGranularity: TableScan {
    package struct Key: Hashable, Sendable {
        package let school: Int64
        package let file: Int32
    }

    /// Classes with a known grade and number.
    package typealias Partial = [Key: Set<ClassID>]

    package static let inputs: ScanInputs = [.student: AgeColumns.all]
    package static func empty() -> Partial { [:] }

    package static func scan(_ batch: TableBatch, into partial: inout Partial) throws {
        let (schools, files, grades) = (try batch.schoolIDs(), try batch.origin().files, try batch.grades())
        var last: (file: Int32, id: ClassID)?
        for row in 0..<batch.rowCount where schools[row] != 0 {
            let id = ClassID(school: schools[row], grade: grades.grade(row), key: grades.classKey(row))
            if let last, last.file == files[row], last.id == id { continue }
            last = (files[row], id)
            guard id.grade != DerivedGrades.unknown, id.key != ClassKeyTable.none else { continue }
            partial[Key(school: id.school, file: files[row]), default: []].insert(id)
        }
    }

    package static func merge(_ other: Partial, into partial: inout Partial) { partial.merge(other) { $0.union($1) } }
}
