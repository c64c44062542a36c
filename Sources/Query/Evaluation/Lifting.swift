import Columnar

/// Expressions over one column of codes: what they give for each entry of the dictionary is what they give for the rows.
enum Lifting {
    /// Batches of fewer rows are not worth it.
    private static let leastRowCount = 256

    /// Nil where the expression is to be evaluated row by row.
    static func evaluate(_ expression: Bound, _ batch: Batch) throws(QueryError) -> Vector? {
        guard batch.rowCount >= leastRowCount, !expression.canFail, isLifted(expression.node) else { return nil }
        let columns = expression.columns
        guard columns.count == 1, let index = columns.first else { return nil }
        let column = try batch.column(index)
        guard case .text(let texts) = column.storage, let codes = texts.codes, texts.values.count * 4 <= batch.rowCount else { return nil }
        var entries = Vector(column.type, count: texts.values.count, .text(TextVector(values: texts.values, codes: nil)))
        let validity = column.hasNoNulls ? nil : column.validity
        if validity != nil { entries = entries.withNull(texts.values) }
        let inner = VectorBatch([Vector?](repeating: nil, count: index) + [entries], rowCount: entries.count)
        return try spread(try expression.evaluate(inner), codes, validity)
    }

    /// Functions see to themselves (`Calls`), since some of them can fail.
    private static func isLifted(_ node: BoundNode) -> Bool {
        switch node {
        case .compare, .logic, .not, .isNull, .isTruth, .isDistinct, .inSet, .inQuery, .like, .choose, .coalesce: true
        default: false
        }
    }

    /// The answers of the rows from those of the entries and, where there are nulls, of a null behind them.
    private static func spread(_ answers: Vector, _ codes: TextVector.Codes, _ nulls: Bitmap?) throws(QueryError) -> Vector {
        let count = codes.count
        if answers.isConstant {
            return Vector(answers.type, count: count, validity: answers.validity, answers.storage, isConstant: true)
        }
        let validity = answers.hasNoNulls ? nil : answers.validity.map { spread($0, codes, nulls) }
        switch answers.storage {
        case .bool(let bits): return .bools(spread(bits, codes, nulls), validity)
        case .text(let texts):
            var table = TextTable()
            let numbers = try table.intern(texts, rowCount: answers.count, validity: answers.validity)
            let values = table.count == 0 ? StringColumn([""]) : table.finish()
            if values.count == 1, validity == nil {
                return Vector(answers.type, count: count, .text(TextVector(values: values, codes: nil)), isConstant: true)
            }
            let renumbered = codes.replacing(nulls, with: answers.count - 1).renumbered(numbers)
            return Vector(answers.type, count: count, validity: validity, .text(TextVector(values: values, codes: renumbered)))
        case .int, .double:
            let gathered = answers.gather(codes.replacing(nulls, with: answers.count - 1).widened)
            return Vector(answers.type, count: count, validity: validity, gathered.storage)
        }
    }

    private static func spread(_ answers: Bitmap, _ codes: TextVector.Codes, _ nulls: Bitmap?) -> Bitmap {
        guard let nulls else { return codes.answered((0..<answers.count).map { answers[$0] }) }
        let bits = codes.answered((0..<answers.count - 1).map { answers[$0] })
        return answers[answers.count - 1] ? Bitmap.union(bits, nulls.inverted) : Bitmap.intersection(bits, nulls)!
    }
}

extension Vector {
    /// Entries and behind them a null.
    fileprivate func withNull(_ values: StringColumn) -> Vector {
        let all = StringColumn(offsets: values.offsets + [UInt32(values.bytes.count)], bytes: values.bytes)
        return Vector(type, count: count + 1, validity: Bitmap(count: count + 1) { $0 < count }, .text(TextVector(values: all, codes: nil)))
    }
}

extension TextVector.Codes {
    /// Another code in the rows that are null, wider where it needs to be.
    fileprivate func replacing(_ validity: Bitmap?, with code: Int) -> TextVector.Codes {
        guard let validity else { return self }
        return switch self {
        case .int8(let codes) where code <= Int(UInt8.max): .int8(Self.replacing(codes, validity, with: code))
        case .int8(let codes): .int16(Self.replacing(codes.map(UInt16.init), validity, with: code))
        case .int16(let codes) where code <= Int(UInt16.max): .int16(Self.replacing(codes, validity, with: code))
        case .int16(let codes): .int32(Self.replacing(codes.map(UInt32.init), validity, with: code))
        case .int32(let codes): .int32(Self.replacing(codes, validity, with: code))
        }
    }

    private static func replacing<T: FixedWidthInteger>(_ codes: [T], _ validity: Bitmap, with code: Int) -> [T] {
        var codes = codes
        validity.forEachUnset { codes[$0] = T(truncatingIfNeeded: code) }
        return codes
    }
}
