import ArgumentParser
import Columnar
import Glibc
import Query
import Reports
import Store

struct QueryCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, parquet, xlsx }

    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "SQL over the tables of the store.",
        discussion: """
            PostgreSQL's dialect; Chinese column names work. Values of personal columns are masked unless --reveal is given; what is \
            computed from them is shown as "…". See docs/sql.md.
            """)

    @Argument(help: ArgumentHelp("A statement; - reads it from standard input.", valueName: "SELECT …"))
    var statement: String

    @Option(help: ArgumentHelp("The store.", valueName: "folder"))
    var store: String

    @Option(help: ArgumentHelp("Output. (default: table on a terminal, else csv)", valueName: "table|csv|json|parquet|xlsx"))
    var format: Format?

    @Option(help: ArgumentHelp("Write to this new file instead of standard output.", valueName: "file"))
    var out: String?

    @Flag(help: "Show personal data; written to the store's audit log.")
    var reveal = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if format == .xlsx, out == nil { throw ValidationError("--format xlsx needs --out FILE.xlsx") }
    }

    func run() throws {
        let sql = statement == "-" ? try Self.standardInput() : statement
        // Before the first thread; vectors of a row group are large and short-lived.
        ProcessMemory.keepFreedPages()
        let store = try RegistryStore.open(path: store, for: .reading)
        let execution = Execution(threads: common.threadCount, memoryLimit: common.memory.bytes)
        let result = try QueryFailure.described(sql, common.language) { () throws(QueryError) in
            try QueryEngine.run(sql, StoreCatalog(store), execution)
        }
        let report = QueryReport(result, masker: try store.masker(reveal: reveal), isChinese: common.language == .zh)
        // The audit log comes first: nothing is shown that it does not know of.
        if reveal { try store.recordReveal(arguments: CommandLine.arguments, rowCount: result.rowCount) }
        try write(report)
    }

    private func write(_ report: QueryReport) throws {
        let isTerminal = out == nil && Terminal.isTerminal(1)
        let chosen = format ?? (isTerminal ? .table : .csv)
        switch chosen {
        case .xlsx: try report.writeWorkbook(path: out ?? "")
        case .parquet:
            if isTerminal { throw Failure.usage("--format parquet is not for a terminal; redirect it to a file or give --out") }
            try report.writeParquet(path: out)
        case .table, .csv, .json:
            let output = try TextOutput(path: out)
            switch chosen {
            case .table: output.write(report.table(width: out == nil ? Terminal.width(of: 1) : 200))
            case .csv: report.writeCSV(output.write)
            default: report.writeJSON(output.write)
            }
            try output.finish()
        }
    }

    private static func standardInput() throws -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= QueryLimits.statementByteCount {
            // The call fills at most the buffer that it is given.
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress!, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure.storage("cannot read standard input")
            }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Standard output, or a new file for its owner only; text is collected into larger writes.
final class TextOutput {
    private let descriptor: Int32
    private let path: String?
    private var buffer: [UInt8] = []
    private var hasFailed = false

    init(path: String?) throws {
        self.path = path
        guard let path else {
            descriptor = 1
            return
        }
        // The C library reads the path during the call only.
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if descriptor < 0 {
            throw Failure.storage(errno == EEXIST ? "\(path) exists already; choose another name" : "cannot create \(path)")
        }
    }

    func write(_ text: String) {
        buffer += text.utf8
        if buffer.count > 1 << 16 { flush() }
    }

    private func flush() {
        if !Stream.write(buffer, to: descriptor) { hasFailed = true }
        buffer.removeAll(keepingCapacity: true)
    }

    func finish() throws {
        flush()
        guard let path else { return }
        let isSynced = fsync(descriptor) == 0
        close(descriptor)
        guard !hasFailed, isSynced else {
            unsafe unlink(path)  // as above
            throw Failure.storage("cannot write \(path); is the disk full?")
        }
    }
}

enum QueryFailure {
    /// Runs `body`; an error of the statement becomes a message with its place.
    static func described<Result>(_ sql: String, _ language: Language, _ body: () throws(QueryError) -> Result) throws -> Result {
        do { return try body() } catch {
            if let cause = error.cause { throw cause }
            throw Failure(message: error.message(in: sql, isChinese: language == .zh), code: error.exitCode)
        }
    }
}
