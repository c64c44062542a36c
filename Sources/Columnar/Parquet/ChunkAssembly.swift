extension EncodedColumnChunk {
    /// Compresses pages where that pays and puts a header with a checksum in front of each.
    ///
    /// - Parameter bounds: of each page, or nil where they are not wanted.
    init(_ bodies: borrowing PageBodies, rows: ChunkRows, type: PhysicalType, bounds: [ValueBounds?]?, options: ParquetOptions) {
        var compressed = ByteBuffer(minimumCapacity: 0)
        var ends: [Int] = []
        let isCompressed = options.compression == .lz4raw && bodies.compress(type, into: &compressed, ends: &ends)
        var assembly = ChunkAssembler(capacity: (isCompressed ? compressed.count : bodies.byteCount) + 64 * (bodies.pages.count + 1))
        var start = 0
        if bodies.dictionaryCount > 0 {
            var header = PageHeader()
            header.kind = PageHeader.Kind.dictionary.rawValue
            header.valueCount = Int32(bodies.dictionaryCount)
            header.encoding = EncodingID.plain.rawValue
            if isCompressed {
                start = ends.removeFirst()
                assembly.append(header, byteCount: bodies.dictionary.count, compressed.bytes.extracting(0..<start))
            } else {
                assembly.append(header, byteCount: bodies.dictionary.count, bodies.dictionary.bytes)
            }
        }
        let dictionaryByteCount = assembly.out.count
        var pages: [Page] = []
        for (i, page) in bodies.pages.enumerated() {
            var header = PageHeader()
            header.valueCount = Int32(page.rows.count)
            header.encoding = bodies.encoding.rawValue
            let offset = assembly.out.count
            if isCompressed {
                assembly.append(header, byteCount: page.bytes.count, compressed.bytes.extracting(start..<ends[i]))
                start = ends[i]
            } else {
                assembly.append(header, byteCount: page.bytes.count, bodies.body.bytes.extracting(page.bytes))
            }
            pages.append(
                Page(
                    offset: offset, byteCount: assembly.out.count - offset, firstRow: page.rows.lowerBound,
                    rowCount: page.rows.count, nullCount: page.rows.count - page.values.count, bounds: bounds?[i]))
        }
        self.type = type
        self.codec = isCompressed ? .lz4Raw : .uncompressed
        self.encodings = bodies.encoding.isDictionary ? [.plain, .rle, bodies.encoding] : [.rle, bodies.encoding]
        self.bytes = assembly.out.array
        self.uncompressedByteCount = assembly.uncompressedByteCount
        self.dictionaryPageByteCount = dictionaryByteCount
        self.pages = pages
        self.hasBounds = bounds != nil
    }
}

/// Puts pages behind each other.
private struct ChunkAssembler: ~Copyable {
    var out: ByteBuffer
    var uncompressedByteCount = 0

    init(capacity: Int) { out = ByteBuffer(minimumCapacity: capacity) }

    mutating func append(_ header: PageHeader, byteCount: Int, _ payload: RawSpan) {
        var header = header
        header.byteCount = Int32(byteCount)
        header.compressedByteCount = Int32(payload.byteCount)
        header.crc = Checksum32.crc32(payload)
        var writer = ThriftCompactWriter()
        header.write(to: &writer)
        out.append(contentsOf: writer.buffer.bytes)
        out.append(contentsOf: payload)
        uncompressedByteCount += writer.buffer.count + byteCount
    }
}

extension PageBodies {
    /// Compresses the dictionary, if any, and every page; `ends` says where each one ends.
    ///
    /// - Returns: false when less than 5 % would be gained; then a reader is spared the work.
    borrowing func compress(_ type: PhysicalType, into out: inout ByteBuffer, ends: inout [Int]) -> Bool {
        let isText = type == .byteArray && encoding == .plain
        // A sample of a small chunk would be the whole of it.
        let estimate = isText || byteCount > 256 << 10 ? estimatedStoredByteCount(.lz4raw) : 0
        guard estimate < byteCount else { return false }
        // Text that halves at once repeats so much that a longer search pays; in a short chunk there is little to gain.
        if isText, estimate * 2 < byteCount, byteCount > 128 << 10 {
            compressThoroughly(into: &out, ends: &ends)
        } else {
            compressFast(into: &out, ends: &ends)
        }
        return out.count * 100 < byteCount * 95
    }

    private borrowing func compressFast(into out: inout ByteBuffer, ends: inout [Int]) {
        if dictionaryCount > 0 {
            compressDictionary(into: &out)
            ends.append(out.count)
        }
        for page in pages {
            compress(page, into: &out)
            ends.append(out.count)
        }
    }

    private borrowing func compressThoroughly(into out: inout ByteBuffer, ends: inout [Int]) {
        var matcher = LZ4Matcher()
        for page in pages {
            matcher.compress(body.bytes.extracting(page.bytes), into: &out)
            ends.append(out.count)
        }
    }
}
