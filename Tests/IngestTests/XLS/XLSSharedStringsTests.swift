import Ingest
import TestSupport
import Testing

@Suite struct XLSSharedStringsTests {
    /// A byte of the SST; `wide` is set for the first byte of a character and says how it is stored.
    private struct Piece {
        var byte: UInt8
        var isInsideCharacter = false
        var wide: Bool?
    }

    private func pieces(_ texts: [(text: String, runs: Int, phonetics: Int)]) -> [Piece] {
        var pieces = BIFF.little(texts.count, 4).map { Piece(byte: $0) } + BIFF.little(texts.count, 4).map { Piece(byte: $0) }
        for (text, runs, phonetics) in texts {
            let units = Array(text.utf16)
            let isWide = units.contains { $0 > 0xFF }
            let flags = UInt8((isWide ? 1 : 0) + (phonetics > 0 ? 4 : 0) + (runs > 0 ? 8 : 0))
            pieces += (BIFF.little(units.count, 2) + [flags]).map { Piece(byte: $0) }
            if runs > 0 { pieces += BIFF.little(runs, 2).map { Piece(byte: $0) } }
            if phonetics > 0 { pieces += BIFF.little(phonetics, 4).map { Piece(byte: $0) } }
            for unit in units {
                pieces.append(Piece(byte: UInt8(unit & 0xFF), wide: isWide))
                if isWide { pieces.append(Piece(byte: UInt8(unit >> 8), isInsideCharacter: true)) }
            }
            pieces += [UInt8](repeating: 0xAB, count: 4 * runs + phonetics).map { Piece(byte: $0) }
        }
        return pieces
    }

    /// The record, cut before the given places; a cut inside the characters repeats the flags.
    private func record(_ pieces: [Piece], cuts: Set<Int>) -> [UInt8] {
        var records: [[UInt8]] = [[]]
        for (index, piece) in pieces.enumerated() {
            if cuts.contains(index), !piece.isInsideCharacter {
                records.append(piece.wide.map { [$0 ? 1 : 0] } ?? [])
            }
            records[records.count - 1].append(piece.byte)
        }
        return BIFF.record(0xFC, records[0]) + records.dropFirst().flatMap { BIFF.record(0x3C, $0) }
    }

    private let texts = [("学校", 0, 0), ("", 0, 0), ("abc", 2, 0), ("𠀀龑é", 1, 5), ("x", 0, 3), ("é", 0, 0)]
    private var expected: [[String]] { [["1", "t学校", "-", "tabc", "t𠀀龑é", "tx", "té"]] }

    private func read(_ sharedStrings: [UInt8]) throws -> [[String]] {
        var book = XLSBuilder((0..<6).flatMap { BIFF.shared(0, $0, $0) })
        book.sharedStrings = sharedStrings
        return try readXLS(book.build())
    }

    @Test func cutAtEveryByte() throws {
        let pieces = pieces(texts)
        for cut in 0...pieces.count {
            #expect(try read(record(pieces, cuts: [cut])) == expected, "cut at \(cut)")
        }
    }

    @Test func cutAtAllBytes() throws {
        let pieces = pieces(texts)
        for step in 1...9 {
            let cuts = Set(stride(from: 0, to: pieces.count, by: step))
            #expect(try read(record(pieces, cuts: cuts)) == expected, "cuts every \(step) bytes")
        }
    }

    /// A text may be stored with two bytes a character in one piece and with one in the next.
    @Test func theWidthMayChange() throws {
        let first = BIFF.little(1, 4) + BIFF.little(1, 4) + [4, 0, 1, 0x66, 0x5B, 0x41, 0]
        var book = XLSBuilder(BIFF.shared(0, 0, 0))
        book.sharedStrings = BIFF.record(0xFC, first) + BIFF.record(0x3C, [0, 0x42]) + BIFF.record(0x3C, [1, 0x21, 0x68])
        #expect(try readXLS(book.build()) == [["1", "t学AB校"]])
    }

    @Test func countsAreNotBelieved() throws {
        for stated in [0, 1, 3, 0xFFFF_FFFF] {
            var book = XLSBuilder(BIFF.shared(0, 0, 1))
            book.sharedStrings = BIFF.record(0xFC, BIFF.little(stated, 4) + BIFF.little(stated, 4) + BIFF.text("a") + BIFF.text("乙"))
            #expect(try readXLS(book.build()) == [["1", "t乙"]])
        }
    }

    @Test func aTextThatEndsTooEarly() throws {
        let whole = BIFF.little(2, 4) + BIFF.little(2, 4) + BIFF.text("a") + BIFF.text("乙丙")
        for missing in 1...6 {
            var book = XLSBuilder(BIFF.shared(0, 0, 0))
            book.sharedStrings = BIFF.record(0xFC, Array(whole.dropLast(missing)))
            #expect(problem { _ = try readXLS(book.build()) } == .damagedWorkbook)
        }
    }

    @Test func halvesOfPairs() throws {
        var book = XLSBuilder(BIFF.shared(0, 0, 0), BIFF.shared(0, 1, 1))
        let texts: [UInt8] = [2, 0, 1, 0x40, 0xD8, 0x41, 0, 2, 0, 1, 0, 0xDC, 0x40, 0xD8]
        book.sharedStrings = BIFF.record(0xFC, BIFF.little(2, 4) + BIFF.little(2, 4) + texts)
        #expect(try readXLS(book.build()) == [["1", "t\u{FFFD}A", "t\u{FFFD}\u{FFFD}"]])
    }
}
