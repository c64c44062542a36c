import Checks
import Foundation
import Synthetic
import Testing

/// The generator has a case of every rule, and nearly all cases and look-alikes; the end-to-end tests compare what the program finds.
@Suite struct CoverageTests {
    /// Large enough for a school of 500 pupils, which CMP-03 needs.
    private static let province = Result { try TemporaryProvince(students: 12_000, seed: 3, format: .mixed, rate: 0.03) }

    @Test func everyRuleIsPlanted() throws {
        let found = Set(try Self.province.get().truth().map { $0[0] })
        let missing = RuleTable.definitions.map(\.id).filter { !found.contains($0) }
        #expect(missing == [], "never planted: \(missing)")
        #expect(found.isSubset(of: RuleTable.definitions.map(\.id)))
    }

    /// Not only the rule: nearly all of its cases. Some need a school of rare habits, which a small province may lack.
    @Test func nearlyEveryCaseIsPlanted() throws {
        let summary = try Self.province.get().summary
        let missing = SyntheticKinds.faults.filter { summary.planted[$0] == nil }
        #expect(missing.count * 20 < SyntheticKinds.faults.count, "never planted: \(missing)")
    }

    @Test func nearlyEveryLookAlikeIsPlanted() throws {
        let summary = try Self.province.get().summary
        let missing = SyntheticKinds.lookAlikes.filter { summary.lookAlikes[$0] == nil }
        #expect(missing.count * 10 < SyntheticKinds.lookAlikes.count, "never planted: \(missing)")
    }

    /// Look-alikes belong to a clean province too, and give nothing that somebody must act on.
    @Test func lookAlikesAreNoFaults() throws {
        let clean = try TemporaryProvince(students: 9_000, seed: 5, format: .csv, rate: 0)
        #expect(clean.summary.planted.isEmpty && clean.summary.lookAlikes.count > SyntheticKinds.lookAlikes.count * 3 / 4)
        // The limit of CMP-03 is in every large province: there it fires.
        let loud = try clean.truth().filter { $0[1] != "info" && $0[0] != "CMP-03" }
        #expect(loud == [])
    }

    @Test func namesSayTheRule() {
        let known = Set(RuleTable.definitions.map(\.id))
        for name in SyntheticKinds.faults + SyntheticKinds.lookAlikes { #expect(known.contains(String(name.prefix(6))), "\(name)") }
        #expect(Set(SyntheticKinds.lookAlikes).count == SyntheticKinds.lookAlikes.count)
        #expect(Set(SyntheticKinds.faults).count == SyntheticKinds.faults.count)
    }

    /// Old workbooks: what a reader of another make sees is the work of the end-to-end tests; here the container.
    @Test func oldWorkbooksAreCompoundFiles() throws {
        let province = try TemporaryProvince(students: 700, format: .xls)
        let books = try province.files().filter { $0.key.hasSuffix(".xls") }
        #expect(books.count > 10)
        for (name, bytes) in books {
            #expect(bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), "\(name)")
            #expect(bytes.count % 512 == 0, "\(name)")
        }
    }
}
