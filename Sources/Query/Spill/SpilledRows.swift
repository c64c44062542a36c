import Columnar

/// Rows as bytes, for a file that only this process reads.
///
/// **Shape**: rows (u32), then for each column: 0 when it is missing, else 1 + type; bit 0 of a byte: has validity, bit 1: has codes; the
/// words of the validity; then numbers, the words of truth values, or texts: entries (u32), offsets, bytes, codes.
enum SpilledRows {
    /// Rows in one block: enough to make a system call worth it, few enough that a merge holds one of each run.
    static let blockRowCount = 4096

    static func encode(_ vectors: [Vector?], rowCount: Int) -> [UInt8] {
        var out = ByteBuffer(minimumCapacity: 64 + rowCount * 8 * vectors.count)
        out.append(littleEndian: UInt32(rowCount))
        for vector in vectors {
            guard let vector = vector?.expanded() else {
                out.append(0)
                continue
            }
            out.append(1 + UInt8(types.firstIndex(of: vector.type)!))
            var flags: UInt8 = vector.validity == nil ? 0 : 1
            if case .text(let texts) = vector.storage, texts.codes != nil { flags |= 2 }
            out.append(flags)
            if let validity = vector.validity { out.append(values: validity.words) }
            switch vector.storage {
            case .bool(let bits): out.append(values: bits.words)
            case .int(let values): out.append(values: values)
            case .double(let values): out.append(values: values.map(\.bitPattern))
            case .text(let texts):
                out.append(littleEndian: UInt32(texts.values.count))
                out.append(values: texts.values.offsets)
                out.append(contentsOf: texts.values.bytes)
                if let codes = texts.codes { out.append(values: codes.widened) }
            }
        }
        return out.array
    }

    private static let types: [SQLType] = [.boolean, .integer, .bigint, .double, .text, .date, .unknown]

    /// - Errors: `storage`; the bytes were authenticated, so it would be our own mistake, but no byte of a file traps.
    static func decode(_ bytes: [UInt8]) throws(QueryError) -> (vectors: [Vector?], rowCount: Int) {
        var reader = Reader(bytes)
        let rowCount = Int(try reader.values(UInt32.self, 1)[0])
        var vectors: [Vector?] = []
        while !reader.isAtEnd { vectors.append(try vector(&reader, rowCount)) }
        return (vectors, rowCount)
    }

    private static func vector(_ reader: inout Reader, _ rowCount: Int) throws(QueryError) -> Vector? {
        let kind = Int(try reader.byte())
        if kind == 0 { return nil }
        guard types.indices.contains(kind - 1) else { throw Reader.damaged }
        let type = types[kind - 1]
        let flags = try reader.byte()
        let words = (rowCount + 63) / 64
        let validity = flags & 1 == 0 ? nil : Bitmap(words: try reader.values(UInt64.self, words), count: rowCount)
        switch type {
        case .boolean: return .bools(Bitmap(words: try reader.values(UInt64.self, words), count: rowCount), validity)
        case .integer, .bigint, .date: return .ints(try reader.values(Int64.self, rowCount), type, validity)
        case .double: return .doubles(try reader.values(UInt64.self, rowCount).map(Double.init(bitPattern:)), validity)
        case .text, .unknown:
            let count = Int(try reader.values(UInt32.self, 1)[0])
            let offsets = try reader.values(UInt32.self, count + 1)
            let text = try reader.values(UInt8.self, Int(offsets[count]))
            guard zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }) else { throw Reader.damaged }
            let codes = flags & 2 == 0 ? nil : try reader.values(UInt32.self, rowCount)
            guard codes?.allSatisfy({ $0 < count }) ?? (count == rowCount) else { throw Reader.damaged }
            let values = TextVector(values: StringColumn(offsets: offsets, bytes: text), codes: codes.map { .int32($0) })
            return Vector(type, count: rowCount, validity: validity, .text(values))
        }
    }

    private struct Reader {
        private let bytes: [UInt8]
        private var offset = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        static var damaged: QueryError { SpillFile.failure(.damaged, "temporary data cannot be read; run again") }
        var isAtEnd: Bool { offset == bytes.count }

        mutating func byte() throws(QueryError) -> UInt8 { try values(UInt8.self, 1)[0] }

        mutating func values<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, _ count: Int) throws(QueryError) -> [T] {
            let (size, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<T>.stride)
            guard !overflow, count >= 0, size <= bytes.count - offset else { throw Reader.damaged }
            var result = [T](repeating: 0, count: count)
            // Both ranges have `size` bytes: checked above, and made above.
            unsafe bytes.withUnsafeBytes { source in
                unsafe result.withUnsafeMutableBytes { unsafe $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + size])) }
            }
            offset += size
            return result
        }
    }
}

extension ByteBuffer {
    fileprivate mutating func append<T: BitwiseCopyable>(values: [T]) {
        // Numbers without padding; the copy is done when the call returns.
        unsafe values.withUnsafeBytes { unsafe append(contentsOf: RawSpan(_unsafeBytes: $0)) }
    }
}
