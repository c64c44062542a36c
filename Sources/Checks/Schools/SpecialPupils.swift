import Columnar
import Records

/// Which pupils of a batch count as pupils of special education. **Source**: SPEC §5.1.
package struct SpecialPupils {
    private let batch: TableBatch
    private let grades: DerivedGrades
    private let schools: [Int64]
    private let positions: [Int32]
    /// True where the code is known and not 0.
    private let disabled: [Bool]
    private let placed: [Bool]

    package init(_ batch: TableBatch) throws(ColumnarError) {
        self.batch = batch
        grades = try batch.grades()
        schools = try batch.schoolIDs()
        positions = try batch.schoolPositions()
        disabled = try batch.text("disability").mapped(null: UInt8(0)) { $0 == "0" ? 0 : 1 }.map { $0 != 0 }
        placed = try batch.text("placement").mapped(null: UInt8(0)) { $0 == "0" ? 0 : 1 }.map { $0 != 0 }
    }

    /// By the type of the school, a disability, a placement, or a class for disabled pupils.
    package func contains(_ row: Int) -> Bool {
        if disabled[row] || placed[row] { return true }
        if positions[row] >= 0, batch.context.directory.schools[Int(positions[row])].isSpecial { return true }
        return classTypes(row).contains(where: Self.isSpecial)
    }

    private func classTypes(_ row: Int) -> [Int32] {
        let grade = grades.grade(row)
        guard positions[row] >= 0, grade != DerivedGrades.unknown else { return [] }
        let key = grades.classKey(row)
        guard key != ClassKeyTable.none else { return [] }
        return batch.context.directory.types(of: ClassID(school: schools[row], grade: grade, key: key))
    }

    /// Classes for the visually, hearing or mentally disabled.
    package static func isSpecial(classType: Int32) -> Bool {
        (15...17).contains(classType) || (25...27).contains(classType)
    }
}
