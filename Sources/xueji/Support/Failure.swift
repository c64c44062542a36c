import Columnar
import Ingest
import Spreadsheets
import Store

/// An error as the user sees it: what happened, where, what to do; never a value of the data.
struct Failure: Error {
    let message: String
    let code: Int32

    static func usage(_ message: String) -> Failure { Failure(message: message, code: 64) }
    static func storage(_ message: String) -> Failure { Failure(message: message, code: 4) }

    init(message: String, code: Int32) {
        self.message = message
        self.code = code
    }

    init?(_ error: any Error, _ language: Language) {
        switch error {
        case let failure as Failure: self = failure
        case let error as StoreError: self.init(message: language.pick(error.chinese, error.description), code: 4)
        case let error as ColumnarError: self.init(message: language.pick(error.chinese, error.english), code: 4)
        case let error as SpreadsheetError: self.init(message: language.pick(error.chinese, error.description), code: 4)
        case let error as IngestFailure: self.init(message: language.pick(error.chinese, error.description), code: 4)
        default: return nil
        }
    }
}

extension ColumnarError {
    var chinese: String {
        if code == .diskFull { return "磁盘空间不足;请清理空间后重试,数据仓保持原样(\(description))" }
        return "数据文件无法读写;请检查磁盘,必要时从备份恢复(\(description))"
    }

    var english: String {
        code == .diskFull ? "no space left; free space and run again, the store is as it was before (\(description))" : description
    }
}

extension StoreError {
    /// What is wrong and what to do; the technician's details in brackets.
    var chinese: String {
        let sentence =
            switch code {
            case .notAStore: "不是数据仓;请检查路径,或换一个空文件夹,用 xueji ingest 新建"
            case .locked: "另一个任务正在写这个数据仓;请等它结束,或结束该进程,然后重试"
            case .damaged: "数据仓已损坏;请从备份恢复"
            case .unsupported: "数据仓由其他版本或其他程序写成,本版本不能读取"
            case .conflict: "另一个程序同时改动了数据仓;请重试"
            case .diskFull: "磁盘空间不足;请清理空间后重试,数据仓保持原样"
            case .permission: "没有访问权限;请检查文件夹的所有者和权限"
            case .io: "系统拒绝了读写操作;请检查磁盘后重试"
            }
        return (location.isEmpty ? "" : location + ":") + "\(sentence)(\(message))"
    }
}

extension IngestFailure {
    var chinese: String {
        switch self {
        case .interrupted: "已中断;数据仓保持原样"
        case .input(let path, let message): "\(path):报送文件夹或学校名单打不开;请检查路径和权限(\(message))"
        case .changedWhileReading(let path, let message):
            "\(path):读取时文件发生变化;数据仓保持原样;请在文件不再变动后重试(\(message))"
        }
    }
}
