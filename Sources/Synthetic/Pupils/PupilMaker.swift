/// Fills one row of the student table as a careful clerk would: nothing but natural oddities, all of them stated.
struct PupilMaker {
    let address: AddressMaker
    let seed: UInt64

    /// How far from the on-time age the pupil is, when a fault asks for it.
    struct Wish {
        var offset: Int?
        var birthDay: Int32?
        var isBlankNumber: Bool?
        var isPlain = false
        var person: PersonKind?
    }

    /// Adds a pupil of a class.
    @discardableResult
    func add(
        to draft: inout SchoolDraft, classIndex: Int, workshop: inout CountyWorkshop, random: inout Random, wish: Wish = Wish()
    ) -> Int {
        let row = draft.students.appendRow()
        draft.metas.append(PupilMeta(grade: draft.classes[classIndex].grade, classIndex: classIndex, male: true, birthDay: 0, entryYear: 0, entryMonth: 9))
        fill(row, of: &draft, classIndex: classIndex, workshop: &workshop, random: &random, wish: wish)
        return row
    }

    /// Makes the row anew, as somebody else.
    func fill(
        _ row: Int, of draft: inout SchoolDraft, classIndex: Int, workshop: inout CountyWorkshop, random: inout Random,
        wish: Wish
    ) {
        let grade = draft.classes[classIndex].grade
        draft.students.clear(row)
        var meta = PupilMeta(
            grade: grade, classIndex: classIndex, male: random.chance(5_330), birthDay: 0, entryYear: grade.cohort,
            entryMonth: 9)
        meta.isSpecial = draft.isSpecial
        chooseAge(&meta, draft: draft, random: &random, wish: wish)
        draft.metas[row] = meta
        let person = PersonWriter(maker: self, row: row, wish: wish)
        person.writeIdentity(&draft, &workshop, &random)
        person.writeEnrolment(&draft, &random)
        person.writeContact(&draft, &random)
        person.writeExtras(&draft, &random)
        FamilyWriter(address: address, row: row).write(&draft, &workshop, &random)
    }

    /// SPEC §10: −1 6 %, 0 80 %, +1 11 %, +2 2 %; no under-age pupils in grade 1, older ones in special schools.
    private func chooseAge(_ meta: inout PupilMeta, draft: SchoolDraft, random: inout Random, wish: Wish) {
        let drawn: Int
        if draft.isSpecial {
            drawn = random.weighted([40, 25, 20, 10, 5])
        } else if meta.grade == .p1 {
            drawn = [0, 1, 2][random.weighted([86, 12, 2])]
        } else {
            drawn = [-1, 0, 1, 2][random.weighted([6, 81, 11, 2])]
        }
        let offset = wish.offset ?? (wish.isPlain ? 0 : drawn)
        let range = AgeArithmetic.birthDays(grade: meta.grade, primaryYears: draft.plan.primaryYears, offset: offset)
        meta.birthDay = wish.birthDay ?? range.lowerBound + Int32(random.below(range.count))
        guard !wish.isPlain, wish.offset == nil else { return }
        if draft.traits.isGradeCertain, offset >= 1, random.chance(600) {
            meta.entryYear -= 1
        } else if meta.grade.step > 1, random.chance(15) {
            meta.entryMonth = random.within(10...12)
        }
    }
}
