import Columnar

/// Calls of functions over vectors: value by value, except where one text from a dictionary decides and its entries are fewer.
enum Calls {
    static func apply(
        _ function: ScalarFunction, _ arguments: [Vector], _ type: SQLType, count: Int, canFail: Bool, at range: Range<Int>
    ) throws(QueryError) -> Vector {
        if !function.takesNulls, arguments.contains(where: \.isNullConstant) { return .constant(.null, type, count: count) }
        do throws(FunctionFailure) {
            if arguments.allSatisfy(\.isConstant) {
                if count == 0 { return .constant(.null, type, count: 0) }
                return .constant(try value(function, arguments, type, row: 0), type, count: count)
            }
            if let result = try dates(function, arguments, type, count: count) { return result }
            let varying = arguments.indices.filter { !arguments[$0].isConstant }
            if varying.count == 1, !function.takesNulls,
                let result = try lifted(function, arguments, varying[0], type, count: count, canFail: canFail) {
                return result
            }
            var builder = VectorBuilder(type, capacity: count)
            for row in 0..<count { builder.append(try value(function, arguments, type, row: row)) }
            return builder.finish()
        } catch {
            throw QueryError(.data, at: range, error.chinese, error.english)
        }
    }

    private static func value(
        _ function: ScalarFunction, _ arguments: [Vector], _ type: SQLType, row: Int
    ) throws(FunctionFailure) -> Value {
        let values = arguments.map { $0.value(row) }
        if !function.takesNulls, values.contains(where: \.isNull) { return .null }
        return try function.apply(values, type)
    }

    /// Applies the function to the entries of a dictionary, to those in use only when it can fail, and keeps the codes.
    private static func lifted(
        _ function: ScalarFunction, _ arguments: [Vector], _ index: Int, _ type: SQLType, count: Int, canFail: Bool
    ) throws(FunctionFailure) -> Vector? {
        let subject = arguments[index]
        guard case .text(let texts) = subject.storage, let codes = texts.codes, texts.values.count <= count else { return nil }
        if !canFail, index == 0, let parts = try TextParts.apply(function, arguments, texts.values) {
            return merged(parts, codes, count: count, subject.validity)
        }
        var used = [Bool](repeating: !canFail, count: texts.values.count)
        if canFail { for row in 0..<count where subject.isValid(row) { used[codes[row]] = true } }
        var builder = VectorBuilder(type, capacity: texts.values.count)
        for entry in 0..<texts.values.count {
            guard used[entry] else {
                builder.append(.null)
                continue
            }
            var values = arguments.map { $0.isConstant ? $0.value(0) : .null }
            values[index] = .text(texts.values[entry] ?? "")
            builder.append(try function.apply(values, type))
        }
        let entries = builder.finish()
        // Nulls among the results stand in the rows, not in the dictionary.
        var validity = subject.validity
        if let own = entries.validity {
            validity = Bitmap(count: count) { row in subject.isValid(row) && own[codes[row]] }
        }
        if case .text(let values) = entries.storage {
            return merged(values.values, codes, count: count, validity)
        }
        let gathered = Vector(type, count: entries.count, entries.storage).gather(codes.widened)
        return Vector(type, count: count, validity: validity, gathered.storage)
    }

    /// Entries that became equal are one again, so that groups and conditions that follow look at few; one that is left is a constant.
    private static func merged(_ entries: StringColumn, _ codes: TextVector.Codes, count: Int, _ validity: Bitmap?) -> Vector {
        var table = TextTable()
        var numbers: [UInt32] = []
        for entry in 0..<entries.count {
            guard let number = try? table.intern(entries.span(entry)) else {
                return .texts(TextVector(values: entries, codes: codes), count: count, validity)
            }
            numbers.append(number)
        }
        if table.count == 1, validity == nil, count > 0 {
            return Vector(.text, count: count, .text(TextVector(values: table.finish(), codes: nil)), isConstant: true)
        }
        if table.count == entries.count { return .texts(TextVector(values: entries, codes: codes), count: count, validity) }
        return .texts(TextVector(values: table.finish(), codes: codes.renumbered(numbers)), count: count, validity)
    }

    /// The parts of dates in a loop of their own.
    private static func dates(
        _ function: ScalarFunction, _ arguments: [Vector], _ type: SQLType, count: Int
    ) throws(FunctionFailure) -> Vector? {
        guard function == .datePart, arguments[0].isConstant, case .int(let days) = arguments[1].storage else { return nil }
        let part = arguments[0].value(0).string
        return .ints(days.map { ScalarFunction.part(part, of: $0) }, type, arguments[1].validity)
    }
}
