import Columnar

extension FaultTable {
    static let codes: [any Fault] = [
        UnknownCode(), OtherSpelling(name: "COD-02", habits: [.ethnicity, .idType, .overseas, .health, .household, .father, .shortCode]),
        LostPrecision(), OtherSpelling(name: "FMT-02", habits: [.birthDate, .entryMonth]), UnreadableDate(),
        OtherSpelling(name: "FMT-04", habits: [.fullWidthPhone]), StrayCharacters(), MissingValue(),
    ]
}

/// COD-01: a word that the list does not have; an error in mandatory fields, else a warning.
struct UnknownCode: Fault {
    let name = "COD-01"

    private static let words: [(StudentField, String, Severity)] = [
        (.ethnicity, "华夏族", .error), (.householdType, "居民户口", .error), (.leftBehind, "不清楚", .error),
        (.commuteMode, "骑马", .error), (.preschool, "上过", .error), (.studyMode, "半走读", .error), (.health, "健壮", .error),
        (.bloodType, "C型", .warning), (.studentSource, "转学生", .warning), (.politicalStatus, "积极分子", .warning),
    ]

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        let (field, word, severity) = bench.random.pick(UnknownCode.words)
        draft.students.set(row, field, word)
        draft.students.expect(row, "COD-01", severity, field)
        draft.metas[row].isTouched = true
        return true
    }
}

/// COD-02, FMT-02, FMT-04: understood, but not as prescribed.
struct OtherSpelling: Fault {
    let name: String
    let habits: [SpellingHabit]

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        let habit = bench.random.pick(habits)
        guard habit.apply(to: row, of: &draft, &bench.random) else { return false }
        draft.metas[row].isTouched = true
        return true
    }
}

/// FMT-01: the number cell kept fifteen digits.
struct LostPrecision: Fault {
    let name = "FMT-01"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        let hasMember = draft.students.text(row, StudentField.m1IDNumber).utf8.count == 18
        let field: StudentField = hasMember && bench.random.chance(3_000) ? .m1IDNumber : .idNumber
        let digits = Array(draft.students.text(row, field).utf8)
        let text = String(decoding: digits[0..<1], as: UTF8.self) + "." + String(decoding: digits[1..<6], as: UTF8.self) + "E+17"
        draft.students.set(row, field, text)
        draft.students.set(row, field, form: .brokenNumber)
        draft.students.expect(row, "FMT-01", .error, field)
        if field == .idNumber { draft.metas[row].numberKind = .unreadable }
        draft.metas[row].isTouched = true
        return true
    }
}

/// FMT-03: a date that has no accepted form.
struct UnreadableDate: Fault {
    let name = "FMT-03"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        let useEntry = draft.traits.isGradeCertain && bench.random.chance(5_000)
        guard draft.isGradeIndependentOfAge, let row = bench.pickPlain(draft) else { return false }
        if useEntry {
            draft.students.set(row, StudentField.entryMonth, bench.random.pick(["2013", "13年9月", "九月"]))
            draft.students.expect(row, "FMT-03", .error, StudentField.entryMonth)
            draft.metas[row].isEntryKnown = false
        } else {
            let date = CivilDate(daysSince1970: draft.metas[row].birthDay)
            let texts = ["31/8/\(date.year)", "\(date.year)0230", "\(date.year)08", "07-8-31"]
            draft.students.set(row, StudentField.birthDate, bench.random.pick(texts))
            draft.students.expect(row, "FMT-03", .error, StudentField.birthDate)
            draft.metas[row].isBirthKnown = false
        }
        draft.metas[row].isTouched = true
        return true
    }
}

/// FMT-04: spaces, an apostrophe, a line break or a small x.
struct StrayCharacters: Fault {
    let name = "FMT-04 characters"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        let kind = bench.random.below(5)
        let field: StudentField = [.name, .idNumber, .currentAddress, .phone, .m1Name][kind]
        let old = draft.students.text(row, field)
        let new = [old.prefix(1) + " " + old.dropFirst(), "'" + old, "\u{3000}" + old, "\u{A0}" + old, old + "\n"][kind]
        draft.students.set(row, field, String(new))
        draft.students.expect(row, "FMT-04", .info, field)
        draft.metas[row].isTouched = true
        return true
    }
}

/// CMP-01: a mandatory field left empty or crossed out.
struct MissingValue: Fault {
    let name = "CMP-01"

    private static let fields: [StudentField] = [
        .mailAddress, .homeAddress, .postcode, .needsAid, .getsSubsidy, .preschool, .commuteKm, .householdType, .m1Phone,
        .m1Address, .health, .leftBehind, .birthPlaceCode,
    ]

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        let field = bench.random.pick(MissingValue.fields)
        draft.students.set(row, field, bench.random.pick(["", "", "-", "/", "NULL"]))
        draft.students.expect(row, "CMP-01", .error, field)
        draft.metas[row].isTouched = true
        return true
    }
}
