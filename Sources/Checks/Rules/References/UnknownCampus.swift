import Columnar
import Records

/// REF-09: a campus that the campus table does not have.
package enum UnknownCampus: RowRule {
    package static let definition = RuleDefinition(
        "REF-09", "校区不存在", "Campus unknown", severity: "error", status: "I", isCore: false,
        message: BilingualText(
            "校区号“{c}”不存在",
            "There is no campus “{c}”"),
        explanation: Explanation(
            finds: (
                "班级或学生的校区号不在本校校区表中。",
                "Campus numbers of classes and pupils that the school's campus table does not have."),
            matters: (
                "班级、学生无法归到校区。",
                "The class or pupil belongs to no campus."),
            fires: (
                "校区表有1、2，学生填3。",
                "The table has 1 and 2, the pupil 3."),
            doesNotFire: (
                "01与1相同；学校没有校区表。",
                "01 is 1; a school without campus rows."),
            source: "SPEC §2.3"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["campus_no"], .class: ResidentColumns.origin + ["campus_no"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let numbers = try batch.text("campus_no")
        guard try batch.column("campus_no").nullCount < batch.rowCount else { return }
        let schools = try batch.schoolIDs()
        for row in 0..<batch.rowCount where schools[row] != 0 && !numbers.isNull(row) {
            guard let school = batch.context.directory.school(schools[row]), !school.campusKeys.isEmpty else { continue }
            let text = numbers.string(row) ?? ""
            if school.campusKeys.contains(ContactFormats.looseKey(Normaliser.n2(text))) { continue }
            try findings.add(batch, row, field: "campus_no", .error, value: text, [Argument("c", text)])
        }
    }
}
