import Checks
import Records
import Testing

/// The worked cases of RULES §L.
@Suite struct WorkedCasesTests {
    private let identityAndAge = [
        "IDN-01", "IDN-02", "IDN-03", "IDN-04", "IDN-05", "IDN-06", "IDN-07", "AGE-01", "AGE-02", "AGE-03", "AGE-04",
        "GRD-01", "GRD-02", "DUP-01", "DUP-02", "DUP-03", "DUP-04",
    ]

    private func findings(_ cells: [String: String], rules: [String]? = nil) throws -> [String] {
        var registry = RegistryBuilder()
        registry.pupil(cells)
        return try registry.check(rules ?? identityAndAge).summary
    }

    private let mother = [
        "m2_name": "李芳", "m2_relation": "母亲", "m2_address": "南昌市", "m2_household_code": "360102000000",
        "m2_phone": "13900000002", "m2_is_guardian": "否",
    ]

    @Test func aGoodPupilIsNotReportedByAnyRule() throws {
        #expect(try findings(mother, rules: ["all"]).isEmpty)
    }

    @Test func theWrongSexIsReported() throws {
        #expect(try findings(["sex": "女"]) == ["IDN-05 sex error"])
    }

    @Test func oneDayTooYoungForGradeOne() throws {
        let cells = ["id_number": "36010220070901102X", "sex": "女", "birth_date": "20070901", "grade": "一年级"]
        #expect(try findings(cells) == ["AGE-01 birth_date error"])
    }

    @Test func aWrongCheckCharacter() throws {
        #expect(try findings(["id_number": "360102200708311013"]) == ["IDN-02 id_number error"])
    }

    @Test func anAbolishedRegionIsFine() throws {
        let cells = [
            "id_number": "362127199807070019", "birth_date": "19980707", "grade": "高一", "school_id": "3436000001",
        ]
        #expect(try findings(cells).isEmpty)
    }

    @Test func lostPrecisionIsTheOnlyFindingOfItsField() throws {
        #expect(try findings(mother.merging(["id_number": "3.60102E+17"]) { $1 }, rules: ["all"]) == ["FMT-01 id_number error"])
    }

    @Test func withoutANumberTheProofAndTheMothersNumberAreMissing() throws {
        let cells = [
            "id_type": "其他", "id_number": "", "m1_id_number": "360102198307071011", "m2_name": "李芳",
            "m2_relation": "母亲",
        ]
        #expect(
            try findings(cells, rules: ["PRF-01", "PRF-06", "IDN-01"])
                == ["PRF-01 id_number error", "PRF-06 m2_id_number error"])
    }

    @Test func aBareCodeAndAShortName() throws {
        #expect(try findings(["household_type": "2"], rules: ["COD-02"]) == ["COD-02 household_type info"])
        #expect(try findings(["ethnicity": "汉"], rules: ["COD-02"]) == ["COD-02 ethnicity info"])
    }

    @Test func entryMonthsThatDoNotFit() throws {
        let sixth = [
            "grade": "六年级", "entry_month": "201209", "birth_date": "20020131", "id_number": "360102200201311017",
        ]
        #expect(try findings(sixth, rules: ["GRD-02"]) == ["GRD-02 entry_month error"])
        #expect(
            try findings(["grade": "二年级", "entry_month": "201109"], rules: ["GRD-02"]) == ["GRD-02 entry_month info"])
    }
}
