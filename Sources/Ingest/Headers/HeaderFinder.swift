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

    static let lastRowNumber: Int32 = 20

    private let isText: Bool
    private let texts: HeaderTexts
    private var above: HeaderRow?
    private var candidate: SheetHeader?

    /// - Parameter isText: rows are records of text: "above" and "next" go by record, not by row number.
    package init(isText: Bool, resolver: HeaderResolver) {
        self.isText = isText
        texts = resolver.forSheet()
    }

    package mutating func consume(_ block: SheetBlock) -> Outcome {
        CellBytes.withBytes(of: block.buffers) { bytes in
            for row in 0..<block.rowCount {
                let outcome = consume(row, of: block, bytes)
                if outcome != .undecided { return outcome }
            }
            guard block.isLast else { return .undecided }
            return candidate.map { .found($0) } ?? .none
        }
    }

    private mutating func consume(_ row: Int, of block: SheetBlock, _ bytes: CellBytes) -> Outcome {
        let number = block.rowNumbers[row]
        guard number <= Self.lastRowNumber else { return candidate.map { .found($0) } ?? .none }
        // Behind a header row one more row is looked at; mostly it is a row of data, which names no field.
        if let candidate, !isNext(number, after: above) || !texts.namesField(row, of: block, bytes) { return .found(candidate) }
        let current = texts.row(row, of: block, bytes)
        let header = candidate != nil && texts.isMarked(current) ? nil : texts.header(of: current, above: cells(above: number))
        above = current
        if let header {
            if candidate != nil { return .found(header) }
            candidate = header
            return .undecided
        }
        return candidate.map { .found($0) } ?? .undecided
    }

    private func cells(above number: Int32) -> [Int32] {
        guard let above, isNext(number, after: above) else { return [] }
        return above.cells
    }

    private func isNext(_ number: Int32, after row: HeaderRow?) -> Bool { isText || number == (row?.number ?? -1) &+ 1 }
}
