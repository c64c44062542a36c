import Foundation
import Records
import Testing

@Test func residentNumbersAreValidAndUnique() throws {
    let province = try TemporaryProvince(students: 1_500, format: .csv, rate: 0, singleFile: true)
    let text = try String(contentsOfFile: province.path + "/drop/学生基本信息表.csv", encoding: .utf8)
    let records = text.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let header = try #require(records.first)
    let number = try #require(header.firstIndex(of: "身份证件号"))
    let type = try #require(header.firstIndex(of: "身份证件类型"))
    var seen: Set<Int64> = []
    var count = 0
    // Records with quoted cells have other positions.
    for record in records.dropFirst() where record.count == header.count && record[type] == "居民身份证" {
        let bytes = Array(record[number].utf8)
        let unpacked = ResidentID.pack(bytes.span)
        let packed = try #require(unpacked)
        #expect(seen.insert(packed).inserted)
        count += 1
    }
    #expect(count > 1_300)
}
