extension ParquetFile {
    /// Calls `body` with the values of a column of 64-bit integers that are not null, in their order, whole pages at a time.
    ///
    /// What a run holds is reused for the next, so that it stays in the cache.
    ///
    /// - Parameter minimumCount: a run goes on until it has so many values or the row group ends.
    /// - Precondition: the column's type is int64.
    func forEachRun(
        rowGroup: Int, column: String, minimumCount: Int, _ body: ([Int64]) -> Void
    ) throws(ColumnarError) {
        try withPages(rowGroup: rowGroup, column: column) { (pages) throws(ColumnarError) in
            var values: [Int64] = []
            var dictionary: [Int64] = []
            while let page = try pages.next() {
                try ChunkReading.append(page, of: pages, &dictionary, to: &values)
                guard values.count >= minimumCount else { continue }
                body(values)
                values.removeAll(keepingCapacity: true)
            }
            if !values.isEmpty { body(values) }
        }
    }
}
