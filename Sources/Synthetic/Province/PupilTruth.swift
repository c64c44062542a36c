/// Adds the findings that follow from what is known about each pupil, once all faults are planted.
enum PupilTruth {
    /// COD-03: a special school that calls itself a reform school (REF-03) has special classes only, so that who sits in none of
    /// them should be placed.
    private static func isUnplaced(_ row: Int, _ draft: SchoolDraft) -> Bool {
        draft.sideFaults.contains(.otherCategory) && draft.metas[row].hasSchool && !draft.metas[row].isClassKnown
            && draft.students.text(row, StudentField.placement) == "非随班就读"
            && !["", "无残疾"].contains(draft.students.text(row, StudentField.disability))
    }

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
            if !draft.classes[meta.classIndex].isListed, meta.hasSchool, meta.isGradeKnown, meta.isClassKnown {
                draft.students.expect(row, "REF-06", .error, StudentField.classNo)
            }
            if isUnplaced(row, draft) { draft.students.expect(row, "COD-03", .warning, StudentField.placement) }
            if draft.isMissingFromIssuedList, meta.hasSchool { draft.students.expect(row, "REF-02", .error, StudentField.schoolID) }
        }
    }
}
