extension ChunkReading {
    /// The texts of some rows only: the others are stepped over where they lie.
    ///
    /// - Precondition: `rows` ascend.
    /// - Errors: `damaged` when there are fewer rows, else as for all rows.
    static func texts(_ pages: inout PageReader, rows: [Int32]) throws(ColumnarError) -> StringColumn {
        var picked = PickedTexts()
        var dictionary: StringColumn?
        var next = 0
        var first = 0
        while next < rows.count, let page = try pages.next() {
            var end = next
            while end < rows.count, Int(rows[end]) < pages.rowsRead { end += 1 }
            if end > next {
                let isWhole = page.valueCount == pages.rowsRead - first
                let places = valueIndices(rows[next..<end], after: first, isWhole ? nil : pages.validity)
                if page.encoding.isDictionary, dictionary == nil { dictionary = try textDictionary(pages.dictionary) }
                try picked.append(places, of: page, dictionary)
            }
            next = end
            first = pages.rowsRead
        }
        guard next == rows.count else { throw ColumnarError(.damaged, "expected a row \(rows[next]), found \(first) rows") }
        return picked.finish()
    }

    /// Which value of a page each row is; nil for a null.
    private static func valueIndices(_ rows: ArraySlice<Int32>, after first: Int, _ validity: Bitmap?) -> [Int?] {
        guard let validity else { return rows.map { Int($0) - first } }
        var (counted, values) = (first, 0)
        return rows.map { row in
            values += validity.setCount(in: counted..<Int(row))
            counted = Int(row)
            return validity[Int(row)] ? values : nil
        }
    }
}

/// Texts that are collected one by one.
private struct PickedTexts {
    private var offsets: [UInt32] = [0]
    private var bytes: [UInt8] = []
    private var validity = Bitmap()

    /// Appends values of a page by their positions among its values, which ascend.
    mutating func append(
        _ places: [Int?], of page: PageReader.DataPage, _ dictionary: StringColumn?
    ) throws(ColumnarError) {
        if page.encoding.isDictionary {
            guard let dictionary else { throw ChunkReading.missingDictionary }
            var indices: [UInt32] = []
            try DictionaryIndices.decode(page.bytes, count: page.valueCount, distinctCount: dictionary.count, into: &indices)
            for place in places { append(place.map { dictionary.bytes[dictionary.byteRange(Int(indices[$0]))] }) }
        } else if page.encoding == .plain {
            try append(places, ofPlain: page.bytes)
        } else {
            var texts = TextValues()
            try EncodingTable.decoder(page.encoding, for: .byteArray).decode(page.bytes, count: page.valueCount, into: &texts)
            for place in places { append(place.map { texts.bytes[Int(texts.offsets[$0])..<Int(texts.offsets[$0 + 1])] }) }
        }
    }

    /// Walks over the lengths of the values up to each one that is wanted.
    private mutating func append(_ places: [Int?], ofPlain page: ByteSlice) throws(ColumnarError) {
        var (at, index) = (0, 0)
        for place in places {
            guard let place else {
                append(nil)
                continue
            }
            var length = try PickedTexts.length(page, at)
            while index < place {
                at += 4 + length
                index += 1
                length = try PickedTexts.length(page, at)
            }
            append(try page.slice(at + 4, length).array[...])
        }
    }

    /// Of the value at an offset, all of which lies inside the page.
    @inline(__always)
    private static func length(_ page: ByteSlice, _ at: Int) throws(ColumnarError) -> Int {
        let length = Int(try page.uint32(at))
        guard length <= page.count - at - 4 else { throw ByteSlice.endOfBytes }
        return length
    }

    private mutating func append(_ text: ArraySlice<UInt8>?) {
        if let text { bytes.append(contentsOf: text) }
        // A row's text is no longer than a page, and rows that are picked are few.
        offsets.append(UInt32(bytes.count))
        validity.append(text != nil)
    }

    func finish() -> StringColumn {
        StringColumn(offsets: offsets, bytes: bytes, validity: validity.setCount == validity.count ? nil : validity)
    }
}
