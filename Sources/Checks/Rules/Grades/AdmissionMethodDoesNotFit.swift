import Columnar
import Records

/// GRD-07: an admission method of another stage.
package enum AdmissionMethodDoesNotFit: RowRule {
    package static let definition = RuleDefinition(
        "GRD-07", "入学方式与学段不符", "Admission method does not fit stage", severity: "warning", status: "V",
        message: BilingualText(
            "{grade}学生入学方式不应为“{m}”",
            "A pupil of {grade_en} cannot have the admission method “{m}”"),
        explanation: Explanation(
            finds: (
                "义务教育阶段学生用了高中的入学方式，或相反。",
                "A compulsory grade with an admission method of senior secondary school, or the other way round."),
            matters: (
                "入学方式按学段填写。",
                "Each stage has methods of its own."),
            fires: (
                "初一学生“统一招生考试/普通入学”。",
                "J1 with 统一招生考试/普通入学."),
            doesNotFire: (
                "“其他”“其它”按学段理解。",
                "其他 and 其它, which are read by stage."),
            source: "SPEC §3, admission_method.csv"))

    package static let inputs: ScanInputs = [.student: AgeColumns.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let methods = try batch.text("admission_method")
        let fits = Stage.allCases.map { stage in
            methods.mapped(null: UInt8(1)) { AdmissionMethod.fits(stored: $0, stage: stage) ? 1 : 0 }
        }
        let grades = try batch.grades()
        for row in 0..<batch.rowCount {
            guard let grade = Grade(rawValue: grades.grade(row)), fits[Int(grade.stage.rawValue)][row] == 0 else { continue }
            let method = methods.string(row) ?? ""
            try findings.add(
                batch, row, field: "admission_method", .warning, value: method,
                [
                    Argument("grade", grade.chineseName), Argument("grade_en", grade.code),
                    Argument("m", CodeLabels.of("admission_method", method)),
                ])
        }
    }
}
