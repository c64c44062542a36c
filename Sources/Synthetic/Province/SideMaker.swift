/// Writes a school's own tables from its final pupils, so that every count agrees with the data.
struct SideMaker {
    let draft: SchoolDraft
    private var random: Random
    var tables = SideTables()
    var summary = SummaryPair()

    init(draft: SchoolDraft, seed: UInt64) {
        self.draft = draft
        random = Random(seed: seed, purpose: 4, index: draft.plan.index)
    }

    /// The tables and the school's numbers for the units above.
    static func make(_ draft: SchoolDraft, seed: UInt64) -> (SideTables, SummaryPair) {
        var maker = SideMaker(draft: draft, seed: seed)
        maker.addSchool()
        maker.addCampuses()
        maker.addClasses()
        for row in draft.metas.indices { maker.addProof(row) }
        maker.addSummary()
        maker.addSignoffs()
        maker.addFaults()
        return (maker.tables, maker.summary)
    }

    private mutating func person() -> String {
        NameMaker.adult(surname: NameMaker.surname(&random), male: random.chance(5_000), random: &random)
    }

    private func markUnlisted<Field: TableField>(_ table: inout RecordTable, _ row: Int, _ field: Field) {
        if draft.isMissingFromIssuedList { table.expect(row, "REF-02", .error, field) }
    }

    private mutating func addSchool() {
        let county = draft.county
        let row = tables.school.appendRow()
        let texts: [(SchoolField, String)] = [
            (.schoolID, draft.plan.id), (.name, draft.name), (.address, "江西省\(county.prefecture)\(county.name)学校路\(random.within(1...99))号"),
            (.divisionCode, county.code12), (.urbanRural, draft.traits.isUrban ? "主城区" : random.pick(["镇中心区", "村庄", "乡中心区", "镇乡结合区"])),
            (.localAuthorityCode, county.code12), (.localAuthorityName, county.name + "教育局"), (.schoolType, draft.plan.kind.label),
            (.sponsor, draft.sponsor), (.principal, person()), (.principalMobile, AddressMaker.mobile(&random)),
            (.officePhone, AddressMaker.landline(&random)), (.postcode, AddressMaker(county: county).postcode(&random)),
            (.primaryYears, "\(draft.plan.primaryYears)"), (.primaryEntryAge, "6"),
            (.founded, random.chance(5_000) ? "\(random.within(1950...2010))" : "\(random.within(1950...2010))09"), (.ethnicSchool, "否"),
        ]
        for (field, text) in texts { tables.school.set(row, field, text) }
        let stages = Set(draft.plan.kind.grades(fiveFour: draft.plan.fiveFour).map(\.stage.rawValue))
        if stages.contains(1) || draft.isSpecial { tables.school.set(row, SchoolField.juniorYears, draft.plan.fiveFour ? "4" : "3") }
        if stages.contains(2) || draft.isSpecial { tables.school.set(row, SchoolField.seniorYears, "3") }
        markUnlisted(&tables.school, row, SchoolField.schoolID)
    }

    private mutating func addCampuses() {
        guard draft.hasCampusRows else { return }
        for number in 1...(draft.traits.hasTwoCampuses ? 2 : 1) {
            let row = tables.campus.appendRow()
            let texts: [(CampusField, String)] = [
                (.schoolID, draft.plan.id), (.campusNo, "\(number)"), (.name, number == 1 ? "校本部" : "分校区"),
                (.divisionCode, draft.county.code12), (.address, "江西省\(draft.county.prefecture)\(draft.county.name)学校路\(number)号"),
                (.phone, AddressMaker.landline(&random)), (.head, person()),
            ]
            for (field, text) in texts { tables.campus.set(row, field, text) }
            markUnlisted(&tables.campus, row, CampusField.schoolID)
        }
    }

    private mutating func addClasses() {
        for (index, group) in draft.classes.enumerated() where group.isListed {
            let row = tables.schoolClass.appendRow()
            let texts: [(ClassField, String)] = [
                (.schoolID, draft.plan.id), (.campusNo, draft.traits.hasTwoCampuses ? "\(group.campus)" : ""),
                (.grade, draft.gradeText(group.grade)), (.classNo, draft.classText(index)),
                (.name, "\(group.grade.dailyName(primaryOnly: true))(\(group.number))班"), (.opened, "\(group.grade.cohort)09"),
                (.headTeacher, person()), (.years, ["\(draft.plan.primaryYears)", draft.plan.fiveFour ? "4" : "3", "3"][group.grade.stage.rawValue]),
                (.classType, group.type), (.bilingual, "否"),
            ]
            for (field, text) in texts { tables.schoolClass.set(row, field, text) }
            markUnlisted(&tables.schoolClass, row, ClassField.schoolID)
            if !isAttended(index) {
                tables.schoolClass.expect(row, "REF-08", .warning, ClassField.classNo)
            }
            summary.classes.add(1, to: group.grade)
            summary.classes.addTotal(1)
        }
    }

    /// Whether REF-08 finds a pupil of the class; in a multi-grade class the number alone is enough.
    private func isAttended(_ index: Int) -> Bool {
        draft.metas.contains { meta in
            guard meta.hasSchool, meta.isClassKnown else { return false }
            if meta.classIndex == index, meta.isGradeKnown { return true }
            return draft.classes[index].isMultiGrade && draft.classes[meta.classIndex].number == draft.classes[index].number
        }
    }

    private mutating func addProof(_ pupil: Int) {
        let meta = draft.metas[pupil]
        guard meta.needsProof, meta.proof != .missing else { return }
        let row = tables.proof.appendRow()
        let birth = CivilDateText.number(meta.birthDay)
        let name = draft.students.text(pupil, StudentField.name)
        let guardian = draft.students.text(pupil, StudentField.m1Name)
        let texts: [(ProofField, String)] = [
            (.schoolName, draft.name), (.schoolID, draft.plan.id), (.grade, draft.gradeText(meta.grade)),
            (.classNo, meta.proof == .ambiguous || meta.proof == .ofOtherClass ? "99" : draft.classText(meta.classIndex)), (.studentName, name), (.sex, meta.male ? "男" : "女"), (.birthDate, birth),
            (.ethnicity, "汉族"), (.household, draft.county.name), (.reason, random.pick(["未落户", "户口正在办理", "超生未上户"])),
            (.g1Name, guardian), (.g1Relation, draft.students.text(pupil, StudentField.m1Relation)),
            (.g1IDNumber, draft.students.text(pupil, StudentField.m1IDNumber)), (.g1Phone, draft.students.text(pupil, StudentField.m1Phone)),
            (.studentSign, meta.proof == .withoutPupil ? "" : name), (.parentSign, meta.proof == .withoutParent ? "" : guardian),
            (.classTeacherSign, person()), (.clerkSign, person()), (.headSign, person()),
            (.schoolStamp, meta.proof == .withoutStamp ? random.pick(["否", ""]) : "是"), (.issuedOn, "20130910"),
            (.filedWith, draft.county.name + "教育局"), (.filedOn, "20130918"),
        ]
        for (field, text) in texts { tables.proof.set(row, field, text) }
        switch meta.proof {
        case .withoutPupil, .withoutParent, .withoutStamp: tables.proof.expect(row, "PRF-04", .error)
        case .ambiguous: tables.proof.expect(row, "PRF-03", .warning)
        case .full, .missing, .ofOtherClass: break
        }
    }

    private mutating func addSummary() {
        for meta in draft.metas where meta.hasSchool {
            summary.pupils.addTotal(1)
            if meta.isGradeKnown { summary.pupils.add(1, to: meta.grade) }
        }
        let counted = summary
        changeSummary()
        let draft = draft
        summary.appendRows(to: &tables.summary, filler: person()) { table, row in
            table.set(row, SummaryField.schoolID, draft.plan.id)
            table.set(row, SummaryField.schoolName, draft.name)
            table.set(row, SummaryField.campusCount, draft.traits.hasTwoCampuses ? "2" : "1")
            if draft.isMissingFromIssuedList { table.expect(row, "REF-02", .error, SummaryField.schoolID) }
        }
        expectDifferences(counted)
    }

    private mutating func addSignoffs() {
        let isLast = draft.sideFaults.contains(.lastDays)
        sign("学校名单核对表", "学校领导", isLast ? "20130815" : "201308\(random.within(10...15))")
        let tablesDay = isLast ? "20130831" : "201308\(random.within(20...31))"
        if !draft.sideFaults.contains(.unsignedTables) {
            sign("学校表", "学校领导", draft.sideFaults.contains(.lateTables) ? "20130905" : tablesDay)
        }
        if draft.traits.signsByClass {
            for (index, group) in draft.classes.enumerated() {
                signForm(gradeText: draft.gradeText(group.grade), classText: draft.classText(index), hasTeacher: index != draft.unsignedClass)
            }
        } else {
            signForm(gradeText: "", classText: "", hasTeacher: true)
        }
        sign("学生基本信息表", "学籍管理员", "20130912")
        let isHeadFirst = draft.sideFaults.contains(.headBeforeClerk)
        let isSameDay = draft.sideFaults.contains(.headWithClerk)
        sign("学生基本信息表", "学籍主管领导", isHeadFirst ? "20130911" : isSameDay ? "20130912" : isLast ? "20130930" : "20130913")
        if isHeadFirst { tables.signoff.expect(tables.signoff.rowCount - 1, "SGN-07", .warning) }
        if !draft.sideFaults.contains(.unsignedPrintout) { signPrintouts() }
        sign("汇总表", "校长", isLast ? "20130930" : "201309\(random.within(26...29))")
    }

    /// One row for the school, or one for each pupil with the digest of what was printed.
    private mutating func signPrintouts() {
        guard draft.traits.signsByPupil else { return sign("打印核对表", "学生、家长", "201309\(random.within(18...25))") }
        let digest = PrintedDigest(draft)
        for (pupil, meta) in draft.metas.enumerated() where meta.hasSchool && meta.isBirthKnown {
            let present = digest.code(pupil)
            let earlier = digest.code(pupil, earlier: (.phone, AddressMaker.mobile(&random)))
            switch meta.printout {
            case .signed: signPrintout(pupil, random.chance(500) ? present.lowercased() : present)
            case .changedAfterwards: signPrintout(pupil, earlier)
            case .signedAgain:
                signPrintout(pupil, earlier, day: "20130917")
                signPrintout(pupil, present)
            case .besideBlank:
                signPrintout(pupil, earlier, day: "", signer: "")
                signPrintout(pupil, present)
            }
        }
    }

    private mutating func signPrintout(_ pupil: Int, _ digest: String, day: String? = nil, signer: String = "本人及家长") {
        let row = tables.signoff.appendRow()
        let texts: [(SignoffField, String)] = [
            (.schoolID, draft.plan.id), (.document, "打印核对表"), (.role, "学生、家长"), (.studentName, draft.students.text(pupil, StudentField.name)),
            (.birthDate, CivilDateText.number(draft.metas[pupil].birthDay)), (.signer, signer),
            (.signedOn, day ?? "201309\(random.within(18...25))"), (.digest, digest),
        ]
        for (field, text) in texts { tables.signoff.set(row, field, text) }
    }

    private mutating func signForm(gradeText: String, classText: String, hasTeacher: Bool) {
        sign("学生基本信息表", "学生", "20130905", gradeText, classText)
        sign("学生基本信息表", "家长", "201309\(NumberMaker.digits(random.within(5...8), 2))", gradeText, classText)
        if hasTeacher { sign("学生基本信息表", "班主任", "201309\(random.within(10...11))", gradeText, classText) }
    }

    private mutating func sign(_ document: String, _ role: String, _ day: String, _ grade: String = "", _ classText: String = "") {
        let row = tables.signoff.appendRow()
        let texts: [(SignoffField, String)] = [
            (.schoolID, draft.plan.id), (.document, document), (.role, role), (.grade, grade), (.classNo, classText),
            (.signer, role == "学生" || role == "学生、家长" ? "全体" : person()), (.signedOn, day),
        ]
        for (field, text) in texts { tables.signoff.set(row, field, text) }
    }
}
