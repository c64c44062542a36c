import Testing

import Ingest

/// Every record as its line and its cells, without empty cells at the end.
private func records(of reader: consuming CSVReader) throws -> [PlainCSVParser.Record] {
    var records: [PlainCSVParser.Record] = []
    var reader = reader
    while let block = try reader.next() {
        for row in 0..<block.rowCount {
            let fields = (0..<block.columns.count).map { block.text(block[row, $0]) }
            records.append(.init(line: Int(block.rowNumbers[row]), fields: fields))
        }
    }
    return records.map(trimmed)
}

private func trimmed(_ record: PlainCSVParser.Record) -> PlainCSVParser.Record {
    var record = record
    while record.fields.last == "" { record.fields.removeLast() }
    return record
}

private func expected(_ text: String, _ delimiter: Delimiter = .comma) -> [PlainCSVParser.Record] {
    PlainCSVParser.records(Array(text.utf8), delimiter: delimiter).map(trimmed)
}

@Suite struct CSVReaderTests {
    static let cases: [String] = [
        "", "a", "a\n", "a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\n\n\nc", "\n", "\r\n", ",", ",\n,,\n",
        "\"a,b\",c\n", "\"a\"\"b\",c\n", "\"a\nb\",c\nd\n", "\"a\r\nb\",c\r\nd\r\n", "\"a\rb\"\rd", "\"\"\n", "\"\",\"\"\n",
        "\"\"\"\"\n", "\"\"\"a\"\"\"\n", "a\"b,c\n", "a\"b\"\"c\n", "\"a\"b,c\n", "\"a\"b\"c,d\n", "\"a\" \"b\",c\n",
        "\"never closed,\na,b\nc", "x,\"never\n\nclosed\"\"", "a,\"", "\"", "a\n\"", " \"a\",b\n",
        "ragged\na,b,c,d,e\nf\n,,,g\n", "nul\u{0},b\n\u{0}\n", "学校标识码,姓名\n2136000001,王小明\n",
        "/-.!#$%&'()*+, 0123456789 \n", "aaaaaaaa,bbbbbbb\r\n12345678901234567,\"1234567\"\"8\",9\n",
        "a,b\n\"c\nd\",\"e\"\"\n\"\nf,g", "\r\r\n\n\r", "a\r\n\r\nb\n\r",
    ]

    @Test(arguments: cases) func agreesWithThePlainParser(text: String) throws {
        let bytes = Array(text.utf8)
        #expect(try records(of: CSVReader(bytes, in: 0..<bytes.count, delimiter: .comma)) == expected(text))
    }

    /// Small blocks, and pieces cut at the first border after every byte.
    @Test(arguments: cases) func cutAtEveryByteGivesTheSame(text: String) throws {
        let bytes = Array(text.utf8)
        for size in 1...(bytes.count + 1) {
            let blocks = CSVReader(bytes, in: 0..<bytes.count, delimiter: .comma, blockByteCount: size)
            #expect(try records(of: blocks) == expected(text), "blocks of \(size)")
            for chunk in [1, 2, 3, bytes.count + 1] {
                var borders = RecordBorders(delimiter: .comma, start: 0, target: size)
                var start = 0
                while start < bytes.count {
                    let end = min(bytes.count, start + chunk)
                    borders.consume(bytes, in: start..<end)
                    start = end
                }
                let pieces = borders.finish()
                var found: [PlainCSVParser.Record] = []
                for piece in pieces {
                    found += try records(of: CSVReader(bytes, in: piece.range, delimiter: .comma, line: piece.line))
                }
                #expect(found == expected(text), "pieces of \(size), chunks of \(chunk)")
            }
        }
    }

    @Test func randomTextAgreesWithThePlainParser() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let parts = ["a", "王", ",", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "12345678", "-", "\t", "\u{0}"]
        for _ in 0..<400 {
            let text = (0..<next(60)).map { _ in parts[next(parts.count)] }.joined()
            let delimiter = next(2) == 0 ? Delimiter.comma : .tab
            let bytes = Array(text.utf8)
            let size = 1 + next(40)
            let found = try records(
                of: CSVReader(bytes, in: 0..<bytes.count, delimiter: delimiter, blockByteCount: size))
            #expect(found == expected(text, delimiter), "seed \(seed)")
            var borders = RecordBorders(delimiter: delimiter, start: 0, target: size)
            let middle = next(bytes.count + 1)
            borders.consume(bytes, in: 0..<middle)
            borders.consume(bytes, in: middle..<bytes.count)
            var joined: [PlainCSVParser.Record] = []
            for piece in borders.finish() {
                joined += try records(of: CSVReader(bytes, in: piece.range, delimiter: delimiter, line: piece.line))
            }
            #expect(joined == expected(text, delimiter), "seed \(seed)")
        }
    }

    /// Texts longer than a block of vector code, at every place in it.
    @Test(arguments: cases) func vectorCodeAgreesWithItsTwin(text: String) throws {
        for padding in 0..<130 {
            let line = String(repeating: "学,a\r\n", count: padding / 7) + String(repeating: "b", count: padding)
            let bytes = Array((line + text + "\n" + line + "\r\n" + text + line).utf8)
            for size in [1, 70, 200, 4096] {
                var found: [[PlainCSVParser.Record]] = []
                for usesVectors in [true, false] {
                    let reader = CSVReader(
                        bytes, in: 0..<bytes.count, delimiter: .comma, blockByteCount: size, usesVectors: usesVectors)
                    found.append(try records(of: reader))
                }
                #expect(found[0] == found[1], "padding \(padding), blocks of \(size)")
            }
        }
    }

    @Test func vectorCodeAgreesOnLongRandomTexts() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let parts = ["a", "王小明", ",", ",", ",,,", "\"\"", "\n", "\r\n", "\n", "12345678", "江西省南昌市", "\r", "x\"y"]
        for round in 0..<60 {
            // Some without quotes and lonely CRs, so that long runs of blocks occur; some with hardly anything but ends.
            let kinds = [parts.count, 11, 5][round % 3]
            let bytes = Array((0..<(200 + next(9000))).map { _ in parts[next(kinds)] }.joined().utf8)
            let size = 64 + next(20000)
            var found: [[PlainCSVParser.Record]] = []
            for usesVectors in [true, false] {
                let reader = CSVReader(
                    bytes, in: 0..<bytes.count, delimiter: .comma, blockByteCount: size, usesVectors: usesVectors)
                found.append(try records(of: reader))
            }
            #expect(found[0] == found[1], "seed \(seed), round \(round)")
            #expect(found[0] == PlainCSVParser.records(bytes, delimiter: .comma).map(trimmed), "seed \(seed), round \(round)")
        }
    }

    @Test func everyTextGivesALastBlock() throws {
        var reader = CSVReader([], in: 0..<0, delimiter: .comma)
        let block = try reader.next()
        #expect(block?.isLast == true && block?.rowCount == 0)
        #expect(try reader.next() == nil)
    }

    @Test func aQuoteNeverClosedIsReportedWithItsLine() throws {
        let bytes = Array("a,b\nc,\"d\ne,f\n".utf8)
        var reader = CSVReader(bytes, in: 0..<bytes.count, delimiter: .comma)
        while try reader.next() != nil {}
        #expect(reader.unclosedQuoteLine == 2)
    }

    @Test func wideAndLongTextComesInBlocksOfFewCells() throws {
        var limits = Limits()
        limits.blockCellCount = 100
        limits.columnCount = 60
        let bytes = Array((String(repeating: ",", count: 99) + "x\n" + String(repeating: "\n", count: 50)).utf8)
        var reader = CSVReader(bytes, in: 0..<bytes.count, delimiter: .comma, limits: limits)
        var rows = 0
        while let block = try reader.next() {
            #expect(block.columns.count <= 60 && block.columns.count * block.rowCount <= 100)
            rows += block.rowCount
        }
        #expect(rows == 51)
    }

    @Test func aHugeFieldIsRefusedNotATrap() throws {
        var bytes = [UInt8](repeating: 0x61, count: 1 << 27)
        bytes.append(0x0A)
        var reader = CSVReader(bytes, in: 0..<bytes.count, delimiter: .comma)
        #expect(throws: IngestError.self) { try reader.next() }
    }
}

@Suite struct DelimiterTests {
    private func guess(_ text: String) -> Delimiter {
        let bytes = Array(text.utf8)
        return Delimiter.guess(bytes, in: 0..<bytes.count)
    }

    @Test func moreTabsThanCommasInTheFirst20Lines() {
        #expect(guess("a\tb\tc\n1,2\n") == .tab)
        #expect(guess("a\tb\n1,2\n") == .comma)
        #expect(guess("") == .comma)
        let twenty = String(repeating: "a\tb\r\n", count: 20)
        #expect(guess(twenty + String(repeating: ",", count: 100)) == .tab)
        #expect(guess(String(repeating: "a\tb\r", count: 19) + String(repeating: ",", count: 100)) == .comma)
    }
}
