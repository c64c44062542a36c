import Foundation
import Records
import Synthetic
import Testing

@Test func plantedFaultsStandInTheTruth() throws {
    let province = try TemporaryProvince(students: 2_000, format: .csv, rate: 0.15)
    let rules = Set(try province.truth().map { $0[0] })
    for name in province.summary.planted.keys { #expect(rules.contains(String(name.prefix(6))), "\(name)") }
    #expect(province.summary.planted.count > 28)
    #expect(try province.truth().count == province.summary.findings)
}

@Test func truthIsInTheOrderOfFindings() throws {
    let province = try TemporaryProvince(students: 700, rate: 0.1)
    let truth = try province.truth()
    for (a, b) in zip(truth, truth.dropFirst()) {
        let isOrdered = a[3] != b[3] ? Array(a[3].utf8).lexicographicallyPrecedes(Array(b[3].utf8))
            : a[4] != b[4] ? Array(a[4].utf8).lexicographicallyPrecedes(Array(b[4].utf8))
            : a[5] != b[5] ? (Int(a[5]) ?? 0) < (Int(b[5]) ?? 0)
            : (a[0], a[6]) <= (b[0], b[6])
        #expect(isOrdered, "\(a) before \(b)")
    }
}

@Test func cleanProvinceHasOnlyNaturalFindings() throws {
    let province = try TemporaryProvince(students: 2_000, format: .csv, rate: 0)
    #expect(province.summary.planted.isEmpty)
    for line in try province.truth() where line[1] != "info" { Issue.record("\(line)") }
}

@Test func everyAddressPointsAtARow() throws {
    let province = try TemporaryProvince(students: 800, format: .csv, rate: 0.05)
    for line in try province.truth() where line[2] == "student" && line[5] != "" {
        // A file of FIL-10 holds bytes that are no text.
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: province.path + "/drop/" + line[3])), as: UTF8.self)
        let row = try #require(Int(line[5]))
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        #expect(row <= lines.count, "\(line)")
        // A row begins with its serial or its school identifier, never inside a quoted cell.
        #expect(lines[row - 1].prefix(3).allSatisfy { $0.isNumber || $0 == "," }, "\(line)")
    }
}

@Test func badOptionsAreRefused() {
    func generator(_ students: Int, _ rate: Double) -> ProvinceGenerator {
        ProvinceGenerator(students: students, seed: 1, path: NSTemporaryDirectory() + "never", format: .csv, faultRate: rate)
    }
    #expect(throws: SyntheticError.self) { try generator(0, 0.01).generate() }
    #expect(throws: SyntheticError.self) { try generator(10, 0.9).generate() }
}
