import Glibc
import Ingest

// Prints what the readers find in a file, one line a cell, for scripts/compare-readers:
//
//     unit PATH FORMAT
//     sheet INDEX STATE 1904 NAME
//     cell ROW COLUMN KIND TEXT        row 1-based, column 0-based; text as a JSON string
//     problem PATH REASON MESSAGE
//
// Fields are separated by tabs. The exit code is 0 whatever the file holds; 64 without a file.

/// Text as a JSON string in ASCII.
func quoted(_ text: String) -> String {
    var result = "\""
    for unit in text.utf16 {
        if unit >= 0x20, unit < 0x7F, unit != 0x22, unit != 0x5C {
            result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
        } else {
            let digits = String(unit, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
    return result + "\""
}

func name(of kind: CellKind) -> String {
    switch kind {
    case .empty: "empty"
    case .text: "text"
    case .number: "number"
    case .bool: "bool"
    case .error: "error"
    case .formulaWithoutValue: "formula"
    }
}

/// Prints blocks, a line a sheet before the first of each.
struct CellPrinter {
    private var sheet: Int?

    mutating func consume(_ block: SheetBlock) -> BlockDecision {
        var lines = ""
        if sheet != block.sheet.index {
            sheet = block.sheet.index
            let state = block.sheet.isHidden ? "hidden" : "visible"
            lines += "sheet\t\(block.sheet.index)\t\(state)\t\(block.sheet.uses1904)\t\(quoted(block.sheet.name))\n"
        }
        for row in 0..<block.rowCount {
            for column in block.columns.indices {
                let cell = block[row, column]
                if cell.kind == .empty { continue }
                lines += "cell\t\(block.rowNumbers[row])\t\(column)\t\(name(of: cell.kind))\t\(quoted(block.text(cell)))\n"
            }
        }
        print(lines, terminator: "")
        return .proceed
    }
}

func report(_ path: String, _ error: any Error) {
    if let error = error as? IngestError {
        print("problem\t\(quoted(path))\t\(error.problem.rawValue)\t\(quoted(error.description))")
    } else {
        print("problem\t\(quoted(path))\tunknown\t\(quoted("\(error)"))")
    }
}

func dump(_ unit: InputUnit) {
    var printer = CellPrinter()
    do {
        switch try unit.open() {
        case .workbook(let archive):
            print("unit\t\(quoted(unit.path))\txlsx")
            try WorkbookReader.read(archive, includesHidden: true) { printer.consume($0) }
        case .legacyWorkbook(let workbook):
            print("unit\t\(quoted(unit.path))\txls")
            try workbook.read(includesHidden: true) { printer.consume($0) }
        case .text: print("unit\t\(quoted(unit.path))\ttext")
        case .html: print("unit\t\(quoted(unit.path))\thtml")
        }
    } catch { report(unit.path, error) }
}

guard CommandLine.arguments.count == 2 else {
    print("usage: DumpCells FILE")
    exit(64)
}
do {
    let path = CommandLine.arguments[1]
    let units = InputUnits(of: .file(try OpenFile(path: path)), path: path)
    for problem in units.problems { report(problem.path, problem.error) }
    for unit in units.units { dump(unit) }
} catch { report(CommandLine.arguments[1], error) }
