import Columnar
import Testing

@Suite struct ThriftCompactTests {
    @Test func bytesAreAsDrawn() {
        var writer = ThriftCompactWriter()
        writer.structure {
            $0.field(1, Int32(5))
            $0.field(3, "ab")
        }
        #expect(writer.buffer.array == [0x15, 0x0A, 0x28, 0x02, 0x61, 0x62, 0x00])
    }

    private static func footer() -> FileMetadata {
        var metadata = FileMetadata()
        metadata.schema = [SchemaElement(name: "schema"), SchemaElement(name: "生日")]
        metadata.schema[0].childCount = 1
        metadata.schema[1].type = 1
        metadata.schema[1].repetition = 1
        metadata.schema[1].logicalType = .integer(bitWidth: 8, isSigned: true)
        metadata.rowCount = 1 << 40
        metadata.createdBy = "test"
        metadata.hasTypeOrder = true
        metadata.keyValues = (0..<20).map { KeyValue(key: "k\($0)", value: "v") }
        var chunk = StoredColumnChunk()
        chunk.encodings = [0, 3, 8]
        chunk.path = ["生日"]
        chunk.dataPageOffset = -1
        chunk.statistics.minimum = [0, 255]
        chunk.statistics.maximum = []
        chunk.statistics.isMaximumExact = false
        var group = StoredRowGroup()
        group.columns = [chunk]
        metadata.rowGroups = [group]
        return metadata
    }

    @Test func aFooterComesBack() throws {
        let metadata = Self.footer()
        var writer = ThriftCompactWriter()
        metadata.write(to: &writer)
        let bytes = writer.buffer.array
        #expect(try FileMetadata(ByteSlice(bytes)) == metadata)
        for length in 0..<bytes.count {
            #expect(throws: ColumnarError.self) { try FileMetadata(ByteSlice(Array(bytes[..<length]))) }
        }
    }

    private static func bytes(_ metadata: FileMetadata) -> [UInt8] {
        var writer = ThriftCompactWriter()
        metadata.write(to: &writer)
        return writer.buffer.array
    }

    /// Chunks that are read when asked for say what they say when all are read at once.
    @Test func chunksAreReadLaterAlike() throws {
        var metadata = Self.footer()
        var other = metadata.rowGroups[0].columns[0]
        other.dictionaryPageOffset = 4
        other.statistics.nullCount = 7
        metadata.rowGroups[0].columns.append(other)
        metadata.rowGroups.append(metadata.rowGroups[0])
        metadata.rowGroups[1].columns.reverse()
        let footer = try FileFooter(ByteSlice(Self.bytes(metadata)))
        for (group, stored) in metadata.rowGroups.enumerated() {
            for (index, chunk) in stored.columns.enumerated() { #expect(try footer.chunk(rowGroup: group, index) == chunk) }
        }
    }

    /// What is damaged is found when the footer is opened or when the chunk is read, and all else is as if read at once.
    @Test func damageIsFoundAtTheLatestInTheChunk() throws {
        var random = Randomness(seed: 52)
        let whole = Self.bytes(Self.footer())
        var laterCount = 0
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            let atOnce = try? FileMetadata(ByteSlice(bytes))
            guard let footer = try? FileFooter(ByteSlice(bytes)) else {
                #expect(atOnce == nil)
                continue
            }
            let groups = footer.metadata.rowGroups.indices
            let later = groups.map { group in
                footer.metadata.rowGroups[group].chunkOffsets.indices.map { try? footer.chunk(rowGroup: group, $0) }
            }
            #expect((atOnce == nil) == later.joined().contains(nil))
            if atOnce == nil { laterCount += 1 } else { #expect(atOnce?.rowGroups.map(\.columns) == later) }
        }
        #expect(laterCount > 100)
    }

    @Test func hostileBytesEndInErrors() {
        let deep = [UInt8](repeating: 0x1C, count: 10_000)  // a structure in a structure …
        let deepLists = [UInt8](repeating: 0x19, count: 10_000)
        let longList: [UInt8] = [0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]
        for bytes in [deep, deepLists, longList, [0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x1D]] {
            #expect(throws: ColumnarError.self) { try FileMetadata(ByteSlice(bytes)) }
        }
    }

    @Test func damagedFootersNeverTrap() {
        var random = Randomness(seed: 51)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            _ = try? FileMetadata(ByteSlice(bytes))
        }
    }
}
