import ArgumentParser
import Columnar
import Glibc
import Logging
import Reports

/// The options that every command knows.
struct CommonOptions: ParsableArguments {
    enum ProgressStyle: String, ExpressibleByArgument, CaseIterable { case auto, plain, none }

    @Option(help: ArgumentHelp("Reference date of the collection; the school-age cut-off is 31 August of its year.", valueName: "date"))
    var referenceDate: DateArgument?

    @Option(help: ArgumentHelp("First two digits of the province's division code.", valueName: "code"))
    var province: ProvinceArgument?

    @Option(help: ArgumentHelp("Parameters of the rules, YAML (see 'xueji rules config').", valueName: "file.yaml"))
    var config: String?

    @Option(help: ArgumentHelp("Worker threads. Results do not depend on it. (default: one a core)", valueName: "n"))
    var threads: Int?

    @Option(help: ArgumentHelp("Memory to stay under, such as 4GiB or 800MiB.", valueName: "size"))
    var memory: ByteCountArgument = ByteCountArgument(bytes: 4 << 30)

    @Option(help: ArgumentHelp("Language of messages. Data never depends on it. (default: from the locale)", valueName: "zh|en"))
    var lang: Language?

    @Flag(help: "No progress and no notes on standard error.")
    var quiet = false

    @Option(help: ArgumentHelp("Progress on standard error; auto: only where it is a terminal.", valueName: "auto|plain|none"))
    var progress: ProgressStyle = .auto

    @Option(help: ArgumentHelp("Lowest level that is logged.", valueName: "level"))
    var logLevel: Logger.Level = .warning

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads must be between 1 and 1024, found \(threads).")
        }
        if memory.bytes < 256 << 20 { throw ValidationError("--memory must be at least 256MiB.") }
    }

    var language: Language { lang ?? .ofLocale }
    var threadCount: Int { threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    func makeProgress() -> ProgressReporter {
        let style: ProgressReporter.Style =
            switch progress {
            case _ where quiet: .none
            case .none: .none
            case .plain: .plain
            case .auto: Terminal.isTerminal(2) ? .redrawn : .none
            }
        return ProgressReporter(
            style: style,
            labels: .init(
                rows: language.pick("行", "rows"), perSecond: language.pick("行/秒", "rows/s"),
                left: language.pick("剩余", "left")))
    }

    /// A note for the person at the terminal; not for scripts.
    func note(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String) {
        if !quiet { StandardError.write(language.pick(chinese(), english()) + "\n") }
    }
}

enum Language: String, ExpressibleByArgument, CaseIterable {
    case zh, en

    /// From LC_ALL, LC_MESSAGES, LANG, in this order; Chinese where none of them names a language.
    static var ofLocale: Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            // getenv's text is read before anything can change the environment.
            guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { continue }
            return unsafe String(cString: value).hasPrefix("zh") ? .zh : .en
        }
        return .zh
    }

    /// What `--lang` says, else the locale; for messages outside of any command.
    static var ofCommandLine: Language {
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--lang="), let language = Language(rawValue: String(argument.dropFirst(7))) { return language }
            if argument == "--lang", index + 1 < arguments.count, let language = Language(rawValue: arguments[index + 1]) { return language }
        }
        return ofLocale
    }

    func pick(_ chinese: String, _ english: String) -> String { self == .zh ? chinese : english }
}

struct DateArgument: ExpressibleByArgument {
    let date: CivilDate

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            let date = CivilDate(year: year, month: month, day: day), (1900...2099).contains(year)
        else { return nil }
        self.date = date
    }
}

struct ProvinceArgument: ExpressibleByArgument {
    let code: String

    init?(argument: String) {
        guard argument.utf8.count == 2, argument.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        code = argument
    }
}

struct ByteCountArgument: ExpressibleByArgument {
    let bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    /// `4GiB`, `800MiB`, `512M`, `1073741824`.
    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        let factors = ["": 1, "b": 1, "k": 1 << 10, "kib": 1 << 10, "m": 1 << 20, "mib": 1 << 20, "g": 1 << 30, "gib": 1 << 30]
        guard let count = Int(digits), let factor = factors[argument.dropFirst(digits.count).lowercased()] else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        self.bytes = bytes
    }

    var defaultValueDescription: String { bytes % (1 << 30) == 0 ? "\(bytes >> 30)GiB" : "\(bytes >> 20)MiB" }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
