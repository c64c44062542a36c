import Checks
import Testing

@Suite struct ProofRulesTests {
    private static let pupil = ["id_type": "其他", "id_number": ""]
    private static let proof = [
        "school_id": RegistryBuilder.school, "student_name": "王小明", "sex": "男", "birth_date": "2007-8-31",
        "grade": "一年级", "class_no": "1", "student_sign": "王小明", "parent_sign": "是", "school_stamp": "√",
    ]

    private func registry(
        _ pupils: [[String: String]], _ proofs: [[String: String]]
    ) -> RegistryBuilder {
        var registry = RegistryBuilder()
        for cells in pupils { registry.pupil(Self.pupil.merging(cells) { $1 }) }
        for cells in proofs { registry.add(.proof, Self.proof.merging(cells) { $1 }, file: "p.csv") }
        return registry
    }

    @Test func aProofWithTheFourValuesIsEnough() throws {
        #expect(try registry([[:]], [[:]]).check(["PRF-01"]).count == 0)
        #expect(try registry([[:]], [["class_no": "9"]]).check(["PRF-01"]).count == 0)
        for other in [["student_name": "王小民"], ["sex": "女"], ["birth_date": "20070830"], ["school_id": "2136000009"]] {
            #expect(try registry([[:]], [other]).check(["PRF-01"]).summary == ["PRF-01 id_number error"])
        }
    }

    @Test func withoutAProofTableEveryoneLacksOne() throws {
        #expect(try registry([[:]], []).check(["PRF-01"], absent: [.proof]).count == 1)
    }

    @Test func onlyChinesePupilsWithoutANumberNeedOne() throws {
        for cells in [
            ["nationality": "美国"], ["nationality": ""], ["id_type": "居民身份证", "id_number": "360102200708311012"],
            ["id_type": "居民身份证", "id_number": "3.60102E+17"],
        ] {
            #expect(try registry([cells], []).check(["PRF-01"]).count == 0)
        }
        #expect(try registry([["id_number": "出生证A1"]], []).check(["PRF-01"]).all.first?.value == "出生证A1")
        #expect(try registry([["id_type": ""]], []).check(["PRF-01"]).count == 1)
    }

    @Test func aPupilWhoCannotJoinIsSkipped() throws {
        for cells in [["name": ""], ["sex": ""], ["birth_date": "2007"], ["school_id": "1"]] {
            #expect(try registry([cells], []).check(["PRF-01"]).count == 0)
        }
    }

    @Test func oneProofServesOnePupilOfItsClassFirst() throws {
        let pupils = [["class_no": "2"], ["class_no": "1"]]
        let found = try registry(pupils, [["class_no": "一(1)班"]]).check(["PRF-01"]).all
        #expect(found.map(\.row) == [2])
        #expect(try registry(pupils, [["class_no": ""], ["class_no": ""]]).check(["PRF-01"]).count == 0)
    }

    @Test func aPupilWhoNeedsAProofComesFirst() throws {
        let numbered = ["id_type": "居民身份证", "id_number": "360102200708311012"]
        #expect(try registry([numbered, [:]], [["class_no": ""]]).check(["PRF-01"]).count == 0)
    }

    @Test func signaturesAndStamp() throws {
        #expect(try registry([], [[:]]).check(["PRF-04"]).count == 0)
        let found = try registry([], [["student_sign": "", "school_stamp": "否"]]).check(["PRF-04"]).all
        #expect(found.map(\.value) == ["学生签字、学校盖章"])
        #expect(found.first?.field == "" && found.first?.table == "proof")
        #expect(try registry([], [["parent_sign": "无"]]).check(["PRF-04"]).all.map(\.value) == ["家长签字"])
    }

    @Test func membersNumbers() throws {
        func fields(_ cells: [String: String]) throws -> [String] {
            try registry([cells], []).check(["PRF-06"]).all.map(\.field)
        }
        #expect(try fields([:]) == ["m1_id_number"])
        #expect(try fields(["m1_id_number": "360102830707101"]) == [])
        #expect(try fields(["m1_id_number": "3.6E+17"]) == [])
        #expect(try fields(["m2_name": "李芳"]) == ["m1_id_number", "m2_id_number"])
        #expect(try fields(["m1_name": "无"]) == ["m1_id_number"])
        #expect(try fields(["id_number": "360102200708311012"]) == [])
    }
}
