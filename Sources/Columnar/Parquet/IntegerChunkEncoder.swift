/// Encodes INT32 and INT64 chunks: plain, differences or dictionary, whichever is smallest.
struct IntegerChunkEncoder<T: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable> {
    let rows: ChunkRows
    /// Without nulls.
    let values: [T]
    let options: ParquetOptions

    /// - Parameter allowsDelta: false for numbers that are no integers for a reader.
    func bodies(allowsDelta: Bool = true) -> PageBodies {
        guard values.count > 0 else { return plainBodies() }
        var best = allowsDelta ? deltaBodies() : plainBodies()
        best.noteEstimate(options.compression)
        var smallest = best.estimatedStoredByteCount(options.compression)
        // What costs a reader more has to be smaller by 2 %.
        if smallest * 16 > values.count, var dictionary = dictionaryBodies() {
            dictionary.noteEstimate(options.compression)
            let size = dictionary.estimatedStoredByteCount(options.compression)
            if size * 50 < smallest * 49 {
                best = dictionary
                smallest = size
            }
        }
        // Compression seldom brings numbers as they are under a third, so it is not tried.
        guard allowsDelta, smallest * 3 > values.count * MemoryLayout<T>.size else { return best }
        var plain = plainBodies()
        plain.noteEstimate(options.compression)
        return smallest * 50 < plain.estimatedStoredByteCount(options.compression) * 49 ? best : plain
    }

    private func plainBodies() -> PageBodies {
        let byteCount = values.count * MemoryLayout<T>.size
        var bodies = PageBodies(.plain, byteCount: byteCount + rows.rowCount / 8 + 1024)
        for page in rows.pages(byteCount: byteCount, pageByteCount: options.pageByteCount) {
            bodies.appendPage(page, of: rows) { range, buffer in
                unsafe buffer.append(contentsOf: values.span.extracting(range).bytes)  // integers have no padding
            }
        }
        return bodies
    }

    private func deltaBodies() -> PageBodies {
        let byteCount = values.count * MemoryLayout<T>.size
        var bodies = PageBodies(.deltaBinaryPacked, byteCount: byteCount + rows.rowCount / 8 + 1024)
        for page in rows.pages(byteCount: byteCount, pageByteCount: options.pageByteCount) {
            bodies.appendPage(page, of: rows) { range, buffer in
                DeltaBinaryPacked.append(values.span.extracting(range), into: &buffer)
            }
        }
        return bodies
    }

    private func dictionaryBodies() -> PageBodies? {
        guard let (codes, distinct) = IntegerDictionary.encode(values) else { return nil }
        let byteCount = codes.count * DictionaryIndices.width(distinctCount: distinct.count) / 8
        var bodies = PageBodies(.rleDictionary, byteCount: byteCount + rows.rowCount / 8 + 1024)
        unsafe bodies.dictionary.append(contentsOf: distinct.span.bytes)  // integers have no padding
        bodies.dictionaryCount = distinct.count
        for page in rows.pages(byteCount: byteCount, pageByteCount: options.pageByteCount) {
            bodies.appendPage(page, of: rows) { range, buffer in
                DictionaryIndices.encode(codes.span.extracting(range), distinctCount: distinct.count, into: &buffer)
            }
        }
        return bodies
    }

    /// Smallest and largest value of every page.
    func bounds(_ pages: [PageBodies.Page], of type: DataType) -> [ValueBounds?] {
        let values = values.span
        return pages.map { page in
            guard !page.values.isEmpty else { return nil }
            var low = T.max
            var high = T.min
            for i in page.values {
                let value = unsafe values[unchecked: i]  // the pages cover the values
                low = min(low, value)
                high = max(high, value)
            }
            func bound(_ value: T) -> ColumnBound {
                type == .date ? .date(Int32(truncatingIfNeeded: value)) : .integer(Int64(value))
            }
            return ValueBounds(minimum: bound(low), maximum: bound(high))
        }
    }
}

/// Distinct integers, numbered in order of first appearance.
enum IntegerDictionary {
    /// Nil when it looks as if more than half of the values were distinct, or more than 65,536 are.
    static func encode<T: FixedWidthInteger & SignedInteger & Sendable>(_ values: [T]) -> (codes: [UInt32], distinct: [T])? {
        // Twice the values that can become distinct before the look ahead or the limit ends it.
        let bits = min(17, max(8, Int.bitWidth - values.count.leadingZeroBitCount + 1))
        var slots = [UInt32](repeating: 0, count: 1 << bits)  // code + 1; 0 = free
        let last = 1 << bits - 1
        var distinct: [T] = []
        let source = values.span
        var isWorthwhile = true
        let codes = [UInt32](capacity: values.count) { output in
            for i in 0..<source.count {
                if i & 4095 == 0, distinct.count > 1 << 16 || !DistinctForecast.isWorthwhile(distinct.count, of: i, whole: source.count) {
                    isWorthwhile = false
                    break
                }
                let value = unsafe source[unchecked: i]  // i < count
                var slot = Int(truncatingIfNeeded: (UInt64(truncatingIfNeeded: value) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
                while slots[slot] != 0, distinct[Int(slots[slot]) - 1] != value { slot = (slot + 1) & last }
                if slots[slot] == 0 {
                    distinct.append(value)
                    slots[slot] = UInt32(distinct.count)
                }
                output.append(slots[slot] - 1)
            }
        }
        return isWorthwhile && distinct.count * 2 <= max(2, values.count) && distinct.count <= 1 << 16 ? (codes, distinct) : nil
    }
}
