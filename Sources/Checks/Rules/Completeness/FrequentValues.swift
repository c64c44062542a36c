import Columnar
import Records
import Synchronization

/// The most frequent value of some columns in each file, where it is frequent enough for CMP-03.
///
/// The scan keeps one candidate a column (Boyer and Moore's majority vote, which can be merged): a value of more than
/// half of the cells is always the candidate, with bounds on its count. Only files whose upper bound reaches the
/// threshold are counted exactly afterwards, so that no table of all phone numbers of a province is built.
package enum FrequentValues: TableScan {
    package struct Key: Hashable, Sendable {
        package let file: Int32
        /// Position in `names`.
        package let column: Int
    }

    /// A majority vote.
    package struct Vote: Sendable {
        package var cells = 0
        /// Cells of the candidate that no other value cancelled.
        var lead = 0
        /// Cells that cancelled each other, in pairs.
        var pairs = 0
        var candidate = ""

        /// No value can have more cells than this.
        var upperBound: Int { lead + pairs }

        mutating func add(_ other: Vote) {
            cells += other.cells
            pairs += other.pairs
            if other.candidate.utf8.elementsEqual(candidate.utf8) {
                lead += other.lead
            } else {
                pairs += min(lead, other.lead)
                if other.lead > lead { candidate = other.candidate }
                lead = abs(lead - other.lead)
            }
        }
    }

    package struct Partial: Sendable {
        package var votes: [Key: Vote] = [:]
        package var schools: [Int32: Set<Int64>] = [:]
        /// Partitions that hold rows of a file.
        package var partitions: [Int32: Set<Int>] = [:]
    }

    package struct Found: Sendable {
        let cells: Int
        let count: Int
        let text: String
    }

    package struct Outcome: Sendable {
        package var values: [Key: Found] = [:]
        package var schools: [Int32: Set<Int64>] = [:]
    }

    static let names = ["phone", "current_address", "m1_name", "m1_id_number", "household_code", "birth_place_code"]
    /// Columns from here on are division codes, which have to be all equal.
    private static let firstCode = 4
    static let fieldIndexes = names.map { FieldIndex.known($0, in: .student) }

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + names]
    package static func empty() -> Partial { Partial() }

    package static func scan(_ batch: TableBatch, into partial: inout Partial) throws {
        let (files, schools) = (try batch.origin().files, try batch.schoolIDs())
        let columns = try names.map { try batch.text($0) }
        var start = 0
        while start < batch.rowCount {
            var end = start + 1
            while end < batch.rowCount, files[end] == files[start] { end += 1 }
            for (column, text) in columns.enumerated() {
                let vote = vote(text, start..<end)
                partial.votes[Key(file: files[start], column: column), default: Vote()].add(vote)
            }
            partial.schools[files[start], default: []].formUnion(schools[start..<end].lazy.filter { $0 != 0 })
            partial.partitions[files[start], default: []].insert(batch.partition)
            start = end
        }
    }

    /// Votes on a run of rows without making strings.
    private static func vote(_ column: TextColumn, _ rows: Range<Int>) -> Vote {
        var vote = Vote()
        var candidate = 0..<0
        for row in rows where !column.isNull(row) {
            let range = column.range(row)
            vote.cells += 1
            if vote.lead == 0 {
                candidate = range
                vote.lead = 1
            } else if range == candidate || isEqual(column.values.bytes, range, candidate) {
                vote.lead += 1
            } else {
                vote.lead -= 1
                vote.pairs += 1
            }
        }
        vote.candidate = String(decoding: column.values.bytes[candidate], as: UTF8.self)
        return vote
    }

    private static func isEqual(_ bytes: [UInt8], _ a: Range<Int>, _ b: Range<Int>) -> Bool {
        guard a.count == b.count else { return false }
        for offset in 0..<a.count where bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] { return false }
        return true
    }

    package static func merge(_ other: Partial, into partial: inout Partial) {
        for (key, vote) in other.votes { partial.votes[key, default: Vote()].add(vote) }
        partial.schools.merge(other.schools) { $0.union($1) }
        partial.partitions.merge(other.partitions) { $0.union($1) }
    }

    package static func finish(_ partial: Partial, _ context: CheckContext) throws -> Outcome {
        var outcome = Outcome(schools: partial.schools)
        var open: Set<Key> = []
        for (key, vote) in partial.votes where isFrequent(key.column, vote.upperBound, of: vote.cells, context) {
            if vote.pairs == 0 {
                outcome.values[key] = Found(cells: vote.cells, count: vote.lead, text: vote.candidate)
            } else {
                open.insert(key)
            }
        }
        // Below a half the vote says nothing.
        if context.parameters["CMP-03.share"] <= 50 {
            open = Set(partial.votes.keys.filter { $0.column < firstCode && outcome.values[$0] == nil })
        }
        for (key, counts) in try count(open, partial, context) {
            let cells = counts.values.reduce(0, +)
            guard let most = counts.values.max(), isFrequent(key.column, most, of: cells, context) else { continue }
            let texts = counts.filter { $0.value == most }.map { String(decoding: $0.key, as: UTF8.self) }
            guard let text = texts.min(by: { isBeforeByCodePoint($0, $1) }) else { continue }
            outcome.values[key] = Found(cells: cells, count: most, text: text)
        }
        return outcome
    }

    private static func isFrequent(_ column: Int, _ count: Int, of cells: Int, _ context: CheckContext) -> Bool {
        if column >= firstCode { return cells >= context.parameters["CMP-03.min_rows_codes"] && count == cells }
        return cells >= context.parameters["CMP-03.min_rows"] && 100 * count >= context.parameters["CMP-03.share"] * cells
    }

    /// All values of the open columns with their counts.
    private static func count(
        _ open: Set<Key>, _ partial: Partial, _ context: CheckContext
    ) throws -> [Key: [[UInt8]: Int]] {
        guard let source = context.input[.student], !open.isEmpty else { return [:] }
        let partitions = Set(open.flatMap { partial.partitions[$0.file] ?? [] }).sorted()
        let counts = Mutex<[Key: [[UInt8]: Int]]>([:])
        try ParallelWork.run(count: partitions.count, threads: context.threads) { index in
            let batch = try TableBatch(.student, source, partition: partitions[index], preload: [], context: context)
            let files = try batch.origin().files
            var own: [Key: [[UInt8]: Int]] = [:]
            for column in Set(open.map(\.column)) {
                let text = try batch.text(names[column])
                for row in 0..<batch.rowCount where !text.isNull(row) {
                    let key = Key(file: files[row], column: column)
                    if open.contains(key) { own[key, default: [:]][Array(text.values.bytes[text.range(row)]), default: 0] += 1 }
                }
            }
            let found = own
            counts.withLock { $0.merge(found) { $0.merging($1, uniquingKeysWith: +) } }
        }
        return counts.withLock { $0 }
    }
}
