extension ChunkReading {
    /// Text: as a dictionary column when every page holds indices, else as plain text.
    static func text(_ pages: inout PageReader) throws(ColumnarError) -> Column {
        guard let first = try pages.next() else { return .utf8(StringColumn(offsets: [0], bytes: [])) }
        guard first.encoding.isDictionary else {
            return .utf8(try plainText(&pages, first, after: TextValues(), dictionary: nil))
        }
        let dictionary = try textDictionary(pages.dictionary)
        switch dictionary.count {
        case ...256: return try coded(&pages, first, dictionary, as: UInt8.self) { .int8($0) }
        case ...65536: return try coded(&pages, first, dictionary, as: UInt16.self) { .int16($0) }
        default: return try coded(&pages, first, dictionary, as: UInt32.self) { .int32($0) }
        }
    }

    /// The dictionary alone, when every page holds indices into it.
    static func dictionary(_ pages: inout PageReader) throws(ColumnarError) -> StringColumn? {
        while let page = try pages.next() { if !page.encoding.isDictionary { return nil } }
        return pages.dictionary == nil ? nil : try textDictionary(pages.dictionary)
    }

    static func textDictionary(_ page: PageReader.DictionaryPage?) throws(ColumnarError) -> StringColumn {
        guard let page else { throw missingDictionary }
        var values = TextValues()
        try PlainEncoding.decode(page.bytes, count: page.valueCount, into: &values)
        return StringColumn(offsets: values.offsets, bytes: values.bytes)
    }

    private static func coded<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable>(
        _ pages: inout PageReader, _ first: PageReader.DataPage, _ dictionary: StringColumn, as type: T.Type,
        _ wrap: ([T]) -> DictionaryColumn.Indices
    ) throws(ColumnarError) -> Column {
        var indices: [T] = []
        indices.reserveCapacity(pages.expectedValueCount)
        var current: PageReader.DataPage? = first
        while let page = current {
            guard page.encoding.isDictionary else {
                // The writer gave its dictionary up: go on with plain text behind what has been read.
                var known = TextValues()
                try append(indices, of: dictionary, to: &known)
                return .utf8(try plainText(&pages, page, after: known, dictionary: dictionary))
            }
            indices.reserve(more: page.valueCount)
            try DictionaryIndices.decode(page.bytes, count: page.valueCount, distinctCount: dictionary.count, into: &indices)
            current = try pages.next()
        }
        let validity = pages.finalValidity
        let (values, renumbered) = distinct(dictionary, indices)
        let all = validity.map { expand(renumbered, $0) } ?? renumbered
        return .dictionary(DictionaryColumn(indices: wrap(all), values: values, validity: validity))
    }

    /// A dictionary page should have no equal texts, but a foreign writer may have made some.
    private static func distinct<T: FixedWidthInteger & UnsignedInteger>(
        _ dictionary: StringColumn, _ indices: [T]
    ) -> (StringColumn, [T]) {
        var interner = TextInterner()
        var codes: [T] = []
        codes.reserveCapacity(dictionary.count)
        unsafe dictionary.bytes.withUnsafeBytes { source in
            // Empty texts have no address, and none is read.
            guard let base = unsafe source.baseAddress ?? UnsafeRawPointer(bitPattern: 1) else { return }
            for i in 0..<dictionary.count {
                let range = dictionary.byteRange(i)
                codes.append(T(truncatingIfNeeded: unsafe interner.intern(base + range.lowerBound, length: range.count)))
            }
        }
        if interner.count == dictionary.count { return (dictionary, indices) }
        return (interner.finish(), indices.map { codes[Int($0)] })
    }

    private static func plainText(
        _ pages: inout PageReader, _ first: PageReader.DataPage, after known: TextValues, dictionary: StringColumn?
    ) throws(ColumnarError) -> StringColumn {
        var text = known
        text.bytes.reserveCapacity(pages.expectedByteCount + ByteBuffer.slack)
        text.offsets.reserveCapacity(pages.expectedValueCount + 1)
        var dictionary = dictionary
        var current: PageReader.DataPage? = first
        while let page = current {
            if page.encoding.isDictionary {
                if dictionary == nil { dictionary = try textDictionary(pages.dictionary) }
                guard let values = dictionary else { throw missingDictionary }
                var indices: [UInt32] = []
                try DictionaryIndices.decode(page.bytes, count: page.valueCount, distinctCount: values.count, into: &indices)
                try append(indices, of: values, to: &text)
            } else {
                let decoder = try EncodingTable.decoder(page.encoding, for: .byteArray)
                try decoder.decode(page.bytes, count: page.valueCount, into: &text)
            }
            current = try pages.next()
        }
        guard let validity = pages.finalValidity else { return StringColumn(offsets: text.offsets, bytes: text.bytes) }
        return StringColumn(offsets: expandOffsets(text.offsets, validity), bytes: text.bytes, validity: validity)
    }

    private static func append<T: FixedWidthInteger & UnsignedInteger>(
        _ indices: [T], of dictionary: StringColumn, to text: inout TextValues
    ) throws(ColumnarError) {
        text.reserveOffsets(indices.count)
        for index in indices {
            let range = dictionary.byteRange(Int(index))
            try text.reserveBytes(range.count)
            text.bytes.append(contentsOf: dictionary.bytes[range])
            text.offsets.append(UInt32(truncatingIfNeeded: text.bytes.count))  // `reserveBytes` checked 32 bits
        }
    }

    /// A null repeats the offset before it.
    private static func expandOffsets(_ offsets: [UInt32], _ validity: Bitmap) -> [UInt32] {
        precondition(offsets.count == validity.setCount + 1, "values and validity differ")
        let source = offsets.span
        return [UInt32](capacity: validity.count + 1) { output in
            output.append(0)
            var next = 0
            for (index, word) in validity.words.enumerated() {
                for bit in 0..<min(64, validity.count - index * 64) {
                    next &+= Int(truncatingIfNeeded: word &>> UInt64(bit) & 1)
                    output.append(unsafe source[unchecked: next])  // at most `setCount`
                }
            }
        }
    }
}
