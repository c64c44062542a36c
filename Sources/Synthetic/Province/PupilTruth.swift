/// Adds the findings that follow from what is known about each pupil, once all faults are planted.
enum PupilTruth {
    static func complete(_ draft: inout SchoolDraft) {
        for row in draft.metas.indices {
            let meta = draft.metas[row]
            let ages = AgeArithmetic(
                meta: meta, primaryYears: meta.hasSchool ? draft.plan.primaryYears : 6,
                isGradeFromClass: draft.traits.isGradeCertain && (meta.hasSchool || draft.traits.hasGradeColumn))
            for (rule, severity, field) in ages.expectations { draft.students.expect(row, rule, severity, field) }
            if meta.needsProof, meta.proof == .missing { draft.students.expect(row, "PRF-01", .error, StudentField.idNumber) }
            if draft.students.isEmpty(row, StudentField.m2Name.rawValue) { draft.students.expect(row, "GUA-02", .info, StudentField.m2Name) }
            if draft.unsignedClass == meta.classIndex, meta.hasSchool, meta.isBirthKnown { draft.students.expect(row, "SGN-01", .error) }
            if draft.sideFaults.contains(.unsignedPrintout), meta.hasSchool, meta.isBirthKnown { draft.students.expect(row, "SGN-02", .error) }
            if draft.isMissingFromIssuedList, meta.hasSchool { draft.students.expect(row, "REF-02", .error, StudentField.schoolID) }
        }
    }
}
