/// Writes the two family members of a pupil.
struct FamilyWriter {
    let address: AddressMaker
    let row: Int

    private enum Relation { case father, mother, grandparent, uncle }

    func write(_ draft: inout SchoolDraft, _ workshop: inout CountyWorkshop, _ random: inout Random) {
        let isOrphan = draft.students.text(row, StudentField.orphan) == "是"
        let pairs: [[Relation]] = [
            [.father, .mother], [.mother, .father], [.mother], [.father], [.grandparent, .father], [.grandparent, .mother],
            [.uncle, .mother],
        ]
        let pair = isOrphan ? [.grandparent, .uncle] : pairs[random.weighted([70, 12, 3, 2, 7, 5, 1])]
        for (member, relation) in pair.enumerated() {
            writeMember(member, relation, &draft, &workshop, &random)
        }
    }

    private func field(_ first: StudentField, _ member: Int) -> Int { first.rawValue + member * 12 }

    private func writeMember(
        _ member: Int, _ relation: Relation, _ draft: inout SchoolDraft, _ workshop: inout CountyWorkshop,
        _ random: inout Random
    ) {
        let isMale = relation == .father || relation == .uncle || (relation == .grandparent && random.chance(5_000))
        let surname = relation == .mother ? NameMaker.surname(&random) : draft.metas[row].surname
        var name = NameMaker.adult(surname: surname, male: isMale, random: &random)
        let taken = [draft.students.text(row, StudentField.name), draft.students.text(row, StudentField.m1Name)]
        while taken.contains(name) { name = NameMaker.adult(surname: surname, male: isMale, random: &random) }
        draft.students.set(row, field(.m1Name, member), name)
        draft.students.set(row, field(.m1Relation, member), label(relation))
        if relation == .uncle { draft.students.set(row, field(.m1RelationNote, member), isMale ? "叔叔" : "姑姑") }
        if draft.traits.isUrban || random.chance(8_000) {
            draft.students.set(row, field(.m1Address, member), draft.students.text(row, StudentField.currentAddress))
        } else {
            draft.students.set(row, field(.m1Address, member), address.home(urban: false, town: address.town(&random), random: &random))
        }
        let phone = member == 0 && random.chance(6_000) ? draft.students.text(row, StudentField.phone) : AddressMaker.mobile(&random)
        draft.students.set(row, field(.m1Phone, member), phone)
        draft.students.set(row, field(.m1IsGuardian, member), member == 0 || random.chance(6_000) ? "是" : "否")
        writePapers(member, relation, isMale: isMale, &draft, &workshop, &random)
    }

    private func label(_ relation: Relation) -> String {
        switch relation {
        case .father: "父亲"
        case .mother: "母亲"
        case .grandparent: "祖父母或外祖父母"
        case .uncle: "其他"
        }
    }

    private func writePapers(
        _ member: Int, _ relation: Relation, isMale: Bool, _ draft: inout SchoolDraft, _ workshop: inout CountyWorkshop,
        _ random: inout Random
    ) {
        let household = draft.students.text(row, StudentField.householdCode)
        if household.isEmpty {
            draft.students.set(row, field(.m1IDType, member), "护照")
            draft.students.set(row, field(.m1IDNumber, member), "P\(workshop.nextDocument())")
            return
        }
        draft.students.set(row, field(.m1HouseholdCode, member), household)
        if random.chance(2_500) { draft.students.set(row, field(.m1Ethnicity, member), "汉族") }
        if random.chance(1_500) {
            draft.students.set(row, field(.m1Employer, member), random.pick(["务农", "个体经营", "县人民医院", "东莞市电子厂", "镇政府", "建筑公司"]))
            draft.students.set(row, field(.m1Position, member), random.pick(["职员", "工人", "经理", "教师"]))
        }
        let pupilHasNumber = draft.metas[row].numberKind != .blank
        guard !pupilHasNumber || random.chance(9_200) else { return }
        draft.students.set(row, field(.m1IDType, member), "居民身份证")
        let years = relation == .grandparent ? random.within(48...68) : random.within(21...37)
        // Not before 1930 and not after 1996: numbers of adults and pupils never meet.
        let birthDay = min(max(draft.metas[row].birthDay - Int32(years * 365 + random.below(365)), -14_600 + Int32(row % 300)), 9_000)
        let number = workshop.numbers.here(birthDay: birthDay, male: isMale)
        let isOld = relation == .grandparent && random.chance(1_200)
        draft.students.set(row, field(.m1IDNumber, member), isOld ? FamilyWriter.fifteen(number) : number)
    }

    /// The number as printed before 1999.
    static func fifteen(_ number: String) -> String {
        let digits = Array(number.utf8)
        return String(decoding: digits[0..<6] + digits[8..<17], as: UTF8.self)
    }
}
