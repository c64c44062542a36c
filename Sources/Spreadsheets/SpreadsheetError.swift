/// Why a workbook could not be written. Nothing is left at its path.
package struct SpreadsheetError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        /// The folder or file cannot be made.
        case cannotCreate
        /// The disk is full or refused the bytes.
        case cannotWrite
        /// More rows or columns than a sheet has.
        case tooLarge
    }

    package let code: Code
    package let path: String

    package init(_ code: Code, path: String) {
        self.code = code
        self.path = path
    }

    package var description: String {
        switch code {
        case .cannotCreate: "\(path): the workbook cannot be made; check the folder and your permission"
        case .cannotWrite: "\(path): the workbook cannot be written; free some disk space and try again"
        case .tooLarge:
            "\(path): a sheet holds at most \(SheetWriter.rowLimit) rows and \(SheetWriter.columnLimit) columns; choose fewer, or write csv"
        }
    }

    package var chinese: String {
        switch code {
        case .cannotCreate: "\(path):无法新建工作簿;请检查文件夹和权限"
        case .cannotWrite: "\(path):工作簿写入失败;请清理磁盘空间后重试"
        case .tooLarge: "\(path):一个工作表最多 \(SheetWriter.rowLimit) 行、\(SheetWriter.columnLimit) 列;请减少行列,或改用 csv"
        }
    }
}
