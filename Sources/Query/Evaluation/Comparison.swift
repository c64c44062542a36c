import Columnar

/// Comparisons of two vectors of one type. Texts compare by code point.
enum Comparison {
    static func apply(_ op: ComparisonOperator, _ a: Vector, _ b: Vector) -> Vector {
        let count = a.count
        let validity = Bitmap.intersection(a.rowValidity, b.rowValidity)
        // Null slots hold something; their result must be false.
        return .bools(Bitmap.intersection(bits(op, a, b, count), validity)!, validity)
    }

    /// IS [NOT] DISTINCT FROM: null is a value that is equal to itself only.
    static func distinct(_ a: Vector, _ b: Vector, negated: Bool) -> Vector {
        let validA = a.rowValidity ?? Bitmap(repeating: true, count: a.count)
        let validB = b.rowValidity ?? Bitmap(repeating: true, count: a.count)
        let bothValid = Bitmap.intersection(validA, validB)!
        let bothNull = Bitmap.union(validA, validB).inverted
        let equal = Bitmap.union(Bitmap.intersection(bits(.equal, a, b, a.count), bothValid)!, bothNull)
        return .bools(negated ? equal : equal.inverted, nil)
    }

    private static func bits(_ op: ComparisonOperator, _ a: Vector, _ b: Vector, _ count: Int) -> Bitmap {
        switch (a.storage, b.storage) {
        case (.int(let x), .int(let y)): numbers(op, x, a.mask, y, b.mask, count)
        case (.double(let x), .double(let y)):
            numbers(op, x.map(DoubleOrder.key), a.mask, y.map(DoubleOrder.key), b.mask, count)
        case (.bool(let x), .bool(let y)): truths(op, x, a.mask, y, b.mask, count)
        case (.text(let x), .text(let y)):
            if b.isConstant {
                texts(op, x, a.mask, y.values.bytes, count)
            } else if a.isConstant {
                texts(op.mirrored, y, b.mask, x.values.bytes, count)
            } else {
                Bitmap(count: count) { row in
                    Self.holds(op, x.values.span(x.entry(row)), y.values.span(y.entry(row)))
                }
            }
        default: Bitmap(repeating: false, count: count)  // a NULL without a type on one side
        }
    }

    private static func numbers(
        _ op: ComparisonOperator, _ x: [Int64], _ maskX: Int, _ y: [Int64], _ maskY: Int, _ count: Int
    ) -> Bitmap {
        switch op {
        case .equal: Bitmap(count: count) { x[$0 & maskX] == y[$0 & maskY] }
        case .notEqual: Bitmap(count: count) { x[$0 & maskX] != y[$0 & maskY] }
        case .less: Bitmap(count: count) { x[$0 & maskX] < y[$0 & maskY] }
        case .lessOrEqual: Bitmap(count: count) { x[$0 & maskX] <= y[$0 & maskY] }
        case .greater: Bitmap(count: count) { x[$0 & maskX] > y[$0 & maskY] }
        case .greaterOrEqual: Bitmap(count: count) { x[$0 & maskX] >= y[$0 & maskY] }
        }
    }

    private static func truths(
        _ op: ComparisonOperator, _ x: Bitmap, _ maskX: Int, _ y: Bitmap, _ maskY: Int, _ count: Int
    ) -> Bitmap {
        Bitmap(count: count) { row in
            let (a, b) = (x[row & maskX], y[row & maskY])
            return switch op {
            case .equal: a == b
            case .notEqual: a != b
            case .less: !a && b
            case .lessOrEqual: !a || b
            case .greater: a && !b
            case .greaterOrEqual: a || !b
            }
        }
    }

    /// Each entry of a dictionary is compared once.
    private static func texts(_ op: ComparisonOperator, _ x: TextVector, _ mask: Int, _ constant: [UInt8], _ count: Int) -> Bitmap {
        x.map(count: count, mask: mask) { holds(op, $0, constant.span) }
    }

    private static func holds(_ op: ComparisonOperator, _ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
        switch op {
        case .equal: a.isEqual(to: b)
        case .notEqual: !a.isEqual(to: b)
        case .less: a.precedes(b)
        case .lessOrEqual: !b.precedes(a)
        case .greater: b.precedes(a)
        case .greaterOrEqual: !a.precedes(b)
        }
    }
}

/// IN over a set of values.
enum Membership {
    static func apply(_ a: Vector, _ set: ValueSet, negated: Bool) -> Vector {
        // Nothing is in an empty set, not even null.
        if set.isEmpty { return .bools(Bitmap(repeating: negated, count: a.count), nil) }
        let found =
            switch a.storage {
            case .int(let values): Bitmap(count: a.count) { set.contains(values[$0 & a.mask]) }
            case .double(let values): Bitmap(count: a.count) { set.contains(values[$0 & a.mask]) }
            case .bool(let values): Bitmap(count: a.count) { set.contains(values[$0 & a.mask] ? Int64(1) : Int64(0)) }
            case .text(let values): values.map(count: a.count, mask: a.mask) { set.contains(text: $0) }
            }
        var validity = a.rowValidity
        // With a null in the set, what is not found may be equal to it.
        if set.hasNull { validity = Bitmap.intersection(validity, found) }
        let result = negated ? found.inverted : found
        return .bools(Bitmap.intersection(result, validity)!, validity)
    }
}

/// LIKE.
enum Matching {
    static func apply(_ a: Vector, _ pattern: LikePattern, negated: Bool) -> Vector {
        guard case .text(let values) = a.storage else { return .bools(Bitmap(repeating: false, count: a.count), a.rowValidity) }
        let found = values.map(count: a.count, mask: a.mask) { pattern.matches($0) }
        let validity = a.rowValidity
        return .bools(Bitmap.intersection(negated ? found.inverted : found, validity)!, validity)
    }

    /// The pattern of each row is another one.
    static func apply(
        _ a: Vector, _ b: Vector, escape: Unicode.Scalar?, ignoresCase: Bool, negated: Bool, at range: Range<Int>
    ) throws(QueryError) -> Vector {
        let validity = Bitmap.intersection(a.rowValidity, b.rowValidity)
        var bits = Bitmap(repeating: false, count: a.count)
        for row in 0..<a.count where validity.map({ $0[row] }) ?? true {
            guard let pattern = LikePattern(b.value(row).string, escape: escape, ignoresCase: ignoresCase) else {
                throw Matching.badPattern(at: range)
            }
            if pattern.matches(Array(a.value(row).string.utf8).span) != negated { bits.set(row, to: true) }
        }
        return .bools(bits, validity)
    }

    static func badPattern(at range: Range<Int>) -> QueryError {
        QueryError(.data, at: range, "LIKE 的模式不能以转义字符结尾", "a pattern of LIKE must not end with the escape character")
    }
}
