import Foundation
import Glibc
import Ingest
import Spreadsheets
import TestSupport

/// A private folder that is gone when its owner is.
final class ScratchFolder {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("xueji-\(UUID().uuidString)").path
        try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}

/// The cells of a workbook as our own reader sees them: `B2 text 王`.
func cells(of path: String, includesHidden: Bool = false) throws -> [String] {
    var found: [String] = []
    try WorkbookReader.read(.file(try OpenFile(path: path)), includesHidden: includesHidden) { block in
        for row in 0..<block.rowCount {
            for column in block.columns.indices where !block[row, column].isEmpty {
                let cell = block[row, column]
                let address = CellAddress.name(row: Int(block.rowNumbers[row]), column: column)
                found.append("\(block.sheet.name) \(address) \(cell.kind) \(block.text(cell))")
            }
        }
        return .proceed
    }
    return found
}

/// The text of a part, by the system's unzip.
func part(_ name: String, of path: String) throws -> String {
    let archive = try ZipArchive(.file(try OpenFile(path: path)))
    guard let entry = archive.entry(named: name) else { return "" }
    return String(decoding: try archive.read(entry, maximum: 1 << 24), as: UTF8.self)
}
