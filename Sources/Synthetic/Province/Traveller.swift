import Columnar

/// A pupil whom two schools of different counties enter, or two pupils whom a rule could take for one.
///
/// Both counties are made independently, so everything that the two rows share is decided here. Numbers come from a region
/// and surnames from a list that no other pupil has.
struct Traveller: Sendable {
    enum Kind: Int, CaseIterable { case guest, twoNames, withoutNumber, onceWithoutNumber, typingError, cousins, namesake }

    let kind: Kind
    let index: Int
    let grade: SchoolGrade
    let birthDay: Int32
    let male: Bool
    /// School indexes of the two rows, in different counties.
    let schools: [Int]

    /// All travellers of the province; without faults only the namesakes, who give no finding.
    static func plan(_ plan: ProvincePlan, seed: UInt64, rate: Double, pupils: Int) -> [Traveller] {
        let schools = plan.schools.flatMap(\.self).filter { $0.pupils >= 40 && $0.limit == nil && !$0.kind.isSpecial && !$0.fiveFour }
        guard Set(schools.map(\.countyPosition)).count > 1 else { return [] }
        let count = min(200, max(1, Int(Double(pupils) * max(rate, 0.002) / 200)))
        var random = Random(seed: seed, purpose: 12)
        var travellers: [Traveller] = []
        for kind in Kind.allCases where rate > 0 || kind == .namesake {
            for _ in 0..<count {
                if let traveller = make(kind, travellers.count, schools, &random) { travellers.append(traveller) }
            }
        }
        return travellers
    }

    private static func make(_ kind: Kind, _ index: Int, _ schools: [SchoolPlan], _ random: inout Random) -> Traveller? {
        let first = random.pick(schools)
        let grade = random.pick(first.kind.grades(fiveFour: false))
        for _ in 0..<200 {
            let second = random.pick(schools)
            guard second.countyPosition != first.countyPosition, second.kind.grades(fiveFour: false).contains(grade) else { continue }
            let days = AgeArithmetic.birthDays(grade: grade, primaryYears: 6, offset: 0)
            return Traveller(
                kind: kind, index: index, grade: grade, birthDay: days.lowerBound + Int32(random.below(days.count)),
                male: random.chance(5_000), schools: [first.index, second.index])
        }
        return nil
    }

    /// Adds the row to one of the two schools.
    func enter(_ draft: inout SchoolDraft, _ pupils: PupilMaker, _ workshop: inout CountyWorkshop) {
        guard let classIndex = draft.classes.firstIndex(where: { $0.grade == grade }) else {
            preconditionFailure("the school lacks the grade")
        }
        let isSecond = draft.plan.index == schools[1]
        let isBlank = kind == .withoutNumber || (kind == .onceWithoutNumber && isSecond)
        var random = Random(seed: pupils.seed, purpose: 13, index: index * 2 + (isSecond ? 1 : 0))
        let wish = PupilMaker.Wish(birthDay: birthDay, isBlankNumber: isBlank, isPlain: true)
        let row = pupils.add(to: &draft, classIndex: classIndex, workshop: &workshop, random: &random, wish: wish)
        draft.metas[row].male = male
        draft.metas[row].isTouched = true
        draft.metas[row].surname = surname
        draft.students.set(row, StudentField.name, name(isSecond))
        draft.students.set(row, StudentField.sex, male ? "男" : "女")
        if !isBlank { draft.students.set(row, StudentField.idNumber, number(isSecond)) }
        if kind == .cousins { setFather(row, &draft) }
        expect(row, &draft)
    }

    private var surname: String { ["端木", "皇甫", "尉迟", "东方", "慕容", "宇文", "长孙"][kind.rawValue] }

    private func name(_ isSecond: Bool) -> String {
        let hasOther = isSecond && (kind == .twoNames || kind == .cousins)
        let letters = NamePools.boys
        return surname + letters[index % letters.count] + (hasOther ? letters[(index + 1) % letters.count] : letters[(index + 7) % letters.count])
    }

    /// Region 110105; the typing error is in its last digit, the other person's number differs in many places.
    private func number(_ isSecond: Bool) -> String {
        let isOther = isSecond && (kind == .cousins || kind == .namesake)
        let region = isOther ? 310_104 : isSecond && kind == .typingError ? 110_106 : 110_105
        let sequence = (100 + index % 400 * 2 + (isOther ? 111 : 0)) % 1_000 / 2 * 2
        return NumberMaker.number(region: region, birthDay: birthDay, sequence: sequence + (male ? 1 : 0))
    }

    private func setFather(_ row: Int, _ draft: inout SchoolDraft) {
        let texts: [(StudentField, String)] = [
            (.m1Name, "端木大山"), (.m1Relation, "父亲"), (.m1RelationNote, ""), (.m1IsGuardian, "是"), (.m1IDType, "居民身份证"),
            (.m1IDNumber, NumberMaker.number(region: 110_105, birthDay: birthDay - 11_000, sequence: 1 + index % 400 * 2)),
        ]
        for (field, text) in texts { draft.students.set(row, field, text) }
    }

    private func expect(_ row: Int, _ draft: inout SchoolDraft) {
        switch kind {
        case .guest: draft.students.expect(row, "DUP-02", .error, StudentField.idNumber)
        case .twoNames: draft.students.expect(row, "DUP-03", .error, StudentField.idNumber)
        case .withoutNumber: draft.students.expect(row, "DUP-04", .error, StudentField.name)
        case .onceWithoutNumber: draft.students.expect(row, "DUP-05", .warning, StudentField.name)
        case .typingError: draft.students.expect(row, "DUP-06", .warning, StudentField.idNumber)
        case .cousins: draft.students.expect(row, "DUP-12", .info, StudentField.name)
        case .namesake: break
        }
    }
}
