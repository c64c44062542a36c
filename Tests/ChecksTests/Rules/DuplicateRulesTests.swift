import Checks
import Testing

@Suite struct DuplicateRulesTests {
    private let other = RegistryBuilder.otherSchool

    @Test func aPupilTwiceInOneSchool() throws {
        var registry = RegistryBuilder()
        registry.pupil(row: 2)
        registry.pupil(file: "b.csv", row: 9)
        registry.pupil(["school_id": other], file: "c.csv", row: 3)
        let found = try registry.check(["DUP-01", "DUP-02", "DUP-03"]).all
        #expect(found.map(\.ruleID) == ["DUP-01", "DUP-02", "DUP-01", "DUP-02", "DUP-02"])
        #expect(found[0].key == "DUP-01-000001" && found[0].key == found[2].key)
        #expect(found[0].relatedRows == "b.csv::9")
        #expect(found[0].ownerLevel == .school && found[0].ownerCode == RegistryBuilder.school)
        #expect(found[1].relatedRows == "b.csv::9;c.csv::3")
        // Neither school stands in a table that tells its county.
        #expect(found[1].ownerLevel == .province && found[1].ownerCode == "360000")
    }

    @Test func ownersAreTheLowestCommonAncestor() throws {
        func owner(_ county: String) throws -> (Owner.Level, String)? {
            var registry = RegistryBuilder()
            registry.school()
            registry.school(other, ["local_authority_code": county, "division_code": ""])
            registry.pupil()
            registry.pupil(["school_id": other])
            return try registry.check(["DUP-02"]).all.first.map { ($0.ownerLevel, $0.ownerCode) }
        }
        #expect(try owner("360102")! == (.county, "360102"))
        #expect(try owner("360103")! == (.prefecture, "360100"))
        #expect(try owner("360702")! == (.province, "360000"))
        #expect(try owner("360101")! == (.province, "360000"))  // a placeholder is no county
    }

    @Test func theFifteenDigitFormIsTheSameNumber() throws {
        var registry = RegistryBuilder()
        registry.pupil(["id_number": "360102830707101"])
        registry.pupil(["id_number": "360102198307071011", "name": "李明"])
        let found = try registry.check(["DUP-03"]).all
        #expect(found.map(\.value) == ["360102830707101", "360102198307071011"])
    }

    @Test func numbersOfOtherTypesAndWrongNumbersAreNoResidentDuplicates() throws {
        for cells in [["id_type": "护照"], ["id_number": "360102200708311013"], ["id_number": "3.60102E+17"]] {
            var registry = RegistryBuilder()
            registry.pupil(cells)
            registry.pupil(cells)
            #expect(try registry.check(["DUP-01", "DUP-02", "DUP-03", "DUP-04"]).count == 0)
        }
    }

    @Test func rowsWithoutAUsableSchoolOrANameTakeNoPart() throws {
        var registry = RegistryBuilder()
        registry.pupil(["school_id": "2136"])
        registry.pupil(["school_id": "2136"])
        registry.pupil(["name": ""])
        #expect(try registry.check(["DUP-01", "DUP-02", "DUP-03"]).count == 0)
        registry.pupil(["name": "李明"])
        // The rows without a usable school still count as a person with another name.
        #expect(try registry.check(["DUP-03"]).count == 3)
    }

    @Test func pupilsWithoutANumber() throws {
        var registry = RegistryBuilder()
        let blank = ["id_number": "无", "id_type": "其他"]
        registry.pupil(blank)
        registry.pupil(blank.merging(["school_id": "12", "id_type": "护照"]) { $1 })
        registry.pupil(blank.merging(["birth_date": "20070830"]) { $1 })
        registry.pupil(blank.merging(["sex": "女"]) { $1 })
        registry.pupil(["id_number": "3.60102E+17"])
        let found = try registry.check(["DUP-04"]).all
        #expect(found.map(\.row) == [2, 3])
        #expect(found.allSatisfy { $0.value == "王小明" && $0.field == "name" && $0.severity == .error })
    }

    @Test func aGroupOfThousandsStaysSmall() throws {
        var registry = RegistryBuilder()
        for index in 0..<3000 { registry.pupil(["name": "王\(index)"]) }
        let found = try registry.check(["DUP-03"]).all
        #expect(found.count == 3000)
        #expect(Set(found.map(\.key)) == ["DUP-03-000001"])
        #expect(found.allSatisfy { $0.relatedRows.hasSuffix(";…+2996") })
        #expect(found.allSatisfy { $0.arguments.utf8.count < 1000 })
    }

    @Test func groupsAreNumberedByTheirFirstMember() throws {
        var registry = RegistryBuilder()
        let second = Numbers.resident("360102", "20070101", 103)
        registry.pupil(["id_number": second], file: "z.csv")
        registry.pupil(["id_number": second], file: "b.csv")
        registry.pupil(file: "c.csv")
        registry.pupil(file: "a.csv")
        let found = try registry.check(["DUP-01"]).all
        #expect(found.map(\.file) == ["a.csv", "b.csv", "c.csv", "z.csv"])
        #expect(found.map(\.key) == ["DUP-01-000001", "DUP-01-000002", "DUP-01-000001", "DUP-01-000002"])
    }
}
