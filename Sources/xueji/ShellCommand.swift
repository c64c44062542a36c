import ArgumentParser
import Columnar
import Glibc
import Query
import Records
import Reports
import Store

struct ShellCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "An interactive prompt for SQL over the tables of the store.",
        discussion: """
            Statements end with a semicolon and may have several lines. \\d lists the tables, \\d TABLE its columns, \\timing shows times, \
            \\q ends. Without a terminal, statements are read from standard input. History stays in memory: statements may name pupils.
            """)

    @Option(help: ArgumentHelp("The store.", valueName: "folder"))
    var store: String

    @Option(help: ArgumentHelp("Output. (default: table)", valueName: "table|csv|json"))
    var format: ShellFormat = .table

    @Flag(help: "Show personal data; every statement is written to the store's audit log.")
    var reveal = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let store = try RegistryStore.open(path: store, for: .reading)
        var shell = Shell(
            store: store, catalog: StoreCatalog(store), masker: try store.masker(reveal: reveal), format: format, common: common)
        if isatty(0) == 1 { shell.interact() } else { try shell.readStandardInput() }
    }
}

enum ShellFormat: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

/// The prompt: reads lines, runs statements, shows answers.
struct Shell {
    let store: RegistryStore
    let catalog: StoreCatalog
    let masker: Masker
    let format: ShellFormat
    let common: CommonOptions
    private var showsTime = false
    private var lastCode: Int32 = 0

    init(store: RegistryStore, catalog: StoreCatalog, masker: Masker, format: ShellFormat, common: CommonOptions) {
        self.store = store
        self.catalog = catalog
        self.masker = masker
        self.format = format
        self.common = common
    }

    private func pick(_ chinese: String, _ english: String) -> String { common.language.pick(chinese, english) }

    mutating func interact() {
        restoreTerminalOnInterrupt()
        LineEditor.start(words: completions)
        common.note(
            "语句以分号结束;\\? 查看命令,\\q 退出。个人信息\(masker.reveal ? "明文显示" : "已遮盖")。",
            "Statements end with a semicolon; \\? lists commands, \\q ends. Personal data is \(masker.reveal ? "shown" : "masked").")
        var pending = ""
        while true {
            switch LineEditor.line(pending.isEmpty ? "xueji=> " : "xueji-> ") {
            case .end:
                Stream.write("\n", to: 1)
                return
            case .cancelled:
                pending = ""
                Stream.write("^C\n", to: 1)
            case .text(let line) where pending.isEmpty && line.hasPrefix("\\"):
                LineEditor.remember(line)
                if !command(line, pages: true) { return }
            case .text(let line):
                pending = take(pending + (pending.isEmpty ? "" : "\n") + line)
            }
        }
    }

    /// Runs the statements that are whole and gives back what is not.
    private mutating func take(_ text: String) -> String {
        let (statements, rest) = StatementSplitter.split(text)
        for statement in statements { run(statement, pages: true) }
        if !statements.isEmpty { LineEditor.remember(text.split(separator: "\n").joined(separator: " ")) }
        return rest
    }

    /// Runs everything; the exit code is that of the last statement that failed.
    mutating func readStandardInput() throws {
        var pending = ""
        while let line = readLine(strippingNewline: true) {
            if pending.isEmpty, line.hasPrefix("\\") {
                if !command(line, pages: false) { break }
                continue
            }
            pending += (pending.isEmpty ? "" : "\n") + line
            if pending.utf8.count > QueryLimits.statementByteCount { break }
            // Looks for the end only where one can be, so that long statements stay linear.
            guard line.contains(";") else { continue }
            let (statements, rest) = StatementSplitter.split(pending)
            for statement in statements { run(statement, pages: false) }
            pending = rest
        }
        if !pending.isEmpty { run(pending, pages: false) }
        if lastCode != 0 { throw Outcome(code: lastCode) }
    }

    private mutating func run(_ sql: String, pages: Bool) {
        let start = ContinuousClock.now
        do {
            let execution = Execution(threads: common.threadCount, memoryLimit: common.memory.bytes)
            let result = try QueryFailure.described(sql, common.language) { () throws(QueryError) in
                try QueryEngine.run(sql, catalog, execution)
            }
            if masker.reveal { try store.recordReveal(arguments: CommandLine.arguments, rowCount: result.rowCount) }
            show(QueryReport(result, masker: masker, isChinese: common.language == .zh), pages: pages)
        } catch {
            let failure = Failure(error, common.language)
            StandardError.write("xueji: \(failure?.message ?? "\(error)")\n")
            lastCode = failure?.code ?? 4
        }
        if showsTime {
            let tenths = Int(start.duration(to: .now) / .microseconds(100))
            let milliseconds = "\(tenths / 10).\(tenths % 10)"
            StandardError.write(pick("用时 \(milliseconds) 毫秒\n", "Time: \(milliseconds) ms\n"))
        }
    }

    private func show(_ report: QueryReport, pages: Bool) {
        var text = ""
        switch format {
        case .table: text = report.table(width: Terminal.width(of: 1))
        case .csv: report.writeCSV { text += $0 }
        case .json: report.writeJSON { text += $0 }
        }
        Pager.show(text, isWanted: pages && Terminal.isTerminal(1))
    }

    // MARK: Commands

    /// - Returns: false to end.
    private mutating func command(_ line: String, pages: Bool) -> Bool {
        let words = line.split(separator: " ").map(String.init)
        switch words.first ?? "" {
        case "\\q": return false
        case "\\timing":
            showsTime.toggle()
            StandardError.write(pick("计时已\(showsTime ? "打开" : "关闭")\n", "Timing is \(showsTime ? "on" : "off").\n"))
        case "\\d": Pager.show(words.count > 1 ? columns(of: words[1]) : tables(), isWanted: pages && Terminal.isTerminal(1))
        case "\\?":
            Stream.write(
                pick(
                    "\\d          表\n\\d 表名     表的列\n\\timing     显示用时\n\\q          退出\n",
                    "\\d          tables\n\\d TABLE    columns of a table\n\\timing     show times\n\\q          end\n"), to: 1)
        default:
            StandardError.write(pick("没有命令 \(words[0]);\\? 查看命令\n", "no command \(words[0]); \\? lists them\n"))
        }
        return true
    }

    private func tables() -> String {
        var table = TextTable([(pick("表", "table"), .left), (pick("列数", "columns"), .right), (pick("行数", "rows"), .right)])
        for registry in RegistryTable.allCases {
            let snapshot = store.snapshot(of: registry)
            table.append([snapshot.name, "\(snapshot.schema.fields.count)", snapshot.rowCount.grouped])
        }
        for view in catalog.views { table.append([view.name, pick("视图", "view"), ""]) }
        return table.render(width: Terminal.width(of: 1))
    }

    private func columns(of name: String) -> String {
        var table = TextTable([(pick("列", "column"), .left), (pick("类型", "type"), .left), (pick("中文名", "Chinese name"), .left)])
        do {
            for column in try QueryEngine.columns(of: "SELECT * FROM \(name)", catalog) {
                let registry = RegistryTable(storeName: name)
                table.append([column.name, column.type.rawValue, registry?.field(named: column.name)?.chineseName ?? ""])
            }
            return table.render(width: Terminal.width(of: 1))
        } catch {
            return pick(error.chinese, error.english) + "\n"
        }
    }

    private var completions: [String] {
        var words = StatementSplitter.words + catalog.views.map(\.name)
        for registry in RegistryTable.allCases {
            words.append(registry.storeName)
            words += registry.schema.fields.map(\.name) + registry.fields.map(\.chineseName)
        }
        return Set(words).sorted()
    }

    /// The editor changes the terminal's mode while a line is read; an interrupt must not leave it so.
    private func restoreTerminalOnInterrupt() {
        var saved = termios()
        guard unsafe tcgetattr(0, &saved) == 0 else { return }
        let mode = saved
        Interruption.shared.setAction {
            var mode = mode
            unsafe tcsetattr(0, TCSANOW, &mode)
            Stream.write("\n", to: 1)
            _exit(130)
        }
    }
}
