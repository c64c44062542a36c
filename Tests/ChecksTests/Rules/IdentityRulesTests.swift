import Checks
import Testing

@Suite struct IdentityRulesTests {
    private func findings(_ rule: String, _ cells: [String: String]) throws -> [Finding] {
        var registry = RegistryBuilder()
        registry.pupil(cells)
        return try registry.check([rule]).all
    }

    @Test(arguments: ["12345", "36010220070831101A", "3601022007083110122", "X60102200708311012", "护照123"])
    func malformedNumbersFire(_ number: String) throws {
        let found = try findings("IDN-01", ["id_number": number])
        #expect(found.map(\.field) == ["id_number"])
        #expect(found.first?.value == number)
    }

    @Test(arguments: ["360102200708311012", "360102200708311013", "360102830707101", "360102831307101", ""])
    func eighteenAndFifteenDigitsAreNotMalformed(_ number: String) throws {
        #expect(try findings("IDN-01", ["id_number": number]).isEmpty)
    }

    @Test func otherDocumentTypesAreNotLookedAt() throws {
        for type in ["护照", "其他", "", "未知类型"] {
            #expect(try findings("IDN-01", ["id_number": "12345", "id_type": type]).isEmpty)
            #expect(try findings("IDN-02", ["id_number": "360102200708311013", "id_type": type]).isEmpty)
            #expect(try findings("IDN-05", ["sex": "女", "id_type": type]).isEmpty)
        }
    }

    @Test func theExpectedCheckCharacterIsNamed() throws {
        let found = try findings("IDN-02", ["id_number": "36010220070901102 x"])
        #expect(found.isEmpty)
        let wrong = try findings("IDN-02", ["id_number": "360102200709011021"])
        #expect(wrong.first?.arguments.contains("c\u{1F}none\u{1F}X") == true)
    }

    @Test(arguments: ["360102200702301019", "360102179912311019", "360102210001011019", "360102830230101"])
    func impossibleDatesFire(_ number: String) throws {
        #expect(try findings("IDN-03", ["id_number": number]).count == 1)
        #expect(try findings("IDN-02", ["id_number": number]).isEmpty)
        #expect(try findings("IDN-04", ["id_number": number]).isEmpty)
    }

    @Test func birthDatesAreComparedAlsoWithAWrongCheckCharacter() throws {
        #expect(try findings("IDN-04", ["birth_date": "20070830"]).first?.value == "20070830")
        #expect(try findings("IDN-04", ["birth_date": "20070830", "id_number": "360102200708311013"]).count == 1)
        #expect(try findings("IDN-04", ["id_number": "360102200708311013"]).isEmpty)
        #expect(try findings("IDN-04", ["birth_date": "19830707", "id_number": "360102830707101"]).isEmpty)
        #expect(try findings("IDN-04", ["birth_date": "19830708", "id_number": "360102830707101"]).count == 1)
        #expect(try findings("IDN-04", ["birth_date": ""]).isEmpty)
        #expect(try findings("IDN-04", ["birth_date": "20130231"]).isEmpty)
    }

    @Test func regionsHaveTwoSeverities() throws {
        // 810102…, 361234… with right check characters.
        let error = try findings("IDN-06", ["id_number": Numbers.resident("810102", "20070831", 101)])
        #expect(error.map(\.severity) == [.error])
        let warning = try findings("IDN-06", ["id_number": Numbers.resident("361234", "20070831", 101)])
        #expect(warning.map(\.severity) == [.warning])
        #expect(try findings("IDN-06", ["id_number": Numbers.resident("362127", "20070831", 101)]).isEmpty)
        #expect(try findings("IDN-06", ["id_number": Numbers.resident("360101", "20070831", 101)]).isEmpty)
        #expect(try findings("IDN-06", ["id_number": Numbers.resident("360100", "20070831", 101)]).count == 1)
    }

    @Test func fifteenDigitsOnAPupil() throws {
        let found = try findings("IDN-07", ["id_number": "360102830707101"])
        #expect(found.map(\.severity) == [.warning])
        #expect(found.first?.arguments.contains("360102198307071011") == true)
        #expect(try findings("IDN-07", [:]).isEmpty)
    }

    @Test func anUnknownSexIsNotCompared() throws {
        #expect(try findings("IDN-05", ["sex": ""]).isEmpty)
        #expect(try findings("IDN-05", ["sex": "不详"]).isEmpty)
        #expect(try findings("IDN-05", ["sex": "2"]).first?.value == "2")
    }
}
