import Ingest
import Records
import TestSupport
import Testing

/// The problem that `body` throws; nil when it throws none.
func problem(_ body: () throws -> Void) -> FileProblem? {
    do { try body() } catch let error as IngestError { return error.problem } catch {}
    return nil
}

@Suite struct ZipArchiveTests {
    private let text = Array("姓名,性别\n".utf8)

    private func readBoth(_ archive: ZipArchive, _ entry: ZipEntry) throws -> [UInt8] {
        let whole = try archive.read(entry, maximum: 1 << 20)
        let streamed = try archive.stream(entry).readAll(maximum: 1 << 20)
        #expect(whole == streamed)
        return whole
    }

    @Test(arguments: [false, true], [false, true])
    func storedAndDeflated(usesZip64: Bool, usesDataDescriptor: Bool) throws {
        var zip = ZipBuilder()
        zip.usesZip64 = usesZip64
        zip.comment = Array("PK\u{5}\u{6} in a comment".utf8)
        zip.prefix = usesDataDescriptor ? Array("#!/bin/sh".utf8) : []
        zip.members = [
            .init("a.csv", text), .init("b.csv", deflated: ZipBuilder.deflateStored(text), content: text), .init("folder/", []),
            .init("empty", []),
        ]
        for index in zip.members.indices {
            zip.members[index].usesZip64 = usesZip64
            zip.members[index].usesDataDescriptor = usesDataDescriptor
        }
        let archive = try ZipArchive(.memory(zip.build()))
        #expect(archive.entries.map(\.name) == ["a.csv", "b.csv", "folder/", "empty"])
        #expect(try readBoth(archive, archive.entries[0]) == text)
        #expect(try readBoth(archive, archive.entries[1]) == text)
        #expect(try readBoth(archive, archive.entries[3]) == [])
        #expect(archive.entry(named: "A.CSV") == archive.entries[0])
        #expect(archive.entry(named: "folder/") == nil)
    }

    @Test func paddingFollowsTheContent() throws {
        var zip = ZipBuilder()
        zip.members = [.init("a", text), .init("b", deflated: ZipBuilder.deflateStored(text), content: text)]
        let archive = try ZipArchive(.memory(zip.build()))
        for entry in archive.entries {
            #expect(try archive.read(entry, maximum: 100, padding: 3) == text + [0, 0, 0])
        }
    }

    @Test func namesWithoutTheFlagAreDecoded() throws {
        var zip = ZipBuilder()
        zip.add("x", text)
        zip.members[0].flags = 0
        let archive = try ZipArchive(.memory(zip.build()), decodeName: { String($0.count) })
        #expect(archive.entries[0].name == "1")
    }

    @Test func badMembers() throws {
        var zip = ZipBuilder()
        let deflated = ZipBuilder.deflateStored(text)
        for name in ["encrypted", "aes", "method", "crc", "short", "long", "bits"] {
            zip.members.append(.init(name, deflated: deflated, content: text))
        }
        zip.members[0].flags |= 1
        zip.members[1].method = 99
        zip.members[2].method = 14
        zip.members[3].crc32 ^= 1
        zip.members[4].byteCount += 1
        zip.members[5].byteCount -= 1
        zip.members[6].data[0] = 7
        zip.add("good", text)
        let archive = try ZipArchive(.memory(zip.build()))
        let expected: [FileProblem?] = [
            .encrypted, .encrypted, .damagedArchive, .damagedArchive, .damagedArchive, .damagedArchive, .damagedArchive, nil,
        ]
        for (entry, expected) in zip.members.indices.map({ (archive.entries[$0], expected[$0]) }) {
            #expect(problem { _ = try archive.read(entry, maximum: 1000) } == expected, "\(entry.name)")
            #expect(problem { _ = try archive.stream(entry).readAll(maximum: 1000) } == expected, "\(entry.name), streamed")
        }
        #expect(problem { _ = try archive.read(archive.entries[7], maximum: 3) } == .tooLarge)
    }

    @Test func overlappingMembersAreRefused() throws {
        var zip = ZipBuilder()
        zip.add("a", text)
        zip.add("b", text)
        var bytes = zip.build()
        // The second directory entry points to the first member.
        let second = bytes.count - 22 - 47
        bytes[second + 42] = 0
        let archive = try ZipArchive(.memory(bytes))
        #expect(archive.entries.contains { entry in problem { _ = try archive.read(entry, maximum: 1000) } == .damagedArchive })
    }

    @Test func bombsAreStopped() throws {
        let count = 258 * 1_000
        let deflated = ZipBuilder.deflateZeros(multipleOf258: count)
        let content = [UInt8](repeating: 0, count: count)
        var zip = ZipBuilder()
        zip.members = [.init("a", deflated: deflated, content: content), .init("liar", deflated: deflated, content: content)]
        zip.members[1].byteCount = 1 << 40
        zip.members[1].usesZip64 = true
        var limits = Limits()
        #expect(try ZipArchive(.memory(zip.build())).read(ZipArchive(.memory(zip.build())).entries[0], maximum: count) == content)
        limits.expansionFreeByteCount = 1 << 16
        limits.expansionRatio = 100
        func problems(_ limits: Limits, _ index: Int) throws -> [FileProblem?] {
            let archive = try ZipArchive(.memory(zip.build()), limits: limits)
            let entry = archive.entries[index]
            return [
                problem { _ = try archive.read(entry, maximum: .max) },
                problem { _ = try archive.stream(entry).readAll(maximum: .max) },
            ]
        }
        #expect(try problems(limits, 0) == [.bomb, .bomb])
        limits = Limits()
        limits.entryByteCount = 1 << 16
        #expect(try problems(limits, 0) == [.bomb, .bomb])
        limits = Limits()
        limits.archiveByteCount = 1 << 16
        #expect(try problems(limits, 0) == [.bomb, .bomb])
        #expect(try problems(Limits(), 1)[0] == .bomb)
    }

    @Test func damagedDirectories() {
        var zip = ZipBuilder()
        zip.add("a", text)
        let bytes = zip.build()
        #expect(problem { _ = try ZipArchive(.memory([])) } == .truncated)
        for count in stride(from: 0, to: bytes.count, by: 3) {
            #expect(problem { _ = try ZipArchive(.memory(Array(bytes[..<count]))) } != nil)
        }
        var generator = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0 ... .max, using: &generator)
        var random = SplitMix(seed: seed)
        for _ in 0..<2000 {
            var broken = bytes
            broken[Int.random(in: 0..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            // Either is fine; a trap or a hang is not.
            _ = problem {
                let archive = try ZipArchive(.memory(broken))
                for entry in archive.entries { _ = try archive.read(entry, maximum: 1000) }
            }
        }
        var limits = Limits()
        limits.archiveEntryCount = 0
        #expect(problem { _ = try ZipArchive(.memory(bytes), limits: limits) } == .tooLarge, "seed \(seed)")
    }
}
