extension SideMaker {
    /// Changes the finished tables as the clerk did, and states what follows.
    mutating func addFaults() {
        changeSchoolRow()
        changeClassRows()
        addProofs()
        changeSummaryPapers()
        changeSignatures()
        expectSchoolFindings()
        // Last, because the copy takes the first row's findings of single cells with it.
        if has(.doubledRow) { doubleSchoolRow() }
    }

    private func has(_ fault: SideFault) -> Bool { draft.sideFaults.contains(fault) }

    private mutating func changeSchoolRow() {
        if has(.otherCategory) {
            tables.school.set(0, SchoolField.schoolType, "工读学校")
            tables.school.expect(0, "REF-03", .warning, SchoolField.schoolID)
            tables.school.expect(0, "REF-05", .warning, SchoolField.schoolType)
        }
        if has(.otherName) { setDiffering(.name, draft.name + "(新)") }
        if has(.otherAuthorityName) { setDiffering(.localAuthorityName, draft.county.name + "教体局") }
        if has(.spacedAuthorityName) {
            tables.school.set(0, SchoolField.localAuthorityName, tables.school.text(0, SchoolField.localAuthorityName) + "  ")
        }
        if has(.otherSponsor) { setDiffering(.sponsor, draft.sponsor == "民办" ? "县级教育部门" : "民办") }
        if has(.otherCounty) {
            tables.school.set(0, SchoolField.divisionCode, County.all[draft.county.index - 1].code12)
            tables.school.expect(0, "REF-13", .warning, SchoolField.localAuthorityCode)
        }
        if has(.foreignPostcode) {
            tables.school.set(0, SchoolField.postcode, "410007")
            tables.school.expect(0, "FMT-07", .warning, SchoolField.postcode)
        }
        if has(.missingYears) {
            let isJunior = draft.plan.kind == .junior || draft.plan.kind == .combined
            let field: SchoolField = isJunior ? .juniorYears : .primaryYears
            tables.school.set(0, field, "")
            tables.school.expect(0, "CMP-02", .error, field)
        }
    }

    /// REF-05: an item that is not as issued.
    private mutating func setDiffering(_ field: SchoolField, _ text: String) {
        tables.school.set(0, field, text)
        tables.school.expect(0, "REF-05", .warning, field)
    }

    private mutating func doubleSchoolRow() {
        let findings = tables.school.expected[0] ?? []
        let copy = tables.school.appendRow()
        for field in TableKind.school.fields.indices { tables.school.set(copy, field, tables.school.text(0, field)) }
        for finding in findings {
            // Rules on rows, unlike those on schools, see both.
            if let field = finding.field, !["REF-11", "REF-12", "REF-13", "SUM-01"].contains(finding.rule), let known = SchoolField(rawValue: field) {
                tables.school.expect(copy, finding.rule, finding.severity, known)
            }
        }
        for row in 0...copy { tables.school.expect(row, "REF-04", .error, SchoolField.schoolID) }
    }

    private mutating func changeClassRows() {
        if has(.unknownCampus) {
            tables.schoolClass.set(0, ClassField.campusNo, "9")
            tables.schoolClass.expect(0, "REF-09", .error, ClassField.campusNo)
        }
        if has(.doubledClass) {
            tables.schoolClass.expect(0, "REF-07", .error, ClassField.classNo)
            _ = tables.schoolClass.appendCopy(of: 0)
        }
    }

    private mutating func addProofs() {
        if has(.proofOfNobody) { addProof(name: "端木无名", sex: "男", birth: "20050105") }
        if has(.proofOfOrdinaryPupil),
            let pupil = draft.metas.indices.first(where: {
                let meta = draft.metas[$0]
                return meta.numberKind == .resident && meta.isChinese && !meta.isTouched
            })
        {
            let meta = draft.metas[pupil]
            addProof(name: draft.students.text(pupil, StudentField.name), sex: meta.male ? "男" : "女", birth: CivilDateText.number(meta.birthDay))
        }
    }

    /// PRF-02: a paper that no pupil needs.
    private mutating func addProof(name: String, sex: String, birth: String) {
        let row = tables.proof.appendRow()
        let texts: [(ProofField, String)] = [
            (.schoolName, draft.name), (.schoolID, draft.plan.id), (.studentName, name), (.sex, sex), (.birthDate, birth),
            (.reason, "未落户"), (.studentSign, name), (.parentSign, "家长"), (.schoolStamp, "是"), (.issuedOn, "20130911"),
        ]
        for (field, text) in texts { tables.proof.set(row, field, text) }
        tables.proof.expect(row, "PRF-02", .warning)
    }

    private mutating func changeSummaryPapers() {
        if has(.noSummary) {
            tables.summary = RecordTable(.summary)
            summary = SummaryPair()
            tables.school.expect(0, "SUM-01", .error, SchoolField.schoolID)
            return
        }
        for row in 0..<tables.summary.rowCount {
            if has(.unsignedSummary) { tables.summary.set(row, SummaryField.filler, "") }
            if has(.unstampedSummary) { tables.summary.set(row, SummaryField.stamped, row == 0 ? "否" : "") }
            if has(.lastDays) { tables.summary.set(row, SummaryField.filledOn, "20130930") }
            if has(.lateSummary) { tables.summary.set(row, SummaryField.filledOn, "20131008") }
            if has(.otherCampusCount) { tables.summary.set(row, SummaryField.campusCount, "4") }
        }
        if has(.unsignedSummary) || has(.unstampedSummary) { tables.summary.expect(0, "SGN-05", .error) }
        if has(.otherCampusCount) { tables.summary.expect(0, "SUM-05", .warning, SummaryField.campusCount) }
    }

    private mutating func changeSignatures() {
        if has(.unsignedTables) { tables.school.expect(0, "SGN-04", .error) }
        let isLate = (has(.lateTables) && !has(.unsignedTables)) || (has(.lateSummary) && !has(.noSummary))
        if isLate { tables.school.expect(0, "SGN-06", .warning) }
    }

    /// Findings about the pupils as a whole: CMP-04, SUM-08, FIL-08.
    private mutating func expectSchoolFindings() {
        for field in draft.sparseFields where isSparse(field) {
            tables.school.expect(0, "CMP-04", .info, otherField: TableKind.student.fields[field.rawValue].name)
        }
        if isOversized || hasEmptyGrade { tables.school.expect(0, "SUM-08", .info) }
        if draft.fileFaults.contains(.mergedGrades) { tables.school.expect(0, "FIL-08", .info) }
    }

    /// SUM-08: a class of more than 66.
    private var isOversized: Bool {
        let counts = draft.metas.reduce(into: [Int: Int]()) { counts, meta in
            if meta.hasSchool, meta.isGradeKnown, meta.isClassKnown { counts[meta.classIndex, default: 0] += 1 }
        }
        return counts.values.contains { $0 > 66 }
    }

    /// SUM-08: nobody in a grade between two that have pupils.
    private var hasEmptyGrade: Bool {
        let grades = Set(draft.metas.filter { $0.hasSchool && $0.isGradeKnown }.map(\.grade.rawValue))
        let offered = draft.plan.offeredGrades.map(\.rawValue)
        return (1..<max(1, offered.count - 1)).contains { index in
            !grades.contains(offered[index]) && grades.contains(offered[index - 1]) && grades.contains(offered[index + 1])
        }
    }

    private func isSparse(_ field: StudentField) -> Bool {
        let rows = draft.metas.indices.filter { draft.metas[$0].hasSchool }
        let filled = rows.filter { !draft.students.isEmpty($0, field.rawValue) }.count
        return rows.count >= 30 && filled * 100 < rows.count * 20 && (field == .m2Name || filled > 0)
    }

    /// SUM-02…04: what the clerk wrote instead of the counts.
    mutating func changeSummary() {
        let grade = draft.classes[0].grade
        if has(.otherPupilCount) {
            summary.pupils.add(3, to: grade)
            summary.pupils.addTotal(3)
        }
        if has(.otherClassCount) { summary.classes.add(1, to: grade) }
        if has(.unbalancedSum) { summary.pupils.addToSum(2, of: grade) }
    }

    /// SUM-02, SUM-03, SUM-04: compares the form with the counts and with itself.
    mutating func expectDifferences(_ counted: SummaryPair) {
        let first = SummaryField.primarySum.rawValue
        for (row, rule, form, count) in [(0, "SUM-03", summary.classes, counted.classes), (1, "SUM-02", summary.pupils, counted.pupils)] {
            for cell in 0..<(row == 0 ? 15 : 16) where form.cells[cell] != count.cells[cell] {
                expectCell(row, rule, first + cell)
            }
            for sum in [0, 7, 11] where !form.isBalanced(sum, counted: count) { expectCell(row, "SUM-04", first + sum) }
            let sums = form.cells[0] + form.cells[7] + form.cells[11]
            if row == 1, form.cells[15] != sums { expectCell(row, "SUM-04", first + 15) }
        }
    }

    private mutating func expectCell(_ row: Int, _ rule: String, _ field: Int) {
        if let known = SummaryField(rawValue: field) { tables.summary.expect(row, rule, .error, known) }
    }
}

extension SummaryCounts {
    /// Whether a stage's sum is that of its grades; the fourth junior grade, which has no column, is taken as counted.
    func isBalanced(_ sum: Int, counted: SummaryCounts) -> Bool {
        let last = sum == 0 ? 6 : sum + 3
        let hidden = sum == 7 ? counted.cells[7] - counted.cells[8...10].reduce(0, +) : 0
        return cells[sum] == cells[(sum + 1)...last].reduce(0, +) + hidden
    }
}
