import Testing

import Ingest

/// Row number and cells of every row that has some, empty cells as "".
private func rows(_ text: String, limits: Limits = Limits()) throws -> [String] {
    var rows: [String] = []
    var reader = HTMLReader(Array(text.utf8), limits: limits)
    while let block = try reader.next() {
        for row in 0..<block.rowCount {
            var cells = block.columns.indices.map { block.text(block[row, $0]) }
            while cells.last == "" { cells.removeLast() }
            rows.append("\(block.rowNumbers[row]):" + cells.joined(separator: "|"))
        }
    }
    return rows
}

@Suite struct HTMLReaderTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let rows: [String]
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "cells", text: "<table><tr><th>姓名</th><td>王</td></tr></table>", rows: ["1:姓名|王"]),
        Case(name: "rows are counted over all tables", text: "<table><tr><td>a</table>x<table><tr></tr><tr><td>b</table>", rows: ["1:a", "3:b"]),
        Case(name: "colspan", text: "<table><tr><td colspan=2>a<td colSpan='3'>b<td COLSPAN=\"x\">c</table>", rows: ["1:a||b|||c"]),
        Case(name: "rowspan changes nothing", text: "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", rows: ["1:a|b", "2:c"]),
        Case(name: "white space", text: "<table><tr><td> \n a \t\r\n b  </td><td>\u{3000}c</td></table>", rows: ["1:a b|\u{3000}c"]),
        Case(name: "nested inline tags", text: "<table><tr><td><font><b>王</b>小<span>明</span></font></td></table>", rows: ["1:王小明"]),
        Case(name: "line breaks", text: "<table><tr><td>a<br>b<p>c</p>d</td></table>", rows: ["1:a b c d"]),
        Case(name: "references", text: "<table><tr><td>&lt;&amp;&gt;&quot;&#29579;&#x738B;&middot;&nbsp;x&unknown;&#;&amp</td></table>",
            rows: ["1:<&>\"王王·\u{A0}x&unknown;&#;&"]),
        Case(name: "impossible references", text: "<table><tr><td>&#0;&#xD800;&#99999999999;&#x93;</td></table>",
            rows: ["1:\u{FFFD}\u{FFFD}\u{FFFD}“"]),
        Case(name: "what is no cell", text: "<title>t</title><style>td{a:'<td>'}</style>x<table>y<tr>z<td>a</td>w</tr></table>", rows: ["1:a"]),
        Case(name: "comments", text: "<!--<table><tr>--><!--><![if x]><table><tr><td>a<!-- <td> --><td>b<!-- end", rows: ["1:a|b"]),
        Case(name: "scripts", text: "<table><tr><td><script>if (a<b) '</td><td>'</SCRIPT >a</table>", rows: ["1:a"]),
        Case(name: "nothing is closed", text: "<TABLE><TR><TD>a<TD>b<TR><TD>c", rows: ["1:a|b", "2:c"]),
        Case(name: "closed too often", text: "</table></td></tr><table></td><tr></td></td><td>a</td></td></tr></tr></table></table>", rows: ["1:a"]),
        Case(name: "a cell without a row", text: "<table><td>a<td>b</table><td>c", rows: ["1:a|b", "2:c"]),
        Case(name: "a table in a cell", text: "<table><tr><td>a<table><tr><td>b<tr><td>c</table>d<td>e<tr><td>f</table>",
            rows: ["1:ad|e", "2:b", "3:c", "4:f"]),
        Case(name: "a sign that opens no tag", text: "<table><tr><td>1 < 2 <3</td></table>", rows: ["1:1 < 2 <3"]),
        Case(name: "a greater sign in an attribute", text: "<table><tr><td title=\"a>b\" x='>'>c</table>", rows: ["1:c"]),
        Case(name: "cut off in a tag", text: "<table><tr><td>a</td><td cla", rows: ["1:a"]),
        Case(name: "cut off in an attribute", text: "<table><tr><td>a</td><td class=\"b", rows: ["1:a"]),
        Case(name: "empty", text: "", rows: []),
    ]

    @Test(arguments: cases) func reads(_ example: Case) throws {
        #expect(try rows(example.text) == example.rows)
    }

    @Test func everyDocumentGivesALastBlock() throws {
        var reader = HTMLReader([])
        let block = try reader.next()
        #expect(block?.isLast == true && block?.rowCount == 0)
        #expect(try reader.next() == nil)
    }

    @Test func blocksJoinToTheWhole() throws {
        let text = "<table>" + (1...100).map { "<tr><td>\($0)<td>x</tr>" }.joined() + "</table>"
        var limits = Limits()
        limits.blockRowCount = 7
        #expect(try rows(text, limits: limits) == (1...100).map { "\($0):\($0)|x" })
    }

    @Test func columnsEndAtTheLimit() throws {
        var limits = Limits()
        limits.columnCount = 3
        #expect(try rows("<table><tr><td colspan=1000>a<td>b</table>", limits: limits) == ["1:a"])
        #expect(try rows("<table><tr><td>a<td>b<td>c<td>d</table>", limits: limits) == ["1:a|b|c"])
    }

    @Test func tablesInEachOtherEndAtTheLimit() {
        #expect(throws: IngestError.self) { try rows(String(repeating: "<table><tr><td>", count: 100)) }
    }

    @Test func tellsThatATableIsOpen() throws {
        for (text, isOpen) in [("<table><tr><td>a</table>", false), ("<table><tr><td>a", true)] {
            var reader = HTMLReader(Array(text.utf8))
            while try reader.next() != nil {}
            #expect(reader.endsInsideTable == isOpen)
        }
    }

    @Test(arguments: [
        "<html>", "<TABLE border=1>", "\u{FEFF} \r\n<!DOCTYPE html>", "<!-- a --><table>", "<?xml version=\"1.0\"?>\n<html xmlns=\"x\">",
        "<meta charset=gb2312><table>", "<style>",
    ])
    func isRecognisedByItsBeginning(text: String) { #expect(InputFormatTable.format(of: Array(text.utf8)) == .html) }

    @Test(arguments: ["<tablet>,a", "姓名<table>", "<,a", "<!-- open", "<?xml version=\"1.0\"?><Workbook>", "<", "a,<html>"])
    func otherTextIsNot(text: String) { #expect(InputFormatTable.format(of: Array(text.utf8)) == .text) }
}
