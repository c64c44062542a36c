import Ingest
import TestSupport
import Testing

@Suite struct CompoundFileTests {
    private func content(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) } }

    @Test(arguments: [9, 12], [false, true]) func streamsOfEverySize(sectorShift: Int, isScattered: Bool) throws {
        var builder = CompoundFileBuilder()
        builder.sectorShift = sectorShift
        builder.isScattered = isScattered
        let sizes = [0, 1, 63, 64, 65, 4095, 4096, 4097, 20_000]
        builder.streams = sizes.map { ("S\($0)", content($0)) }
        let file = try CompoundFile(builder.build())
        for size in sizes {
            let stream = try #require(try file.stream("s\(size)"))
            #expect(stream.bytes == content(size), "\(size) bytes")
            #expect(!stream.isCut)
        }
        #expect(try file.stream("S2") == nil)
        #expect(file.has("s63") && !file.has("Root Entry"))
    }

    /// More than 109 sectors of FAT: the DIFAT goes on behind the header.
    @Test func largeFiles() throws {
        var builder = CompoundFileBuilder()
        let large = [UInt8](repeating: 1, count: 109 * 128 * 512 + 70_000)
        builder.streams = [("Large", large), ("Last", content(5000))]
        let file = try CompoundFile(builder.build())
        #expect(try file.stream("Large")?.bytes == large)
        #expect(try file.stream("Last")?.bytes == content(5000))
    }

    @Test func streamsOfEmbeddedDocumentsDoNotCount() throws {
        var builder = CompoundFileBuilder()
        builder.streams = [("WordDocument", content(100))]
        builder.nested = [("Workbook", XLSBuilder(BIFF.bool(0, 0, true)).stream())]
        #expect(!(try CompoundFile(builder.build()).has("Workbook")))
        #expect(problem { _ = try XLSWorkbook(builder.build()) } == .unknownContent)
    }

    @Test func aLastSectorThatIsNotFull() throws {
        var builder = CompoundFileBuilder()
        builder.streams = [("A", content(5000))]
        // Behind the streams lie directory and FAT, of which only the first entries matter.
        let bytes = builder.build()
        #expect(try CompoundFile(Array(bytes.dropLast(200))).stream("A")?.bytes == content(5000))
    }

    @Test func chainsThatMeetThemselves() throws {
        var builder = CompoundFileBuilder()
        builder.streams = [("A", content(5000))]
        var bytes = builder.build()
        // The FAT is the last sector; the stream begins in sector 0: its second sector leads back to the first.
        let fat = bytes.count - 512
        bytes.replaceSubrange((fat + 4)..<(fat + 8), with: [0, 0, 0, 0])
        #expect(problem { _ = try CompoundFile(bytes).stream("A") } == .damagedWorkbook)
    }

    /// Found by fuzzing: it gave up to 63 bytes more than the file has.
    @Test func aChainOfSmallSectorsThatMeetsItself() throws {
        var builder = CompoundFileBuilder()
        builder.streams = [("Workbook", [UInt8](repeating: 7, count: 100))]
        var bytes = builder.build()
        let name: [UInt8] = "Workbook".utf8.flatMap { [$0, 0] as [UInt8] }
        let entry = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
        bytes.replaceSubrange((entry + 120)..<(entry + 124), with: [0xFF, 0x0F, 0, 0])
        // The first small sector follows itself.
        let chains = (Int(bytes[60]) + 1) * 512
        bytes.replaceSubrange(chains..<(chains + 4), with: [0, 0, 0, 0])
        let stream = try #require(try CompoundFile(bytes).stream("Workbook"))
        #expect(stream.bytes.count == min(4095, bytes.count) && stream.bytes.allSatisfy { $0 == 7 })
    }

    @Test func unusableHeaders() {
        let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        #expect(problem { _ = try CompoundFile(magic) } == .truncated)
        #expect(problem { _ = try CompoundFile(magic + [UInt8](repeating: 0, count: 2040)) } == .damagedWorkbook)
        let whole = XLSBuilder(BIFF.bool(0, 0, true)).build()
        #expect(problem { _ = try CompoundFile(Array(whole.prefix(600))) } == .truncated)
        #expect(problem { _ = try CompoundFile(whole.map { $0 == 0xFE ? 0xFF : $0 }) } != .encrypted)
    }
}
