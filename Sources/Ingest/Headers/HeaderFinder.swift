import Records

/// Looks for the header row among the first rows of a sheet, which may arrive in several blocks.
///
/// The header row is the first among row numbers 1–20 with five cells or more that name distinct fields of one table, the
/// table's mark among them. A cell that is empty there takes the header above it, when that names a field; a row of which no
/// own cell names a field is never a header row, so that an empty row under the header is not taken for one. If the next row
/// qualifies too, it is the header row, unless its first text marks it as no data: “说明” under the header is a note, though
/// it also names the column 备注.
///
/// **Source**: SPEC §6.2, "title rows" and "which table a sheet is".
package struct HeaderFinder {
    package enum Outcome: Equatable {
        /// More rows are needed to tell.
        case undecided
        case found(SheetHeader)
        case none
    }

    private struct Row {
        var number: Int32
        var own: [HeaderCell]

        /// Whether the first text is one that rows which are no data begin with.
        var isMarked: Bool {
            own.first { !$0.isEmpty }.map { SkippedRow.isMarked(Array($0.text.utf8).span) } ?? false
        }
    }

    static let lastRowNumber: Int32 = 20
    /// Index of each table's mark among its fields.
    private static let marks = RegistryTable.recognitionOrder.map { Int16($0.mark?.index ?? -1) }

    private let isText: Bool
    private let resolver: HeaderResolver
    private var above: Row?
    private var candidate: SheetHeader?
    private var candidateRow: Row?

    /// - Parameter isText: rows are records of text: "above" and "next" go by record, not by row number.
    package init(isText: Bool, resolver: HeaderResolver) {
        self.isText = isText
        self.resolver = resolver
    }

    package mutating func consume(_ block: SheetBlock) -> Outcome {
        for row in 0..<block.rowCount {
            let outcome = consume(row, of: block)
            if outcome != .undecided { return outcome }
        }
        guard block.isLast else { return .undecided }
        return candidate.map { .found($0) } ?? .none
    }

    private mutating func consume(_ row: Int, of block: SheetBlock) -> Outcome {
        let number = block.rowNumbers[row]
        guard number <= Self.lastRowNumber else { return candidate.map { .found($0) } ?? .none }
        if let candidate, let candidateRow, !isNext(number, after: candidateRow) { return .found(candidate) }
        let current = Row(
            number: number, own: block.columns.indices.map { resolver.resolve(block.text(block[row, $0])) })
        let header = candidate != nil && current.isMarked ? nil : qualify(current)
        above = current
        if let header {
            if candidate != nil { return .found(header) }
            candidate = header
            candidateRow = current
            return .undecided
        }
        return candidate.map { .found($0) } ?? .undecided
    }

    private func isNext(_ number: Int32, after row: Row) -> Bool { isText || number == row.number + 1 }

    private func qualify(_ row: Row) -> SheetHeader? {
        var upper: [HeaderCell] = []
        if let above, isNext(row.number, after: above) { upper = above.own }
        for position in RegistryTable.recognitionOrder.indices where row.own.contains(where: { $0.fields[position] >= 0 }) {
            let effective = (0..<max(row.own.count, upper.count)).map { column in
                let own = column < row.own.count ? row.own[column] : .empty
                guard own.isEmpty, column < upper.count, upper[column].fields[position] >= 0 else { return own }
                return upper[column]
            }
            let fields = Set(effective.map { $0.fields[position] }.filter { $0 >= 0 })
            if fields.count >= RegistryTable.headerFieldMinimum, fields.contains(Self.marks[position]) {
                return resolver.shared(
                    SheetHeader(tableAt: position, rowNumber: row.number, own: row.own, effective: effective))
            }
        }
        return nil
    }
}
