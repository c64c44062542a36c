import Columnar
import Testing

@Suite struct ConcatenateTests {
    @Test(arguments: [0.0, 0.4]) func rowsFollowEachOther(nullShare: Double) throws {
        let seed: UInt64 = 21
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let batches = [5, 0, 64, 1, 130].enumerated().map { index, rows in
            KernelFixtures.batch(rows: rows, nullShare: index == 2 ? 0 : nullShare, nameIsDictionary: index % 2 == 0, using: &random)
        }
        let whole = try RecordBatch.concatenate(batches, schema: KernelFixtures.schema)
        #expect(whole.rowCount == 200)
        #expect(whole.plainRows == batches.flatMap(\.plainRows))
    }

    @Test func nothingGivesAnEmptyBatch() throws {
        let empty = try RecordBatch.concatenate([], schema: KernelFixtures.schema)
        #expect(empty.rowCount == 0)
    }

    @Test func dictionariesMergeInOrderOfFirstAppearance() throws {
        let parts = [["b", "a", "b"], ["c", nil, "a"], ["b"]].map(KernelFixtures.dictionary)
        guard case .dictionary(let merged) = try Column.concatenate(parts, type: .utf8) else {
            Issue.record("expected a dictionary")
            return
        }
        #expect(merged.values == StringColumn(["b", "a", "c"]))
        #expect(merged.codes() == [0, 1, 0, 2, 0, 1, 0])
        #expect((0..<7).map { merged[$0] } == ["b", "a", "b", "c", nil, "a", "b"])
    }

    @Test func plainTextWinsButNullsHaveNoSay() throws {
        let coded = KernelFixtures.dictionary(["a", nil])
        let nulls = Column.utf8(StringColumn([nil, nil]))
        let mixed = try Column.concatenate([coded, .utf8(StringColumn(["x"]))], type: .utf8)
        guard case .utf8(let plain) = mixed else {
            Issue.record("expected plain text")
            return
        }
        #expect((0..<3).map { plain[$0] } == ["a", nil, "x"])
        guard case .dictionary(let column) = try Column.concatenate([nulls, coded], type: .utf8) else {
            Issue.record("expected a dictionary")
            return
        }
        #expect((0..<4).map { column[$0] } == [nil, nil, "a", nil])
    }
}
