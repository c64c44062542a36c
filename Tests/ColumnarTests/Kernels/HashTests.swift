import Columnar
import Testing

@Suite struct HashTests {
    /// Strings that differ in one bit, one byte or the length only have different hashes.
    @Test func closeStringsDiffer() {
        var hashes64: Set<UInt64> = []
        var hashes32: Set<UInt32> = []
        var count = 0
        for length in 0...40 {
            var strings = [[UInt8](repeating: 0, count: length)]
            for bit in 0..<length * 8 {
                var string = strings[0]
                string[bit / 8] ^= 1 << UInt8(bit % 8)
                strings.append(string)
            }
            for string in strings {
                hashes64.insert(Hash64.bytes(string.span))
                hashes32.insert(Hash32.bytes(string.span))
                count += 1
            }
        }
        #expect(hashes64.count == count)
        #expect(hashes32.count >= count - 20)  // 6,600 strings in 2^32: 0.005 collisions are expected
    }

    @Test func hashReadsEveryByteAndTheSeed() {
        let text = Array("360102200708310012".utf8)
        #expect(Hash64.bytes(text.span) == Hash64.bytes(Array(text).span))
        #expect(Hash64.bytes(text.span) != Hash64.bytes(text.span, seed: 1))
        #expect(Hash64.number(1) != Hash64.number(2))
    }

    @Test func rowHashesFollowValuesNotLayout() {
        let plain = Column.utf8(StringColumn(["a", nil, "", "王芳", "a"]))
        let coded = KernelFixtures.dictionary(["a", nil, "", "王芳", "a"])
        let narrow = Column.int8(PrimitiveColumn(values: [1, 2, 3, 4, 1]))
        let wide = Column.int64(PrimitiveColumn(values: [1, 2, 3, 4, 1]))
        let hashes = RowHash.hashes(of: [plain, narrow])
        #expect(hashes == RowHash.hashes(of: [coded, wide]))
        #expect(hashes[0] == hashes[4])
        #expect(Set(hashes).count == 4)
        #expect(RowHash.hashes(of: [narrow, plain]) != hashes)
    }

    @Test func wideKeysGroupEqualRows() {
        let seed: UInt64 = 33
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let batch = KernelFixtures.batch(rows: 400, nullShare: 0.1, using: &random)
        let columns = ["name", "small", "flag"].compactMap { batch[$0] }
        let rows: [[String]?] = (0..<batch.rowCount).map { row in
            let texts = columns.compactMap { $0.text(row) }
            return texts.count == 3 ? texts : nil
        }
        let groups = DuplicateKeys.candidateGroups(in: [WideKeys(hashing: columns)])
        let lists = (0..<groups.count).map { Array(groups.rows(of: $0)) }
        #expect(!lists.isEmpty)
        #expect(lists == DuplicateKeysTests.plainGroups(rows))
    }
}
