import Foundation
import Ingest
import Spreadsheets

/// A private folder that is gone when its owner is.
final class ScratchFolder {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("xueji-\(UUID().uuidString)").path
        try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let target = URL(fileURLWithPath: file(name))
        try Data(bytes).write(to: target)
        return target.path
    }
}

/// A workbook as our own reader sees it.
struct ReadWorkbook {
    /// Sheet, then address, then kind and text.
    var cells: [String: [String: String]] = [:]
    var sheets: [String] = []

    init(_ path: String, includesHidden: Bool = false) throws {
        try WorkbookReader.read(.file(try OpenFile(path: path)), includesHidden: includesHidden) { block in
            if !sheets.contains(block.sheet.name) { sheets.append(block.sheet.name) }
            for row in 0..<block.rowCount {
                for column in block.columns.indices where !block[row, column].isEmpty {
                    let address = CellAddress.name(row: Int(block.rowNumbers[row]), column: column)
                    cells[block.sheet.name, default: [:]][address] = "\(block[row, column].kind) \(block.text(block[row, column]))"
                }
            }
            return .proceed
        }
    }

    /// The XML of a part.
    static func part(_ name: String, of path: String) throws -> String {
        let archive = try ZipArchive(.file(try OpenFile(path: path)))
        guard let entry = archive.entry(named: name) else { return "" }
        return String(decoding: try archive.read(entry, maximum: 1 << 26), as: UTF8.self)
    }
}
