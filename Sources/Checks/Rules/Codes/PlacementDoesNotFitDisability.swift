import Columnar
import Records

/// COD-03: the placement is for another disability.
package enum PlacementDoesNotFitDisability: RowRule {
    package static let definition = RuleDefinition(
        "COD-03", "随班就读与残疾类型不符", "Placement and disability disagree", severity: "warning", status: "V",
        message: BilingualText(
            "随班就读“{p}”与残疾类型“{d}”不符",
            "Placement “{p}” disagrees with disability “{d}”"),
        explanation: Explanation(
            finds: (
                "随班就读与残疾类型不对应；普通班的残疾学生填非随班就读。",
                "A placement for another disability, or none for a disabled pupil of an ordinary class."),
            matters: (
                "随班就读统计以这两项为准。",
                "The statistics of inclusive education rest on the two."),
            fires: (
                "视力残疾、听力残疾随班就读。",
                "Visual disability with the placement for hearing disability."),
            doesNotFire: (
                "特教学校、特教班的残疾学生填非随班就读。",
                "Disabled pupils of special schools and classes with 非随班就读."),
            source: "disability_type.csv, placement_codes"))

    package static let inputs: ScanInputs = [.student: AgeColumns.special]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let placements = try batch.text("placement")
        guard try batch.column("placement").nullCount < batch.rowCount else { return }
        let disabilities = try batch.text("disability")
        let grades = try batch.grades()
        let schools = try batch.schoolIDs()
        for row in 0..<batch.rowCount where !placements.isNull(row) && !disabilities.isNull(row) {
            let placement = placements.string(row) ?? ""
            let disability = disabilities.string(row) ?? ""
            if placement == "0" {
                if disability == "0" { continue }
                let school = batch.context.directory.school(schools[row])
                if let school, (510...519).contains(school.type) || school.type == 51 { continue }
                let id = ClassID(school: schools[row], grade: grades.grade(row), key: grades.classKey(row))
                if batch.context.directory.types(of: id).contains(where: SpecialPupils.isSpecial) { continue }
            } else if let entry = CodeList.named("disability_type")?.entry(disability),
                entry.list("placement_codes").contains(placement)
            {
                continue
            }
            try findings.add(
                batch, row, field: "placement", .warning, value: placement,
                [
                    Argument("p", CodeLabels.of("regular_class_placement", placement)),
                    Argument("d", CodeLabels.of("disability_type", disability)),
                ])
        }
    }
}
