import Columnar

extension Bound {
    /// The values for the rows of a batch.
    ///
    /// - Errors: `data` where a row has no value (division by zero, overflow), `storage`.
    func evaluate(_ batch: Batch) throws(QueryError) -> Vector {
        if let lifted = try Lifting.evaluate(self, batch) { return lifted }
        return try evaluateRows(batch)
    }

    /// The plain `switch` over all kinds of expressions.
    private func evaluateRows(_ batch: Batch) throws(QueryError) -> Vector {
        let count = batch.rowCount
        switch node {
        case .constant(let value): return .constant(value, type, count: count)
        case .column(let index): return try batch.column(index)
        case .aggregate, .window: preconditionFailure("not replaced")
        case .arithmetic(let op, let a, let b):
            return try Arithmetic.apply(op, try a.evaluate(batch), try b.evaluate(batch), type, at: range)
        case .negate(let a):
            let zero = Vector.constant(.int(0), a.type, count: count)
            if type == .double { return try Arithmetic.apply(.multiply, try a.evaluate(batch), .constant(.double(-1), .double, count: count), type, at: range) }
            return try Arithmetic.apply(.subtract, zero, try a.evaluate(batch), type, at: range)
        case .compare(let op, let a, let b): return Comparison.apply(op, try a.evaluate(batch), try b.evaluate(batch))
        case .logic(let isAnd, let parts): return try Logic.evaluate(parts, isAnd: isAnd, batch)
        case .not(let a):
            let value = try a.evaluate(batch).expanded()
            return .bools(Bitmap.intersection(value.bits.inverted, value.validity)!, value.validity)
        case .isNull(let a, let negated):
            let validity = try a.evaluate(batch).rowValidity ?? Bitmap(repeating: true, count: count)
            return .bools(negated ? validity : validity.inverted, nil)
        case .isTruth(let a, let wanted, let negated):
            let value = try a.evaluate(batch).expanded()
            let truth = Bitmap.intersection(wanted ? value.bits : value.bits.inverted, value.validity)!
            return .bools(negated ? truth.inverted : truth, nil)
        case .isDistinct(let a, let b, let negated):
            return Comparison.distinct(try a.evaluate(batch), try b.evaluate(batch), negated: negated)
        case .inSet(let a, let set, let negated): return Membership.apply(try a.evaluate(batch), set, negated: negated)
        case .inQuery(let a, let query, let negated):
            return Membership.apply(try a.evaluate(batch), query.value.set, negated: negated)
        case .scalarQuery(let query): return .constant(query.value.first, type, count: count)
        case .exists(let query): return .constant(.bool(!query.value.isEmpty), .boolean, count: count)
        case .like(let a, let pattern, let negated): return Matching.apply(try a.evaluate(batch), pattern, negated: negated)
        case .likeAny(let a, let b, let escape, let ignores, let negated):
            return try Matching.apply(
                try a.evaluate(batch), try b.evaluate(batch), escape: escape, ignoresCase: ignores, negated: negated, at: b.range)
        case .choose(let clauses, let otherwise): return try Choice.evaluate(clauses, otherwise, type, batch)
        case .coalesce(let parts): return try Choice.coalesce(parts, type, batch)
        case .cast(let a): return try Cast.apply(try a.evaluate(batch), to: type, at: range)
        case .call(let function, let parts):
            var vectors: [Vector] = []
            for part in parts { vectors.append(try part.evaluate(batch)) }
            return try Calls.apply(function, vectors, type, count: count, canFail: canFail, at: range)
        }
    }
}

extension Vector {
    /// The bits of a vector of truth values that is no constant.
    var bits: Bitmap {
        guard case .bool(let bits) = storage else { preconditionFailure("expected truth values, found \(type)") }
        return bits
    }

    /// One bit for each row: whether it is true, not false and not null.
    func truth() -> Bitmap {
        let value = expanded()
        if case .bool(let bits) = value.storage { return Bitmap.intersection(bits, value.validity)! }
        return Bitmap(repeating: false, count: count)  // a NULL without a type
    }

    var intValues: [Int64] {
        guard case .int(let values) = storage else { preconditionFailure("expected numbers, found \(type)") }
        return values
    }

    var doubleValues: [Double] {
        guard case .double(let values) = storage else { preconditionFailure("expected fractions, found \(type)") }
        return values
    }

    var textValues: TextVector {
        guard case .text(let values) = storage else { preconditionFailure("expected texts, found \(type)") }
        return values
    }
}

extension Bitmap {
    /// Made bit by bit, in whole words.
    @inline(__always)
    init(count: Int, _ bit: (Int) -> Bool) {
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for index in words.indices {
            let first = index << 6
            var word: UInt64 = 0
            for offset in 0..<Swift.min(64, count - first) { word |= (bit(first + offset) ? 1 : 0) << UInt64(offset) }
            words[index] = word
        }
        self.init(words: words, count: count)
    }
}
