import Columnar
import Ingest
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

    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as StoreError: self.init(message: error.description, code: 4)
        case let error as ColumnarError: self.init(message: error.description, code: 4)
        case let error as IngestFailure: self.init(message: error.description, code: 4)
        default: return nil
        }
    }
}
