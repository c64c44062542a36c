import Records
import Testing

@Suite struct CodeListTests {
    private func resolve(_ list: String, _ value: String) throws -> Resolution {
        let list = try #require(CodeList.named(list))
        let found = list.resolve(value)
        #expect(list.resolve(Array(value.utf8).span) == found)
        return found
    }

    private func expect(
        _ list: String, _ value: String, _ code: String?, _ how: Resolution.How,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try resolve(list, value)
        #expect(found.code == code && found.how == how, "\(list) \(value)", sourceLocation: sourceLocation)
    }

    @Test func labelsAliasesAndCodes() throws {
        try expect("sex", "男", "1", .label)
        try expect("sex", " 女 ", "2", .label)
        try expect("sex", "男性", "1", .alias)
        try expect("sex", "1", "1", .code)
        try expect("sex", "m", nil, .none)  // only codes are upper-cased
        try expect("sex", "人", nil, .none)
        try expect("sex", "", nil, .none)
        try expect("ethnic_group", "汉", "01", .alias)
        try expect("household_type", "2", "2", .code)
        #expect(CodeList.named("household_type")?.label(of: "2") == "非农业户口")
        try expect("nationality", "chn", "CHN", .code)
        try expect("id_document_type", "a", "A", .alias)
        try expect("id_document_type", "z", "Z", .alias)
    }

    @Test func oneCodePrefixIsStripped() throws {
        try expect("sex", "1-男", "1", .label)
        try expect("overseas_status", "00-否", "00", .label)
        try expect("overseas_status", "００．否", "00", .label)
        try expect("sex", "2-男", nil, .none)
        try expect("sex", "1-1-男", nil, .none)
        try expect("admission_method", "12-其他", "12", .alias)
        try expect("admission_method", "99-其他", "99", .alias)
        try expect("nationality", "CHN-中国", "CHN", .label)
        try expect("study_mode", "3-借宿", nil, .none)
    }

    @Test func entriesThatAreNotAcceptedCountAsNone() throws {
        try expect("sex", "0", nil, .none)
        try expect("sex", "未知的性别", nil, .none)
        try expect("id_document_type", "户口簿", nil, .none)
        try expect("id_document_type", "户口本", nil, .none)
        try expect("study_mode", "其他", nil, .none)
        try expect("household_type", "无户口", nil, .none)
        try expect("political_status", "民革会员", nil, .none)
        try expect("political_status", "4", nil, .none)
        try expect("urban_rural_type", "城镇", nil, .none)
    }

    @Test func shortNumbersArePaddedWithZeros() throws {
        try expect("ethnic_group", "1", "01", .code)
        try expect("overseas_status", "0", "00", .code)
        try expect("political_status", "3", "03", .code)
        try expect("ethnic_group", "001", nil, .none)
        try expect("health_status", "1", nil, .none)
        try expect("health_status", "6", nil, .none)
        try expect("health_status", "50", "50", .code)
    }

    @Test func onlySchoolTypesOfThreeDigitsAreTypes() throws {
        try expect("school_type", "小学", "211", .label)
        try expect("school_type", "211-小学", "211", .label)
        try expect("school_type", "21-小学", "211", .label)
        try expect("school_type", "幼儿园", "111", .label)
        try expect("school_type", "工读学校", "371", .label)
        try expect("school_type", "职业初中", "321", .label)
        try expect("school_type", "普通高中", nil, .none)
        try expect("school_type", "21", nil, .none)
        try expect("school_type", "5", nil, .none)
        try expect("school_type", "342", "342", .code)
    }

    @Test func centralOrgansAreAcceptedByPattern() throws {
        try expect("school_sponsor", "360", "360", .code)
        try expect("school_sponsor", "499", "499", .code)
        try expect("school_sponsor", "599", nil, .none)
        try expect("school_sponsor", "36", nil, .none)
        try expect("school_sponsor", "812", "812", .code)
        try expect("school_sponsor", "省级其他部门（党政机关）", "812", .label)
        #expect(CodeList.named("school_sponsor")?.label(of: "360") == "中央党政机关、人民团体及其他机构")
    }

    @Test func bracketsOfBothWidthsAreEqual() throws {
        try expect("commute_mode", "自行车（含摩托车、电动自行车）", "2", .label)
        try expect("commute_mode", "自行车(含摩托车、电动自行车)", "2", .label)
        try expect("nationality", "刚果(金)", "COD", .label)
        try expect("nationality", "福克兰群岛（马尔维纳斯）", "FLK", .label)
    }

    @Test func namesOfWithdrawnCountryCodesMeanTheCodeInForce() throws {
        try expect("nationality", "罗马尼亚", "ROU", .label)
        try expect("nationality", "东帝汶", "TLS", .label)
        try expect("nationality", "ROM", "ROM", .code)
        try expect("nationality", "ROM-罗马尼亚", "ROU", .label)
        try expect("nationality", "南斯拉夫", "YUG", .label)
    }

    @Test func otherInAdmissionMethodDependsOnTheStage() throws {
        let list = try #require(CodeList.named("admission_method"))
        for text in ["其他", "其它", " 其他"] {
            #expect(list.resolve(text).isAmbiguousOther && list.resolve(text).code == "12")
            #expect(list.resolve(text, stage: .senior).code == "99")
            #expect(list.resolve(text, stage: .junior).code == "12")
            #expect(list.resolve(text, stage: nil).code == "12")
            #expect(list.resolve(text).how == .alias)
        }
        #expect(!list.resolve("99-其他").isAmbiguousOther)
        #expect(list.resolve("99-其他", stage: .primary).code == "99")
        try expect("admission_method", "高中阶段其他", "99", .label)
        #expect(AdmissionMethod.code(stored: "其他", stage: .senior) == "99")
        #expect(AdmissionMethod.code(stored: "11", stage: .senior) == "11")
        #expect(AdmissionMethod.fits(stored: "其他", stage: .senior) && !AdmissionMethod.fits(stored: "99", stage: .junior))
    }

    @Test func knownTraps() throws {
        try expect("household_type", "农业", "1", .alias)
        try expect("health_status", "残疾", "50", .label)
        try expect("political_status", "少先队员", "13", .alias)
        try expect("ethnic_group", "毛难族", "36", .alias)
        try expect("ethnic_group", "畬族", "22", .alias)
        try expect("ethnic_group", "么佬族", "32", .alias)
        try expect("overseas_status", "无", "00", .alias)
        try expect("blood_type", "其它", "9", .alias)
        try expect("family_relation_form", "叔叔", "97", .alias)
        try expect("family_relation_form", "其他", "97", .label)
        try expect("left_behind", "单亲留守儿童", "1", .label)
        try expect("overseas_status", "外国人", "51", .label)
        try expect("yes_no", "√", "1", .alias)
        try expect("yes_no", "无", "0", .alias)
    }

    @Test func textIsComparedExactly() throws {
        // U+F981 is canonically equivalent to 女, but another character.
        try expect("sex", "\u{F981}", nil, .none)
    }

    @Test func everyLabelAliasAndCodeResolvesToItsEntry() throws {
        for name in ["sex", "yes_no", "ethnic_group", "overseas_status", "commute_mode", "class_type", "disability_type"] {
            let list = try #require(CodeList.named(name))
            #expect(!list.entries.isEmpty)
            for entry in list.entries where entry.isAccepted {
                #expect(list.resolve(entry.label) == list.resolve(entry.code + "-" + entry.label))
                #expect(list.resolve(entry.label).code == entry.code && list.resolve(entry.label).how == .label)
                #expect(list.resolve(entry.code).code == entry.code)
                for alias in entry.aliases { #expect(list.resolve(alias).code == entry.code, "\(name) \(alias)") }
            }
        }
    }
}
