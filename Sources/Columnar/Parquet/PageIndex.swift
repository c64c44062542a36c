/// Where the pages of a chunk lie and what they hold, so that a reader can skip some.
///
/// **Source**: parquet.thrift, `struct OffsetIndex` and `struct ColumnIndex`.
enum PageIndex {
    static func offsets(_ chunk: EncodedColumnChunk, at fileOffset: Int) -> [UInt8] {
        var writer = ThriftCompactWriter()
        writer.structure { out in
            out.field(1, list: .structure, count: chunk.pages.count)
            for page in chunk.pages {
                out.structure {
                    $0.field(1, Int64(fileOffset + page.offset))
                    $0.field(2, Int32(page.byteCount))
                    $0.field(3, Int64(page.firstRow))
                }
            }
        }
        return writer.buffer.array
    }

    /// Bounds may be shortened: a minimum down, a maximum up. A page of nulls has empty ones.
    ///
    /// - Returns: nothing when the column's bounds are not wanted.
    static func bounds(_ chunk: EncodedColumnChunk) -> [UInt8] {
        guard chunk.hasBounds else { return [] }
        let pages = chunk.pages
        var writer = ThriftCompactWriter()
        writer.structure { out in
            out.field(1, list: .boolTrue, count: pages.count)
            for page in pages { out.element(page.bounds == nil) }
            out.field(2, list: .binary, count: pages.count)
            for page in pages { out.element(page.bounds.map { minimum($0, chunk.type).bytes } ?? []) }
            out.field(3, list: .binary, count: pages.count)
            for page in pages { out.element(page.bounds.map { maximum($0, chunk.type).bytes } ?? []) }
            out.field(4, Int32(isAscending(pages) ? 1 : 0))
            out.field(5, list: .i64, count: pages.count)
            for page in pages { out.element(Int64(page.nullCount)) }
        }
        return writer.buffer.array
    }

    private static func isAscending(_ pages: [EncodedColumnChunk.Page]) -> Bool {
        let bounds = pages.compactMap(\.bounds)
        return zip(bounds, bounds.dropFirst()).allSatisfy { $0.minimum <= $1.minimum && $0.maximum <= $1.maximum }
    }

    static func minimum(_ bounds: ValueBounds, _ type: PhysicalType) -> (bytes: [UInt8], isExact: Bool) {
        let bytes = bounds.minimum.bytes(of: type)
        return type == .byteArray ? BoundTruncation.minimum(bytes) : (bytes, true)
    }

    static func maximum(_ bounds: ValueBounds, _ type: PhysicalType) -> (bytes: [UInt8], isExact: Bool) {
        let bytes = bounds.maximum.bytes(of: type)
        return type == .byteArray ? BoundTruncation.maximum(bytes) : (bytes, true)
    }
}
