/// Rows of one partition, numbered through all partitions.
struct KeyRun<Source: DuplicateKeySource> {
    let source: Source
    let rows: Range<Int>
    /// Number of the first of them.
    let firstNumber: Int
}

/// A chunk's records ordered by part: part p has `records[offsets[p]..<offsets[p + 1]]`, rows ascending.
struct ScatteredChunk: Sendable {
    /// 2 MiB of keys and 2 MiB of records: what a core's own cache holds or nearly.
    static var rowCount: Int { 1 << 18 }

    private(set) var records: [UInt64]
    private(set) var offsets: [UInt32]

    /// Two passes over the keys, one that counts and one that places.
    ///
    /// - Precondition: fewer than 2^32 rows.
    init<Source: DuplicateKeySource>(_ runs: [KeyRun<Source>], _ format: KeyRecordFormat) {
        var cursors = [UInt32](repeating: 0, count: format.partCount)
        for run in runs { Self.count(run, format, into: &cursors) }
        var offsets = [UInt32](repeating: 0, count: cursors.count + 1)
        for part in cursors.indices {
            offsets[part + 1] = offsets[part] + cursors[part]
            cursors[part] = offsets[part]
        }
        let recordCount = Int(offsets[cursors.count])
        // Every element below `recordCount` is written once: the cursors of a part run through its own range, and the
        // second pass meets the same keys as the first.
        records = unsafe [UInt64](unsafeUninitializedCapacity: recordCount) { buffer, initializedCount in
            for run in runs { unsafe Self.place(run, format, cursors: &cursors, into: buffer) }
            initializedCount = recordCount
        }
        self.offsets = offsets
    }

    func range(of part: Int) -> Range<Int> { Int(offsets[part])..<Int(offsets[part + 1]) }

    private static func count<Source: DuplicateKeySource>(
        _ run: KeyRun<Source>, _ format: KeyRecordFormat, into counts: inout [UInt32]
    ) {
        let source = run.source
        if source.allHaveKeys {
            for row in run.rows { counts[format.part(of: source.hash(row))] &+= 1 }
        } else {
            for row in run.rows where source.hasKey(row) { counts[format.part(of: source.hash(row))] &+= 1 }
        }
    }

    private static func place<Source: DuplicateKeySource>(
        _ run: KeyRun<Source>, _ format: KeyRecordFormat, cursors: inout [UInt32],
        into records: UnsafeMutableBufferPointer<UInt64>
    ) {
        let source = run.source
        let asksForKeys = !source.allHaveKeys
        var number = UInt64(run.firstNumber)
        for row in run.rows {
            if !asksForKeys || source.hasKey(row) {
                let hash = source.hash(row)
                let part = format.part(of: hash)
                unsafe records[Int(cursors[part])] = format.record(hash, row: number)
                cursors[part] &+= 1
            }
            number &+= 1
        }
    }
}
