/// The texts with the highest counts; equal counts in order of the texts.
struct FrequentTexts {
    private(set) var entries: [(text: [UInt8], count: Int)] = []
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    mutating func add(_ text: Span<UInt8>, _ count: Int) {
        func isBefore(_ other: (text: [UInt8], count: Int), _ text: Span<UInt8>) -> Bool {
            count != other.count ? count > other.count : text.precedes(other.text.span)
        }
        if capacity == 0 { return }
        if entries.count == capacity {
            guard isBefore(entries[capacity - 1], text) else { return }
            entries.removeLast()
        }
        var place = entries.count
        while place > 0, isBefore(entries[place - 1], text) { place -= 1 }
        var copy: [UInt8] = []
        copy.append(addingCapacity: text.count) { output in for i in 0..<text.count { output.append(text[i]) } }
        entries.insert((copy, count), at: place)
    }
}

/// Finds the texts of records by reading again the partitions where they stand.
struct TextLookup {
    /// Columns of text by partition number.
    let read: (Int) throws(ColumnarError) -> Column
    let locator: RowLocator

    /// The most frequent of each list of candidates. Every partition is read once at most.
    func mostFrequent(
        of candidates: [[(record: TextRecord, count: Int)]], keeping capacity: Int
    ) throws(ColumnarError) -> [FrequentTexts] {
        var results = [FrequentTexts](repeating: FrequentTexts(capacity: capacity), count: candidates.count)
        var wanted: [Int: [(list: Int, record: TextRecord, count: Int)]] = [:]
        for (list, candidates) in candidates.enumerated() {
            for (record, count) in candidates {
                if let text = record.shortText {
                    results[list].add(text.span, count)
                } else {
                    wanted[locator.locate(Int(record.row)).partition, default: []].append((list, record, count))
                }
            }
        }
        for partition in wanted.keys.sorted() {
            let texts = PartitionTexts(try read(partition))
            for (list, record, count) in wanted[partition] ?? [] {
                guard let column = texts.column(record, row: Int(record.row) - locator.starts[partition]) else {
                    throw ColumnarError(.damaged, "a text that was counted is gone; the file changed while it was read")
                }
                results[list].add(column.texts.span(column.row), count)
            }
        }
        return results
    }

    /// Counts texts over partitions; a text that does not reach `least` is left out.
    ///
    /// - Parameter rows: which rows of a partition count; nil: all.
    func counts(
        of records: [TextRecord], reaching least: Int, partitions: Range<Int>, rows: (Int) throws(ColumnarError) -> Bitmap?
    ) throws(ColumnarError) -> [(record: TextRecord, count: Int)] {
        if records.isEmpty { return [] }
        var table = TextKeyTable()
        for record in records { table.add(record, count: 0, isPlain: true) }
        for partition in partitions where locator.starts[partition] < locator.starts[partition + 1] {
            let rows = try rows(partition)
            if let rows, rows.setCount == 0 { continue }
            var column = try read(partition)
            if let rows { column = column.filter(rows) }
            switch column {
            case .utf8(let texts):
                for record in TextRecord.all(of: texts, validity: texts.validity, firstRow: 0) { table.addToKnown(record, 1) }
            case .dictionary(let column):
                let counts = column.countsByCode()
                let all = TextRecord.all(of: column.values, validity: nil, firstRow: 0)
                for (record, count) in zip(all, counts) { table.addToKnown(record, count) }
            default: break
            }
        }
        return table.entries.filter { $0.count >= least }.map { ($0.record, $0.count) }
    }
}

/// Where the texts of records stand in a partition: in a plain column at their row; of a dictionary only the entry is known.
private struct PartitionTexts {
    private let texts: StringColumn
    /// The entries of a dictionary, in their order.
    private var entries: TextKeyTable?

    init(_ column: Column) {
        switch column {
        case .utf8(let texts): self.texts = texts
        case .dictionary(let column):
            texts = column.values
            var entries = TextKeyTable()
            for record in TextRecord.all(of: texts, validity: nil, firstRow: 0) { entries.add(record, isPlain: false) }
            self.entries = entries
        default: preconditionFailure("not a column of text")
        }
    }

    func column(_ record: TextRecord, row: Int) -> (texts: StringColumn, row: Int)? {
        let row = entries.map { $0.position(of: record) } ?? row
        return row.flatMap { $0 < texts.count ? (texts, $0) : nil }
    }
}

extension TextKeyTable {
    /// Counts a text that is in the table already; others are passed over.
    @inline(__always) fileprivate mutating func addToKnown(_ record: TextRecord, _ more: Int) {
        guard let position = position(of: record) else { return }
        increase(position, by: more)
    }
}
