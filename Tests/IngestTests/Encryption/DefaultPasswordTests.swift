import Foundation
import Ingest
import Records
import TestSupport
import Testing

/// A file of `Fixtures/`; `make_encrypted.py` there tells how they were made.
func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
}

/// All rows of a file of any kind of workbook.
func openAndRead(_ bytes: [UInt8], limits: Limits = Limits()) throws -> [[String]] {
    let units = InputUnits(of: .memory(bytes), path: "f", limits: limits)
    if let problem = units.problems.first { throw problem.error }
    var rows: [[String]] = []
    func add(_ block: SheetBlock) -> BlockDecision {
        for row in 0..<block.rowCount {
            rows.append([String(block.rowNumbers[row])] + block.columns.indices.map { describe(block, row, $0) })
        }
        return .proceed
    }
    for unit in units.units {
        switch try unit.open(limits: limits) {
        case .workbook(let archive): try WorkbookReader.read(archive, body: add)
        case .legacyWorkbook(let workbook): try workbook.read(body: add)
        case .text, .html: break
        }
    }
    return rows
}

/// Excel opens workbooks that are encrypted with its own default password without asking, and so do we.
@Suite struct DefaultPasswordTests {
    private let pupils = [
        ["t学校标识码", "t姓名", "t性别", "t出生日期", "t民族", "t身份证件号"],
        ["t2136000001", "t王小明", "t男", "t20070831", "t汉族", "t360102200708311012", "n41518"],
        ["t2136000001", "t李芳", "t女", "t20070901", "t汉族"],
    ]

    @Test(arguments: [
        "default-password-xor.xls", "default-password-rc4.xls", "default-password-cryptoapi.xls", "default-password-standard.xlsx",
        "default-password-agile.xlsx",
    ])
    func isReadWithoutAsking(name: String) throws {
        let rows = try openAndRead(fixture(name))
        #expect(rows.prefix(3).map { $0.dropFirst().filter { $0 != "-" } } == pupils)
        #expect(rows.count == (name.hasSuffix("xls") ? 120 : 3))
        // The same inside an archive.
        var zip = ZipBuilder()
        zip.add("a", try fixture(name))
        #expect(try openAndRead(zip.build()) == rows)
    }

    @Test func anotherPasswordStaysClosed() throws {
        #expect(problem { _ = try openAndRead(fixture("other-password-agile.xlsx")) } == .encrypted)
        // One bit of the verifier.
        var xor = try fixture("default-password-xor.xls")
        let place = try #require(xor.indices.first { xor[$0...].starts(with: [0x2F, 0, 6, 0, 0, 0]) })
        xor[place + 8] ^= 1
        #expect(problem { _ = try openAndRead(xor) } == .encrypted)
    }

    /// Each byte of the description of the encryption, changed: other cells never, rows or a stated problem always.
    @Test(arguments: ["default-password-rc4.xls", "default-password-cryptoapi.xls"]) func damagedFilePass(name: String) throws {
        let bytes = try fixture(name)
        let place = try #require(bytes.indices.first { bytes[$0] == 0x2F && bytes[$0 + 1] == 0 && bytes[($0 + 4)...].starts(with: [1, 0]) })
        for index in 4..<(4 + Int(bytes[place + 2])) {
            var damaged = bytes
            damaged[place + index] ^= 0xFF
            let found = problem { _ = try openAndRead(damaged) }
            #expect(found == nil || found == .encrypted, "byte \(index)")
        }
    }

    @Test func aKeyThatCostsTooMuchIsNotMade() throws {
        var limits = Limits()
        limits.passwordSpinCount = 99_999
        #expect(problem { _ = try openAndRead(fixture("default-password-agile.xlsx"), limits: limits) } == .encrypted)
    }

    /// Found by fuzzing: a description that ends behind its version.
    @Test func aDescriptionOfAFewBytes() {
        for count in 0...8 {
            var file = CompoundFileBuilder()
            let info: [UInt8] = [4, 0, 4, 0, 0x40, 0, 0, 0]
            file.streams = [("EncryptionInfo", Array(info.prefix(count))), ("EncryptedPackage", [UInt8](repeating: 0, count: 40))]
            #expect(problem { _ = try openAndRead(file.build()) } != nil, "\(count) bytes")
        }
    }

    @Test func aCutPackage() throws {
        for name in ["default-password-agile.xlsx", "default-password-standard.xlsx", "default-password-rc4.xls"] {
            let bytes = try fixture(name)
            for count in stride(from: 509, to: bytes.count, by: 509) {
                #expect(throws: IngestError.self, "\(name), \(count) bytes") {
                    if try openAndRead(Array(bytes[..<count])).count > 2 { throw IngestError(.truncated, "all rows lie before the cut") }
                }
            }
        }
    }
}
