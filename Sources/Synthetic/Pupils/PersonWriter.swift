import Columnar

/// Writes the pupil's own fields into a row.
struct PersonWriter {
    let maker: PupilMaker
    let row: Int
    let wish: PupilMaker.Wish

    func writeIdentity(_ draft: inout SchoolDraft, _ workshop: inout CountyWorkshop, _ random: inout Random) {
        let isUsual = wish.isPlain || wish.offset != nil || wish.isBlankNumber != nil
        let kind = wish.person?.rawValue ?? (isUsual ? 100 : random.below(10_000))
        draft.students.set(row, StudentField.schoolID, draft.plan.id)
        draft.students.set(row, StudentField.ethnicity, ethnicity(&random))
        draft.students.set(row, StudentField.nationality, "中国")
        draft.students.set(row, StudentField.overseasStatus, "否")
        draft.students.set(row, StudentField.idType, "居民身份证")
        switch kind {
        case 0..<4: writeForeigner(&draft, &workshop, &random)
        case 4..<8: writeDotted(&draft, &workshop, &random)
        default:
            let name = workshop.names.pupil(male: draft.metas[row].male, birthDay: draft.metas[row].birthDay, random: &random)
            draft.metas[row].surname = name.surname
            draft.students.set(row, StudentField.name, name.text)
            if (8..<14).contains(kind) {
                writeCompatriot(&draft, &workshop, kind: kind - 8)
            } else {
                writeNumber(&draft, &workshop, &random)
            }
        }
        let meta = draft.metas[row]
        draft.students.set(row, StudentField.sex, meta.male ? "男" : "女")
        draft.students.set(row, StudentField.birthDate, CivilDate(daysSince1970: meta.birthDay).number)
    }

    private func ethnicity(_ random: inout Random) -> String {
        random.chance(50) ? random.pick(["畲族", "畲族", "畲族", "回族", "苗族", "瑶族"]) : "汉族"
    }

    /// The usual pupil: a number from here, from elsewhere, or none.
    private func writeNumber(_ draft: inout SchoolDraft, _ workshop: inout CountyWorkshop, _ random: inout Random) {
        let meta = draft.metas[row]
        let blankChance = meta.grade == .p1 ? 300 : 120
        let isBlank = wish.isBlankNumber ?? (!wish.isPlain && wish.offset == nil && random.chance(blankChance))
        var home = draft.county.code
        if isBlank {
            draft.students.set(row, StudentField.idType, "其他")
            let isFreeText = wish.isBlankNumber == nil && random.chance(1_500)
            draft.metas[row].numberKind = isFreeText ? .freeText : .blank
            draft.students.set(row, StudentField.idNumber, isFreeText ? "出生证D36\(workshop.nextDocument())" : "")
        } else if !wish.isPlain, random.chance(450) || row % 97 == 50 {
            let number = workshop.numbers.elsewhere(birthDay: meta.birthDay, male: meta.male, random: &random)
            draft.students.set(row, StudentField.idNumber, number.number)
            home = number.code
        } else {
            let number = workshop.numbers.here(birthDay: meta.birthDay, male: meta.male)
            draft.students.set(row, StudentField.idNumber, number)
        }
        writeHome(home, &draft, &random)
    }

    private func writeHome(_ code: Int, _ draft: inout SchoolDraft, _ random: inout Random) {
        let text = "\(code)000000"
        draft.students.set(row, StudentField.householdCode, text)
        draft.students.copy(row, from: StudentField.householdCode, to: StudentField.birthPlaceCode)
        let county = draft.county
        if code == county.code {
            draft.students.set(row, StudentField.nativePlace, "江西" + county.shortName)
            // Where the county had another code when the pupil was born, some papers still show it.
            if county.oldCode != 0, draft.metas[row].birthDay < 10_957, !wish.isPlain, random.chance(60) {
                draft.students.set(row, StudentField.birthPlaceCode, "\(county.oldCode)000000")
                draft.students.expect(row, "REF-10", .info, StudentField.birthPlaceCode)
            }
        }
        draft.students.set(row, StudentField.householdType, random.chance(draft.traits.isUrban ? 3_500 : 8_200) ? "农业户口" : "非农业户口")
    }

    private func writeDotted(_ draft: inout SchoolDraft, _ workshop: inout CountyWorkshop, _ random: inout Random) {
        moveBirthDay(&draft, workshop)
        var name = ""
        let isTibetan = random.chance(3_000)
        repeat {
            let pool = isTibetan ? NamePools.tibetan : NamePools.uyghur
            name = random.pick(pool) + "·" + random.pick(pool)
        } while !workshop.takeShortName("\(name)\(draft.metas[row].birthDay)")
        draft.metas[row].surname = "艾"
        draft.students.set(row, StudentField.name, name)
        draft.students.set(row, StudentField.ethnicity, isTibetan ? "藏族" : "维吾尔族")
        let meta = draft.metas[row]
        draft.students.set(row, StudentField.idNumber, workshop.numbers.here(birthDay: meta.birthDay, male: meta.male))
        writeHome(draft.county.code, &draft, &random)
    }

    private func writeForeigner(_ draft: inout SchoolDraft, _ workshop: inout CountyWorkshop, _ random: inout Random) {
        moveBirthDay(&draft, workshop)
        draft.metas[row].surname = "金"
        draft.metas[row].isChinese = false
        draft.metas[row].numberKind = .other
        draft.students.set(row, StudentField.name, random.pick(NamePools.latinGiven) + " " + random.pick(NamePools.latinFamily))
        draft.students.set(row, StudentField.nationality, random.pick(["韩国", "美国", "日本"]))
        draft.students.set(row, StudentField.ethnicity, "其他")
        draft.students.set(row, StudentField.overseasStatus, "外国人")
        draft.students.set(row, StudentField.idType, "护照")
        draft.students.set(row, StudentField.idNumber, "E\(workshop.nextDocument())")
        draft.students.set(row, StudentField.birthPlaceCode, draft.county.code12)
        draft.students.set(row, StudentField.householdType, "非农业户口")
    }

    /// Pupils from Hong Kong and Taiwan, and an overseas Chinese with a passport.
    private func writeCompatriot(_ draft: inout SchoolDraft, _ workshop: inout CountyWorkshop, kind: Int) {
        let number = workshop.nextDocument()
        let words: (String, String, String, String) = switch kind % 3 {
        case 0: ("香港", "香港特区护照/身份证明", "香港同胞", "H\(number)")
        case 1: ("台湾", "台湾居民来往大陆通行证", "台湾同胞", number)
        default: ("中国", "护照", "华侨", "G\(number)")
        }
        draft.metas[row].numberKind = .other
        draft.metas[row].isChinese = kind % 3 == 2
        draft.students.set(row, StudentField.nationality, words.0)
        draft.students.set(row, StudentField.idType, words.1)
        draft.students.set(row, StudentField.overseasStatus, words.2)
        draft.students.set(row, StudentField.idNumber, words.3)
        draft.students.set(row, StudentField.birthPlaceCode, draft.county.code12)
        draft.students.set(row, StudentField.householdType, "非农业户口")
    }

    /// Names from short lists are kept apart by the birth day.
    private func moveBirthDay(_ draft: inout SchoolDraft, _ workshop: CountyWorkshop) {
        let meta = draft.metas[row]
        let offset = AgeArithmetic(meta: meta, primaryYears: draft.plan.primaryYears, isGradeFromClass: true).offset
        let range = AgeArithmetic.birthDays(grade: meta.grade, primaryYears: draft.plan.primaryYears, offset: offset)
        draft.metas[row].birthDay = workshop.ownBirthDay(near: meta.birthDay, in: range)
    }
}

extension CivilDate {
    /// `20070831`.
    var number: String { String(Int(year) * 10_000 + Int(month) * 100 + Int(day)) }
}

/// Whom to make; one of ten thousand pupils each way.
enum PersonKind: Int { case foreigner = 0, dotted = 4 }

/// Dates as the registry writes them.
enum CivilDateText {
    /// `20070831`.
    static func number(_ day: Int32) -> String { CivilDate(daysSince1970: day).number }
}
