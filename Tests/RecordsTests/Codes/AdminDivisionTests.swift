import Records
import Testing

@Suite struct AdminDivisionTests {
    @Test func looksUpCodes() throws {
        #expect(AdminDivision.all.count == 7385)
        let city = try #require(AdminDivision.lookup(360782))
        #expect(city.name == "南康市" && city.level == .county && city.isInForce && !city.isPlaceholder)
        #expect(AdminDivision.lookup(360703)?.isInForce == false)
        #expect(AdminDivision.lookup(362127)?.level == .county && AdminDivision.lookup(362127)?.isInForce == false)
        #expect(AdminDivision.lookup(360000)?.level == .province && AdminDivision.lookup(360100)?.level == .prefecture)
        #expect(AdminDivision.lookup(999_999) == nil && AdminDivision.lookup(0) == nil && AdminDivision.lookup(-1) == nil)
        for division in AdminDivision.all { #expect(AdminDivision.lookup(division.code) == division) }
    }

    @Test func knownCounties() {
        #expect(AdminDivision.isKnownCounty(360102) && AdminDivision.isKnownCounty(362127))
        #expect(!AdminDivision.isKnownCounty(360101) && !AdminDivision.isKnownCounty(360100) && !AdminDivision.isKnownCounty(1))
        func known(_ text: String) -> Int32? { AdminDivision.knownCounty(Array(text.utf8).span) }
        #expect(known("360102000000") == 360102 && known("360102") == 360102 && known("36010") == nil && known("3601O2") == nil)
        #expect(known("360101000000") == nil)
    }

    @Test func regionsOfResidentNumbers() {
        #expect(ResidentID.regionStatus(362127) == .known && ResidentID.regionStatus(360101) == .known)
        #expect(ResidentID.regionStatus(360100) == .unknownCounty && ResidentID.regionStatus(369999) == .unknownCounty)
        #expect(ResidentID.regionStatus(710101) == .unknownProvince && ResidentID.regionStatus(810000) == .unknownProvince)
        #expect(ResidentID.regionStatus(999_999) == .unknownProvince && ResidentID.regionStatus(0) == .unknownProvince)
    }

    @Test func jiangxi() {
        let all = JiangxiDivision.all
        #expect(all.filter { $0.level == .prefecture }.count == 11 && all.filter { $0.level == .county }.count == 100)
        #expect(all.map(\.code) == all.map(\.code).sorted() && all.first { $0.code == 360782 }?.prefecture == "赣州市")
        for division in all { #expect(AdminDivision.lookup(division.code)?.isInForce == true, "\(division.code)") }
    }
}
