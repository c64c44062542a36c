import Columnar

extension SQLType {
    package init(_ type: DataType) {
        switch type {
        case .bool: self = .boolean
        case .int8, .int16, .int32: self = .integer
        case .int64: self = .bigint
        case .date: self = .date
        case .utf8: self = .text
        }
    }
}

extension Vector {
    package init(_ column: Column) {
        let type = SQLType(column.type)
        if case .dictionary(let column) = column, column.values.count == 1, column.validity == nil, column.count > 0 {
            // One text in all rows, as many are in a file of one county.
            self.init(type, count: column.count, .text(TextVector(values: column.values, codes: nil)), isConstant: true)
            return
        }
        let storage: Storage =
            switch column {
            case .bool(let column): .bool(column.values)
            case .int8(let column): .int(column.values.map(Int64.init))
            case .int16(let column): .int(column.values.map(Int64.init))
            case .int32(let column), .date(let column): .int(column.values.map(Int64.init))
            case .int64(let column): .int(column.values)
            case .utf8(let column): .text(TextVector(values: StringColumn(offsets: column.offsets, bytes: column.bytes), codes: nil))
            case .dictionary(let column): .text(Vector.entries(of: column))
            }
        self.init(type, count: column.count, validity: column.validity, storage)
    }

    /// A column of nulls only has an empty dictionary, which codes of 0 do not fit.
    private static func entries(of column: DictionaryColumn) -> TextVector {
        let values = column.values.count == 0 ? StringColumn([""]) : column.values
        return TextVector(values: values, codes: column.indices)
    }

    /// One after the other.
    ///
    /// - Errors: `memory` when the texts exceed 4 GiB.
    static func concatenate(_ vectors: [Vector], type: SQLType) throws(QueryError) -> Vector {
        if vectors.count == 1, !vectors[0].isConstant { return vectors[0] }
        let parts = vectors.map { $0.expanded() }
        let count = parts.reduce(0) { $0 + $1.count }
        var validity: Bitmap?
        if parts.contains(where: { $0.validity != nil }) {
            var bits = Bitmap(minimumCapacity: count)
            for part in parts {
                if let own = part.validity { bits.append(contentsOf: own) } else { bits.append(repeating: true, count: part.count) }
            }
            validity = bits
        }
        switch type {
        case .boolean:
            var bits = Bitmap(minimumCapacity: count)
            for part in parts { if case .bool(let values) = part.storage { bits.append(contentsOf: values) } }
            return .bools(bits, validity)
        case .integer, .bigint, .date:
            var values: [Int64] = []
            values.reserveCapacity(count)
            for part in parts { if case .int(let own) = part.storage { values += own } }
            return .ints(values, type, validity)
        case .double:
            var values: [Double] = []
            values.reserveCapacity(count)
            for part in parts { if case .double(let own) = part.storage { values += own } }
            return .doubles(values, validity)
        case .text, .unknown:
            return Vector(type, count: count, validity: validity, .text(try TextVector.concatenate(parts, count: count)))
        }
    }
}

extension TextVector {
    fileprivate static func concatenate(_ parts: [Vector], count: Int) throws(QueryError) -> TextVector {
        var table = TextTable()
        var codes: [UInt32] = []
        codes.reserveCapacity(count)
        for part in parts {
            guard case .text(let texts) = part.storage else { continue }
            let own = try table.intern(texts, rowCount: part.count, validity: part.validity)
            codes += own
        }
        if table.count == 0 { return TextVector(values: StringColumn([""]), codes: codes) }
        return TextVector(values: table.finish(), codes: codes)
    }
}
