/// Makes a school with all its pupils, before any fault.
struct SchoolMaker {
    let pupils: PupilMaker
    let seed: UInt64

    func make(_ plan: SchoolPlan, traits: SchoolTraits, workshop: inout CountyWorkshop) -> SchoolDraft {
        var random = Random(seed: seed, purpose: 3, index: plan.index)
        var draft = SchoolDraft(
            plan: plan, traits: traits, county: workshop.county, name: SchoolMaker.name(plan, county: workshop.county, random: &random))
        let sizes = SchoolMaker.gradeSizes(plan, random: &random)
        for (grade, size) in sizes {
            let first = draft.classes.count
            let count = (size + 47) / 48
            for number in 1...max(1, count) {
                draft.classes.append(
                    ClassDraft(
                        grade: grade, number: number, campus: traits.hasTwoCampuses && number % 3 == 0 ? 2 : 1,
                        type: SchoolMaker.classType(plan, grade: grade)))
            }
            for pupil in 0..<size {
                addPupil(to: &draft, classIndex: first + pupil * count / size, workshop: &workshop, random: &random)
            }
        }
        return draft
    }

    /// One of 200 has a twin or a sibling a few years older or younger in the class list.
    private func addPupil(
        to draft: inout SchoolDraft, classIndex: Int, workshop: inout CountyWorkshop, random: inout Random
    ) {
        let last = draft.metas.count - 1
        if last >= 0, draft.metas[last].classIndex == classIndex, draft.metas[last].numberKind == .resident,
            draft.metas[last].isChinese, !draft.metas[last].surname.isEmpty, !draft.metas[last].hasDottedName, random.chance(50)
        {
            TwinMaker().add(to: &draft, of: last, workshop: &workshop, random: &random)
        } else {
            pupils.add(to: &draft, classIndex: classIndex, workshop: &workshop, random: &random)
        }
    }

    private static func gradeSizes(_ plan: SchoolPlan, random: inout Random) -> [(SchoolGrade, Int)] {
        var grades = plan.kind.grades(fiveFour: plan.fiveFour)
        if plan.pupils < grades.count { grades = Array(grades[0..<max(1, plan.pupils)]) }
        // Every grade has a pupil; the rest falls evenly, with a little noise.
        var sizes = Array(repeating: 1, count: grades.count)
        let extra = plan.pupils - grades.count
        let weights = grades.map { _ in 90 + random.below(21) }
        let sum = weights.reduce(0, +)
        for index in grades.indices { sizes[index] += extra * weights[index] / sum }
        sizes[0] += plan.pupils - sizes.reduce(0, +)
        return Array(zip(grades, sizes))
    }

    private static func classType(_ plan: SchoolPlan, grade: SchoolGrade) -> String {
        if plan.kind == .teachingPoint { return "小学教学点班" }
        if plan.kind == .special || plan.kind == .deaf {
            return (grade.stage == .primary ? "小学" : "初中") + (plan.kind == .deaf ? "听力残疾班" : "智力残疾班")
        }
        return ["普通小学班", "普通初中班", "普通高中班"][grade.stage.rawValue]
    }

    private static func name(_ plan: SchoolPlan, county: County, random: inout Random) -> String {
        let town = AddressMaker(county: county).town(&random)
        let word = random.pick(NamePools.schoolWords)
        return switch plan.kind {
        case .primary: [county.name + word + "小学", county.name + town + "镇中心小学", county.name + town + "镇" + word + "小学"][random.below(3)]
        case .teachingPoint: county.name + town + "镇" + random.pick(NamePools.villages) + "教学点"
        case .junior: [county.name + "第" + ["二", "三", "四", "五"][random.below(4)] + "中学", county.name + town + "中学"][random.below(2)]
        case .nineYear: county.name + town + "学校"
        case .senior: county.name + word + "高级中学"
        case .combined: county.name + "第" + ["一", "六", "七"][random.below(3)] + "中学"
        case .twelveYear: county.name + word + "学校"
        case .special: county.name + "特殊教育学校"
        case .deaf: county.name + "聋人学校"
        case .reform: county.name + "工读学校"
        }
    }
}

/// Makes the twin of a pupil: another name and number, the same family. No rule may take the two for one.
struct TwinMaker {
    func add(to draft: inout SchoolDraft, of row: Int, workshop: inout CountyWorkshop, random: inout Random) {
        draft.metas[row].isTwin = true
        var meta = draft.metas[row]
        let twin = draft.students.appendCopy(of: row)
        meta.male = random.chance(6_000) ? meta.male : !meta.male
        draft.metas.append(meta)
        let old = [StudentField.m1Name, .m2Name].map { draft.students.text(row, $0) }
        var name = workshop.names.pupil(male: meta.male, birthDay: meta.birthDay, surname: meta.surname, random: &random)
        while old.contains(name.text) {
            name = workshop.names.pupil(male: meta.male, birthDay: meta.birthDay, surname: meta.surname, random: &random)
        }
        draft.students.set(twin, StudentField.name, name.text)
        draft.students.set(twin, StudentField.sex, meta.male ? "男" : "女")
        draft.students.set(twin, StudentField.idNumber, workshop.numbers.here(birthDay: meta.birthDay, male: meta.male))
        draft.students.set(twin, StudentField.onlyChild, "否")
        draft.students.set(row, StudentField.onlyChild, "否")
        let serial = draft.nextSerial()
        if draft.traits.usesSeatNumbers { draft.students.set(twin, StudentField.seatNo, NumberMaker.digits(serial, 2)) }
        if draft.traits.usesAuxiliaryNumbers { draft.students.set(twin, StudentField.auxNo, "F\(NumberMaker.digits(serial, 6))") }
    }
}
