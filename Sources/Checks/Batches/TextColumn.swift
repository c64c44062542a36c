import Columnar

/// A text column read by row, plain or dictionary-encoded, without making strings.
package struct TextColumn: Sendable {
    /// The distinct values when `codes` is set, else one value a row.
    package let values: StringColumn
    package let codes: [UInt32]?
    package let validity: Bitmap?

    package init(_ column: Column) {
        switch column {
        case .utf8(let text):
            values = text
            codes = nil
            validity = text.validity
        case .dictionary(let text):
            values = text.values
            codes = text.codes()
            validity = text.validity
        default: preconditionFailure("a text column expected, found \(column.type)")
        }
    }

    private init(_ column: DictionaryColumn) { self.init(.dictionary(column)) }

    package func isNull(_ row: Int) -> Bool { validity.map { !$0[row] } ?? false }

    /// Where the value of a row lies in `values.bytes`; empty for a null.
    package func range(_ row: Int) -> Range<Int> {
        guard let codes else { return values.byteRange(row) }
        return isNull(row) ? 0..<0 : values.byteRange(Int(codes[row]))
    }

    package func string(_ row: Int) -> String? {
        isNull(row) ? nil : String(decoding: values.bytes[range(row)], as: UTF8.self)
    }

    /// The same column with dictionary codes. **Complexity**: O(rows) when it is plain.
    package func encoded() -> TextColumn {
        codes == nil ? TextColumn(values.encoded()) : self
    }

    /// One small value a row, computed once for each distinct text; `null` where there is none.
    package func mapped<Value>(null: Value, _ transform: (String) -> Value) -> [Value] {
        guard let codes else { return values.encoded().mapped(null: null, transform) }
        return DictionaryColumn(codes: codes, values: values, validity: validity).mapped(null: null, transform)
    }

    /// 64-bit hash of the bytes of a row. Equal bytes hash equal; callers verify by value.
    package func hash(_ row: Int) -> UInt64 { ByteHash.of(values.bytes, range(row)) }
}

extension DictionaryColumn {
    /// As `TextColumn.mapped`, from the narrow indices as they are.
    package func mapped<Value>(null: Value, _ transform: (String) -> Value) -> [Value] {
        let table = (0..<values.count).map { transform(values[$0] ?? "") }
        guard !table.isEmpty else { return [Value](repeating: null, count: count) }
        var result =
            switch indices {
            case .int8(let indices): DictionaryColumn.gather(table, indices)
            case .int16(let indices): DictionaryColumn.gather(table, indices)
            case .int32(let indices): DictionaryColumn.gather(table, indices)
            }
        validity?.forEachUnset { result[$0] = null }
        return result
    }

    private static func gather<Value, Index: FixedWidthInteger>(_ table: [Value], _ indices: [Index]) -> [Value] {
        [Value](capacity: indices.count) { output in
            for index in indices { output.append(table[Int(index)]) }
        }
    }
}

extension StringColumn {
    /// The same as indices into the distinct values. A column of nulls, as 不可读 mostly is, costs next to nothing.
    package func encoded() -> DictionaryColumn {
        guard let validity else {
            var builder = DictionaryBuilder(minimumCapacity: count)
            for row in 0..<count { builder.append(span(row)) }
            return builder.finish()
        }
        var builder = DictionaryBuilder()
        var codes = [UInt32](repeating: 0, count: count)
        validity.forEachSet { codes[$0] = builder.intern(span($0)) }
        return DictionaryColumn(codes: codes, values: builder.finish().values, validity: validity)
    }
}

/// A 64-bit hash of bytes for grouping inside one process, always followed by a comparison of the values.
package enum ByteHash {
    package static func of(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            var word: UInt64 = 0
            var shift: UInt64 = 0
            let end = min(position + 8, range.upperBound)
            while position < end {
                word |= UInt64(bytes[position]) << shift
                shift += 8
                position += 1
            }
            hash = mix(hash ^ word)
        }
        return hash
    }

    /// The finishing step of SplitMix64: every input bit reaches every output bit.
    package static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    package static func combine(_ a: UInt64, _ b: UInt64) -> UInt64 { mix(a ^ (b &* 0x9E37_79B9_7F4A_7C15)) }
}
