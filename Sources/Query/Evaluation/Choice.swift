import Columnar

/// CASE and COALESCE: each branch is evaluated for its own rows only, so that `CASE WHEN b <> 0 THEN a / b END` never fails.
enum Choice {
    static func evaluate(_ clauses: [BoundClause], _ otherwise: Bound, _ type: SQLType, _ batch: Batch) throws(QueryError) -> Vector {
        var open = (0..<UInt32(batch.rowCount)).map { $0 }
        var pieces: [(rows: [UInt32], vector: Vector)] = []
        for clause in clauses {
            if open.isEmpty { break }
            let rest = part(of: batch, open)
            let truth = try clause.condition.evaluate(rest).truth()
            if truth.setCount == 0 { continue }
            let chosen = truth.setIndices().map { open[Int($0)] }
            open = truth.inverted.setIndices().map { open[Int($0)] }
            pieces.append((chosen, try clause.result.evaluate(part(of: batch, chosen))))
        }
        if !open.isEmpty { pieces.append((open, try otherwise.evaluate(part(of: batch, open)))) }
        return try assemble(pieces, type, count: batch.rowCount)
    }

    static func coalesce(_ parts: [Bound], _ type: SQLType, _ batch: Batch) throws(QueryError) -> Vector {
        var open = (0..<UInt32(batch.rowCount)).map { $0 }
        var pieces: [(rows: [UInt32], vector: Vector)] = []
        for (index, member) in parts.enumerated() {
            if open.isEmpty { break }
            let vector = try member.evaluate(part(of: batch, open))
            if vector.hasNoNulls || index == parts.count - 1 {
                pieces.append((open, vector))
                open = []
                break
            }
            let valid = vector.rowValidity ?? Bitmap(repeating: true, count: vector.count)
            let filled = valid.setIndices()
            pieces.append((filled.map { open[Int($0)] }, vector.gather(filled)))
            open = valid.inverted.setIndices().map { open[Int($0)] }
        }
        return try assemble(pieces, type, count: batch.rowCount)
    }

    private static func part(of batch: Batch, _ rows: [UInt32]) -> Batch {
        rows.count == batch.rowCount ? batch : SelectedBatch(batch, rows: rows)
    }

    /// Puts the values of the pieces back to their rows.
    private static func assemble(
        _ pieces: [(rows: [UInt32], vector: Vector)], _ type: SQLType, count: Int
    ) throws(QueryError) -> Vector {
        if pieces.count == 1 { return pieces[0].vector.typed(type) }
        if count == 0 { return Vector.constant(.null, type, count: 0).expanded() }
        let all = try Vector.concatenate(pieces.map { $0.vector.typed(type) }, type: type)
        var place = [UInt32](repeating: 0, count: count)
        var next: UInt32 = 0
        for piece in pieces {
            for row in piece.rows {
                place[Int(row)] = next
                next += 1
            }
        }
        return all.gather(place)
    }
}
