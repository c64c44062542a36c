import Columnar

extension SpellingHabit {
    /// Rewrites one field of a row; false when the row has nothing to rewrite. The value stays the same for every rule.
    func apply(to row: Int, of draft: inout SchoolDraft, _ random: inout Random) -> Bool {
        switch self {
        case .ethnicity: replace(.ethnicity, ["汉族": ["汉", "01", "1"]], row, &draft, &random)
        case .idType: replace(.idType, ["居民身份证": ["身份证", "二代身份证", "1"]], row, &draft, &random)
        case .overseas: replace(.overseasStatus, ["否": ["无", "00", "0"]], row, &draft, &random)
        case .health: replace(.health, ["健康或良好": ["健康", "良好", "10"]], row, &draft, &random)
        case .household: replace(.householdType, ["农业户口": ["农业", "农村", "1"], "非农业户口": ["城镇户口", "2"]], row, &draft, &random)
        case .father: replace(.m1Relation, ["父亲": ["父", "父子", "51"], "母亲": ["母", "妈妈", "52"]], row, &draft, &random)
        case .shortCode: replace(.studyMode, ["走读": ["走读生", "1"], "住校": ["寄宿", "2"]], row, &draft, &random)
        case .birthDate: respellBirth(row, &draft, &random)
        case .entryMonth: respellMonth(row, &draft, &random)
        case .fullWidthPhone: widenPhone(row, &draft)
        }
    }

    private func replace(
        _ field: StudentField, _ words: [String: [String]], _ row: Int, _ draft: inout SchoolDraft, _ random: inout Random
    ) -> Bool {
        guard let others = words[draft.students.text(row, field)] else { return false }
        draft.students.set(row, field, random.pick(others))
        draft.students.expect(row, "COD-02", .info, field)
        return true
    }

    private func respellBirth(_ row: Int, _ draft: inout SchoolDraft, _ random: inout Random) -> Bool {
        guard draft.metas[row].isBirthKnown else { return false }
        let date = CivilDate(daysSince1970: draft.metas[row].birthDay)
        let (y, m, d) = (date.year, date.month, date.day)
        let texts = ["\(y)-\(m)-\(d)", "\(y)/\(m)/\(d)", "\(y).\(m).\(d)", "\(y)年\(m)月\(d)日", date.description]
        draft.students.set(row, StudentField.birthDate, random.pick(texts))
        draft.students.expect(row, "FMT-02", .info, StudentField.birthDate)
        return true
    }

    private func respellMonth(_ row: Int, _ draft: inout SchoolDraft, _ random: inout Random) -> Bool {
        let meta = draft.metas[row]
        guard meta.isEntryKnown else { return false }
        let (y, m, two) = (meta.entryYear, meta.entryMonth, NumberMaker.digits(meta.entryMonth, 2))
        draft.students.set(row, StudentField.entryMonth, random.pick(["\(y)-\(m)", "\(y)/\(two)", "\(y).\(two)", "\(y)年\(m)月", "\(y)\(two)01"]))
        draft.students.expect(row, "FMT-02", .info, StudentField.entryMonth)
        return true
    }

    private func widenPhone(_ row: Int, _ draft: inout SchoolDraft) -> Bool {
        let wide = draft.students.text(row, StudentField.phone).unicodeScalars.map { scalar in
            (48...57).contains(scalar.value) ? Character(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar) : Character(scalar)
        }
        draft.students.set(row, StudentField.phone, String(wide))
        draft.students.expect(row, "FMT-04", .info, StudentField.phone)
        return true
    }
}
