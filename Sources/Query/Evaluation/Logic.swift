import Columnar

/// AND and OR with three truth values: null is "unknown".
enum Logic {
    /// What is known so far: rows that are surely true and rows that are surely false; all others are null.
    private struct State {
        var isTrue: Bitmap
        var isFalse: Bitmap
    }

    static func evaluate(_ parts: [Bound], isAnd: Bool, _ batch: Batch) throws(QueryError) -> Vector {
        let count = batch.rowCount
        var state = State(
            isTrue: Bitmap(repeating: isAnd, count: count), isFalse: Bitmap(repeating: !isAnd, count: count))
        for part in parts {
            let open = isAnd ? state.isFalse.inverted : state.isTrue.inverted
            if open.setCount == 0 { break }
            let (isTrue, isFalse) = try truth(of: part, where: open, batch)
            if isAnd {
                state.isTrue = Bitmap.intersection(state.isTrue, isTrue)!
                state.isFalse = Bitmap.union(state.isFalse, isFalse)
            } else {
                state.isTrue = Bitmap.union(state.isTrue, isTrue)
                state.isFalse = Bitmap.intersection(state.isFalse, isFalse)!
            }
        }
        let known = Bitmap.union(state.isTrue, state.isFalse)
        return .bools(state.isTrue, known.setCount == count ? nil : known)
    }

    /// - Parameter open: rows that are not decided yet; a part that can fail is evaluated for these only.
    private static func truth(
        of part: Bound, where open: Bitmap, _ batch: Batch
    ) throws(QueryError) -> (isTrue: Bitmap, isFalse: Bitmap) {
        guard part.canFail, open.setCount < batch.rowCount else { return split(try part.evaluate(batch)) }
        let rows = open.setIndices()
        let some = split(try part.evaluate(SelectedBatch(batch, rows: rows)))
        var isTrue = Bitmap(repeating: false, count: batch.rowCount)
        var isFalse = isTrue
        for (index, row) in rows.enumerated() {
            if some.isTrue[index] { isTrue.set(Int(row), to: true) }
            if some.isFalse[index] { isFalse.set(Int(row), to: true) }
        }
        return (isTrue, isFalse)
    }

    private static func split(_ vector: Vector) -> (isTrue: Bitmap, isFalse: Bitmap) {
        let value = vector.expanded()
        guard case .bool(let bits) = value.storage else {
            let none = Bitmap(repeating: false, count: vector.count)
            return (none, none)
        }
        return (Bitmap.intersection(bits, value.validity)!, Bitmap.intersection(bits.inverted, value.validity)!)
    }
}
