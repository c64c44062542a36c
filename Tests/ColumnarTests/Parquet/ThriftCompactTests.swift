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

    @Test func aFooterComesBack() throws {
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
        var writer = ThriftCompactWriter()
        metadata.write(to: &writer)
        let bytes = writer.buffer.array
        #expect(try FileMetadata(ByteSlice(bytes)) == metadata)
        for length in 0..<bytes.count {
            #expect(throws: ColumnarError.self) { try FileMetadata(ByteSlice(Array(bytes[..<length]))) }
        }
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
