import Checks
import Records
import Testing

@Suite struct NumberGroupRulesTests {
    private let other = RegistryBuilder.otherSchool
    private let father = Numbers.resident("360102", "19800101", 111)
    private let mother = Numbers.resident("360102", "19810101", 112)

    // MARK: DUP-10, DUP-11

    @Test func seatNumbersRepeatInAClass() throws {
        var registry = RegistryBuilder()
        registry.pupil(["seat_no": "01"])
        registry.pupil(["seat_no": "1", "name": "李明", "class_no": "(1)班"])
        registry.pupil(["seat_no": "1", "name": "李红", "class_no": "2"])
        registry.pupil(["seat_no": "1", "name": "李强", "school_id": other])
        registry.pupil(["seat_no": "0", "name": "李星"])
        registry.pupil(["seat_no": "00", "name": "李月", "birth_date": ""])
        let found = try registry.check(["DUP-10"]).all
        #expect(found.map(\.row) == [2, 3] && found.map(\.value) == ["01", "1"])
        #expect(found.allSatisfy { $0.field == "seat_no" && $0.severity == .warning })
    }

    @Test func onePupilTwiceRepeatsNoNumber() throws {
        var registry = RegistryBuilder()
        registry.pupil(["seat_no": "A1", "aux_no": "7"])
        registry.pupil(["seat_no": "A1", "aux_no": "7"])
        #expect(try registry.check(["DUP-10", "DUP-11"]).count == 0)
        registry.pupil(["seat_no": "a1", "aux_no": "007", "birth_date": "20070830"])
        #expect(try registry.check(["DUP-10"]).count == 3)
        let found = try registry.check(["DUP-11"]).all
        #expect(found.map(\.value) == ["7", "7", "007"] && found.allSatisfy { $0.field == "aux_no" })
    }

    @Test func auxiliaryNumbersRepeatInOneSchoolOnly() throws {
        var registry = RegistryBuilder()
        registry.pupil(["aux_no": "7"])
        registry.pupil(["aux_no": "7", "name": "李明", "school_id": other])
        registry.pupil(["aux_no": "", "name": "李红"])
        registry.pupil(["aux_no": "70", "name": "李强"])
        #expect(try registry.check(["DUP-11"]).count == 0)
    }

    // MARK: DUP-12

    @Test func oneGuardianTwoSchools() throws {
        var registry = RegistryBuilder()
        registry.pupil(["m1_id_number": father])
        registry.pupil(["m2_id_number": father, "name": "王大明", "school_id": other, "id_number": ""])
        let found = try registry.check(["DUP-12"]).all
        #expect(found.map(\.value) == ["王小明", "王大明"] && found.allSatisfy { $0.severity == .info })
        #expect(found[0].arguments.contains("王大明") && found[1].arguments.contains("王小明"))
        // Rows of one number are another rule's.
        registry.pupil(["m1_id_number": father, "name": "王明"])
        #expect(try registry.check(["DUP-12"]).count == 0)
    }

    @Test(arguments: [["school_id": RegistryBuilder.school], ["name": "李小明"], ["name": "王小明"], ["sex": "女"], ["m1_id_type": "护照"]])
    func otherFamiliesAreLeftAlone(_ change: [String: String]) throws {
        var registry = RegistryBuilder()
        registry.pupil(["m1_id_number": father])
        registry.pupil(["m1_id_number": father, "name": "王大明", "school_id": other, "id_number": ""].merging(change) { $1 })
        #expect(try registry.check(["DUP-12"]).count == 0)
    }

    @Test func groupsLinkedByBothParentsAreOne() throws {
        var registry = RegistryBuilder()
        registry.pupil(["m1_id_number": father, "m2_id_number": mother, "id_number": ""])
        registry.pupil(["m1_id_number": father, "name": "王大明", "school_id": other, "id_number": ""])
        registry.pupil(["m1_id_number": mother, "name": "王中明", "school_id": other, "id_number": ""])
        let found = try registry.check(["DUP-12"]).all
        #expect(found.count == 3 && Set(found.map(\.key)).count == 1)
    }

    // MARK: GUA-08

    @Test func oneGuardianOfMany() throws {
        var registry = RegistryBuilder()
        let second = ["m2_name": "王建国", "m2_is_guardian": "是", "m2_id_number": father]
        for _ in 0..<5 { registry.pupil(["m1_id_number": father]) }
        registry.pupil(second)
        #expect(try registry.check(["GUA-08"]).count == 0)
        registry.pupil(["m1_id_number": father, "m1_is_guardian": "否"])
        registry.pupil(["m1_id_number": father, "m1_name": ""])
        #expect(try registry.check(["GUA-08"]).count == 0)
        registry.pupil(second.merging(["m1_id_number": father]) { $1 })
        let found = try registry.check(["GUA-08"]).all
        #expect(found.map(\.field) == [String](repeating: "m1_id_number", count: 5) + ["m2_id_number", "m1_id_number"])
        #expect(found.allSatisfy { $0.value == father && $0.severity == .info })
    }

    @Test func bothParentsOfManyAreTwoGroups() throws {
        var registry = RegistryBuilder()
        for _ in 0..<7 {
            registry.pupil(["m1_id_number": father, "m2_id_number": mother, "m2_name": "李梅", "m2_is_guardian": "是"])
        }
        let found = try registry.check(["GUA-08"]).all
        #expect(found.count == 14 && Set(found.map(\.key)).count == 2)
        #expect(Set(found.map(\.value)) == [father, mother])
    }

    // MARK: REF-04

    @Test func aSchoolListedTwice() throws {
        var registry = RegistryBuilder()
        registry.school()
        registry.issued()
        #expect(try registry.check(["REF-04"]).count == 0)
        registry.school(file: "t.csv")
        registry.school("12", file: "u.csv")
        registry.school("12", file: "v.csv")
        let found = try registry.check(["REF-04"]).all
        #expect(found.map(\.file) == ["s.csv", "t.csv"] && Set(found.map(\.key)).count == 1)
        #expect(found.allSatisfy { $0.table == "school" && $0.field == "school_id" && $0.severity == .error })
        #expect(found[0].ownerLevel == .county && found[0].relatedRows == "t.csv::3")
    }
}
