extension PersonWriter {
    func writeEnrolment(_ draft: inout SchoolDraft, _ random: inout Random) {
        let meta = draft.metas[row]
        let variant = random.chance(9_600) ? 0 : random.below(4)
        draft.students.set(row, StudentField.classNo, draft.classText(meta.classIndex, variant: variant))
        draft.students.set(row, StudentField.entryMonth, String(meta.entryYear * 100 + meta.entryMonth))
        draft.students.set(row, StudentField.grade, draft.gradeText(meta.grade))
        let stage = meta.grade.stage
        let method: String = stage == .senior
            ? (random.chance(9_600) ? "统一招生考试/普通入学" : random.pick(["体育特招", "艺术特招", "高中阶段其他"]))
            : (random.chance(9_700) ? "就近入学" : "义务教育阶段其他")
        draft.students.set(row, StudentField.admissionMethod, method)
        let boards = random.chance([500, 4_500, 7_500][stage.rawValue])
        draft.students.set(row, StudentField.studyMode, boards ? "住校" : "走读")
        let serial = draft.nextSerial()
        if draft.traits.usesSeatNumbers { draft.students.set(row, StudentField.seatNo, NumberMaker.digits(serial, 2)) }
        if draft.traits.usesAuxiliaryNumbers { draft.students.set(row, StudentField.auxNo, "F\(NumberMaker.digits(serial, 6))") }
        draft.students.set(row, StudentField.studentSource, random.chance(100) ? "借读" : "正常入学")
        if draft.traits.template == .v3 {
            draft.students.set(row, StudentField.campusNo, "\(draft.classes[meta.classIndex].campus)")
        }
    }

    func writeContact(_ draft: inout SchoolDraft, _ random: inout Random) {
        let town = maker.address.town(&random)
        let home = maker.address.home(urban: draft.traits.isUrban, town: town, random: &random)
        draft.students.set(row, StudentField.currentAddress, home)
        draft.students.copy(row, from: StudentField.currentAddress, to: StudentField.mailAddress)
        if random.chance(8_500) {
            draft.students.copy(row, from: StudentField.currentAddress, to: StudentField.homeAddress)
        } else {
            draft.students.set(row, StudentField.homeAddress, maker.address.home(urban: false, town: town, random: &random))
        }
        let phone = random.chance(9_500) ? AddressMaker.mobile(&random) : AddressMaker.landline(&random)
        draft.students.set(row, StudentField.phone, phone)
        draft.students.set(row, StudentField.postcode, maker.address.postcode(&random))
    }

    func writeExtras(_ draft: inout SchoolDraft, _ random: inout Random) {
        let isLocal = draft.students.text(row, StudentField.householdCode) == draft.county.code12
        writeFlags(&draft, isLocal: isLocal, &random)
        writeHealth(&draft, &random)
        writePolitics(&draft, &random)
        writeCommute(&draft, &random)
        if random.chance(3_000) { draft.students.set(row, StudentField.bloodType, random.pick(["A血型", "B血型", "AB血型", "O血型", "未知血型"])) }
        if random.chance(1_200) { draft.students.set(row, StudentField.talent, random.pick(["绘画", "书法,围棋", "声乐", "篮球", "无", "舞蹈", "\"小作家\"班"])) }
        if random.chance(60) { draft.students.set(row, StudentField.email, "pupil\(draft.plan.index)_\(row)@126.com") }
        if random.chance(500), draft.metas[row].numberKind == .resident {
            draft.students.set(row, StudentField.idValidPeriod, random.chance(8_000) ? "20100601-20200601" : "20130120-20180120")
        }
    }

    private func writeFlags(_ draft: inout SchoolDraft, isLocal: Bool, _ random: inout Random) {
        func yes(_ share: Int, _ field: StudentField) { draft.students.set(row, field, random.chance(share) ? "是" : "否") }
        yes(3_500, .onlyChild)
        yes(7_800, .preschool)
        yes(1_500, .needsAid)
        yes(900, .getsSubsidy)
        yes(30, .orphan)
        yes(8, .martyrChild)
        yes(20, .boughtPlace)
        let left = isLocal && !draft.traits.isUrban ? random.weighted([68, 14, 18]) : random.weighted([92, 4, 4])
        draft.students.set(row, StudentField.leftBehind, ["非留守儿童", "单亲留守儿童", "双亲留守儿童"][left])
        let isRural = draft.students.text(row, StudentField.householdType) == "农业户口"
        let isMigrant = !isLocal && isRural && left == 0 && draft.metas[row].isChinese
            && draft.metas[row].numberKind == .resident
        draft.students.set(row, StudentField.migrantChild, isMigrant ? "是" : "否")
    }

    private func writeHealth(_ draft: inout SchoolDraft, _ random: inout Random) {
        let kinds = [
            ("视力残疾", "视力残疾随班就读"), ("听力残疾", "听力残疾随班就读"), ("智力残疾", "智力残疾随班就读"), ("肢体残疾", "其他残疾随班就读"),
            ("言语残疾", "其他残疾随班就读"),
        ]
        let isSpecialSchool = draft.isSpecial && draft.plan.kind != .reform
        guard isSpecialSchool || (!wish.isPlain && wish.offset == nil && random.chance(25)) else {
            draft.students.set(row, StudentField.health, random.chance(9_500) ? "健康或良好" : random.pick(["一般或较弱", "有慢性病"]))
            if random.chance(6_000) { draft.students.set(row, StudentField.disability, "无残疾") }
            if random.chance(6_000) { draft.students.set(row, StudentField.placement, "非随班就读") }
            return
        }
        draft.metas[row].isSpecial = true
        let kind = draft.plan.kind == .deaf ? kinds[1] : isSpecialSchool ? kinds[2] : random.pick(kinds)
        draft.students.set(row, StudentField.health, "残疾")
        draft.students.set(row, StudentField.disability, kind.0)
        draft.students.set(row, StudentField.placement, isSpecialSchool ? "非随班就读" : kind.1)
    }

    private func writePolitics(_ draft: inout SchoolDraft, _ random: inout Random) {
        let meta = draft.metas[row]
        let age = AgeArithmetic(meta: meta, primaryYears: draft.plan.primaryYears, isGradeFromClass: true).age
        if meta.grade.stage == .primary, random.chance(5_000) { return }
        let isMember = age >= 14 && age < 26 && meta.isChinese && random.chance(meta.grade.stage == .senior ? 6_500 : 2_500)
        draft.students.set(row, StudentField.politicalStatus, isMember ? "共青团员" : "群众")
    }

    private func writeCommute(_ draft: inout SchoolDraft, _ random: inout Random) {
        let tenths = random.within(2...70)
        draft.students.set(row, StudentField.commuteKm, tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)")
        let mode = random.weighted([42, 20, 18, 14, 5, 1])
        let labels = ["步行", "自行车(含摩托车、电动自行车)", "公共交通(含城市公交、农村客运、地铁)", "家长自行接送", "校车", "其他"]
        draft.students.set(row, StudentField.commuteMode, labels[mode])
        draft.students.set(row, StudentField.needsBus, mode == 4 || random.chance(400) ? "是" : "否")
    }
}
