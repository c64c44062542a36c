import Columnar
import Testing

@Suite struct GatherTests {
    @Test(arguments: [0.0, 0.3, 1.0]) func gatherTakesRowsInTheOrderAsked(nullShare: Double) {
        let seed: UInt64 = 11
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let batch = KernelFixtures.batch(rows: 200, nullShare: nullShare, using: &random)
        let plain = batch.plainRows
        let rows = (0..<333).map { _ in UInt32.random(in: 0..<200, using: &random) }
        #expect(batch.gather(rows).plainRows == rows.map { plain[Int($0)] })
        #expect(batch.gather([]).rowCount == 0)
    }

    @Test(arguments: [0.0, 0.3]) func filterKeepsRowsWithABit(nullShare: Double) {
        let seed: UInt64 = 12
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for rows in [0, 1, 63, 64, 65, 200] {
            let batch = KernelFixtures.batch(rows: rows, nullShare: nullShare, using: &random)
            var selection = Bitmap()
            for _ in 0..<rows { selection.append(Bool.random(using: &random)) }
            let expected = batch.plainRows.enumerated().filter { selection[$0.offset] }.map(\.element)
            #expect(batch.filter(selection).plainRows == expected)
            #expect(batch.filter(Bitmap(repeating: true, count: rows)) == batch)
            #expect(batch.filter(Bitmap(repeating: false, count: rows)).rowCount == 0)
        }
    }

    @Test(arguments: [0.0, 0.3]) func sliceEqualsTheRowsOfTheRange(nullShare: Double) {
        let seed: UInt64 = 13
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let batch = KernelFixtures.batch(rows: 150, nullShare: nullShare, using: &random)
        let plain = batch.plainRows
        for range in [0..<0, 0..<150, 1..<150, 63..<65, 64..<128, 70..<71, 150..<150, 3..<140] {
            #expect(batch.slice(range).plainRows == Array(plain[range]))
        }
    }

    @Test func compactedHasOnlyUsedEntriesInOrderOfAppearance() {
        guard case .dictionary(let column) = KernelFixtures.dictionary(["a", "b", nil, "c", "b"]) else { return }
        guard case .dictionary(let taken) = Column.dictionary(column).gather([4, 2, 3, 1]) else { return }
        #expect(taken.values.count == 3)
        let compacted = taken.compacted()
        #expect(compacted.values == StringColumn(["b", "c"]))
        #expect((0..<4).map { compacted[$0] } == ["b", nil, "c", "b"])
    }
}

@Suite struct BitmapKernelTests {
    @Test func setIndicesUnionAndInverted() {
        var bits = Bitmap(repeating: false, count: 130)
        for index in [0, 63, 64, 129] { bits.set(index, to: true) }
        #expect(bits.setIndices() == [0, 63, 64, 129])
        #expect(bits.inverted.setCount == 126)
        #expect(Bitmap.union(bits, bits.inverted) == Bitmap(repeating: true, count: 130))
    }
}
