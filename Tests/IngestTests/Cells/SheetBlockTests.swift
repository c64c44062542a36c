import Ingest
import Testing

@Suite struct SheetBlockTests {
    @Test func aCellKeepsItsParts() {
        for kind in [CellKind.text, .number, .bool, .error, .formulaWithoutValue] {
            for source in [CellSource.own, .side, .shared] {
                let cell = CellRef(kind, source, offset: CellRef.maximumOffset, length: CellRef.maximumLength)
                #expect(cell.kind == kind)
                #expect(cell.source == source)
                #expect(cell.offset == CellRef.maximumOffset)
                #expect(cell.length == CellRef.maximumLength)
                #expect(!cell.isEmpty)
            }
        }
        #expect(CellRef(.empty, offset: 0, length: 0) == .empty)
        #expect(MemoryLayout<CellRef>.size == 8)
    }

    @Test func textComesFromTheCellsOwnBuffer() {
        let block = SheetBlock(
            sheet: SheetInfo(hiddenColumns: [1...2]), rowNumbers: [3], columns: [[], [CellRef(.text, .side, offset: 1, length: 2)]],
            buffers: CellBuffers(own: Array("abc".utf8), side: Array("xyz".utf8)), isLast: true)
        #expect(block.text(block[0, 1]) == "yz")
        #expect(block[0, 0].isEmpty && block[0, 9].isEmpty && block[5, 1].isEmpty)
        #expect(block.sheet.isHidden(column: 2) && !block.sheet.isHidden(column: 3))
    }
}
