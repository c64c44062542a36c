/// Integers that a column chunk stores as they are.
protocol StoredInteger: FixedWidthInteger, SignedInteger, BitwiseCopyable, Sendable {
    static var physicalType: PhysicalType { get }
    static func decode(
        _ decoder: any ValueDecoding.Type, _ bytes: ByteSlice, count: Int, into values: inout OutputSpan<Self>
    ) throws(ColumnarError)
}

extension Int32: StoredInteger {
    static var physicalType: PhysicalType { .int32 }
    static func decode(
        _ decoder: any ValueDecoding.Type, _ bytes: ByteSlice, count: Int, into values: inout OutputSpan<Int32>
    ) throws(ColumnarError) {
        try decoder.decode(bytes, count: count, into: &values)
    }
}

extension Int64: StoredInteger {
    static var physicalType: PhysicalType { .int64 }
    static func decode(
        _ decoder: any ValueDecoding.Type, _ bytes: ByteSlice, count: Int, into values: inout OutputSpan<Int64>
    ) throws(ColumnarError) {
        try decoder.decode(bytes, count: count, into: &values)
    }
}

extension Array {
    /// Makes room for `more` elements, at least doubling, so that appending page by page stays linear.
    mutating func reserve(more: Int) {
        let needed = count + more
        if needed > capacity { reserveCapacity(Swift.max(needed, 2 * capacity)) }
    }
}

enum ChunkReading {
    /// All values of the chunk, a null as 0.
    static func integers<T: StoredInteger>(
        _ pages: inout PageReader, as type: T.Type
    ) throws(ColumnarError) -> PrimitiveColumn<T> {
        var values: [T] = []
        values.reserveCapacity(pages.expectedValueCount)
        var dictionary: [T] = []
        while let page = try pages.next() { try append(page, of: pages, &dictionary, to: &values) }
        guard let validity = pages.finalValidity else { return PrimitiveColumn(values: values) }
        return PrimitiveColumn(values: expand(values, validity), validity: validity)
    }

    /// Appends the values of a page that are not null.
    ///
    /// - Parameter dictionary: empty until the first page that needs it.
    static func append<T: StoredInteger>(
        _ page: PageReader.DataPage, of pages: PageReader, _ dictionary: inout [T], to values: inout [T]
    ) throws(ColumnarError) {
        values.reserve(more: page.valueCount)
        if page.encoding.isDictionary {
            if dictionary.isEmpty { dictionary = try integerDictionary(pages.dictionary) }
            try gather(page, dictionary, into: &values)
        } else {
            let decoder = try EncodingTable.decoder(page.encoding, for: T.physicalType)
            try values.append(addingCapacity: page.valueCount) { (output: inout OutputSpan<T>) throws(ColumnarError) in
                try T.decode(decoder, page.bytes, count: page.valueCount, into: &output)
            }
        }
    }

    private static func integerDictionary<T: StoredInteger>(_ page: PageReader.DictionaryPage?) throws(ColumnarError) -> [T] {
        guard let page else { throw missingDictionary }
        guard page.valueCount <= page.bytes.count / MemoryLayout<T>.size else { throw ByteSlice.endOfBytes }
        return try [T](capacity: page.valueCount) { (output: inout OutputSpan<T>) throws(ColumnarError) in
            try T.decode(PlainEncoding.self, page.bytes, count: page.valueCount, into: &output)
        }
    }

    private static func gather<T: StoredInteger>(
        _ page: PageReader.DataPage, _ dictionary: [T], into values: inout [T]
    ) throws(ColumnarError) {
        var indices: [UInt32] = []
        try DictionaryIndices.decode(page.bytes, count: page.valueCount, distinctCount: dictionary.count, into: &indices)
        let source = dictionary.span
        let positions = indices.span
        values.append(addingCapacity: positions.count) { output in
            // `decode` checked every index.
            for i in 0..<positions.count { output.append(unsafe source[unchecked: Int(positions[unchecked: i])]) }
        }
    }

    static func booleans(_ pages: inout PageReader) throws(ColumnarError) -> BoolColumn {
        var values = Bitmap()
        while let page = try pages.next() {
            let decoder = try EncodingTable.decoder(page.encoding, for: .boolean)
            try decoder.decode(page.bytes, count: page.valueCount, into: &values)
        }
        guard let validity = pages.finalValidity else { return BoolColumn(values: values) }
        var expanded = Bitmap(minimumCapacity: validity.count)
        var next = 0
        for (index, word) in validity.words.enumerated() {
            var bits = word
            var placed: UInt64 = 0
            while bits != 0 {
                if values[next] { placed |= bits & (~bits &+ 1) }
                next += 1
                bits &= bits &- 1
            }
            expanded.append(bits: placed, count: min(64, validity.count - index * 64))
        }
        return BoolColumn(values: expanded, validity: validity)
    }

    /// Puts values at the rows that are not null and 0 at the others.
    ///
    /// - Precondition: as many values as set bits.
    static func expand<T: FixedWidthInteger & BitwiseCopyable>(_ values: [T], _ validity: Bitmap) -> [T] {
        precondition(values.count == validity.setCount, "values and validity differ")
        let source = values.span
        return [T](capacity: validity.count) { output in
            var next = 0
            for (index, word) in validity.words.enumerated() {
                let count = min(64, validity.count - index * 64)
                if word == 0 {
                    output.append(repeating: 0, count: count)
                    continue
                }
                if word == .max {
                    appendWord(source, at: next, to: &output)
                    next &+= 64
                    continue
                }
                // As many values as set bits: `next` stays inside.
                for bit in 0..<count {
                    if word &>> UInt64(bit) & 1 != 0 {
                        output.append(unsafe source[unchecked: next])
                        next &+= 1
                    } else {
                        output.append(0)
                    }
                }
            }
        }
    }

    /// Appends 64 values in one go.
    private static func appendWord<T: BitwiseCopyable>(_ source: Span<T>, at first: Int, to output: inout OutputSpan<T>) {
        precondition(first + 64 <= source.count && output.freeCapacity >= 64, "fewer values than set bits")
        unsafe source.withUnsafeBufferPointer { values in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                guard let from = values.baseAddress, let to = buffer.baseAddress else { return }
                unsafe (to + initialized).update(from: from + first, count: 64)  // room and values for 64, as checked
                initialized += 64
            }
        }
    }

    static let missingDictionary = ColumnarError(.damaged, "indices without a dictionary page")
}
