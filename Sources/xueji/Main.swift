import ArgumentParser
import Reports

@main
struct Xueji: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "xueji",
        abstract: "学籍: takes in a province's school registry, checks every row and says who must mend what.",
        discussion: """
            Exit codes: 0 done (also with findings); 1 done, and a finding at or above --fail-on; 3 finished, but some input could \
            not be read; 4 input/output, lock or storage; 64 wrong usage; 130, 143 interrupted (the store is as it was before).
            """,
        version: version,
        subcommands: [
            RunCommand.self, IngestCommand.self, CheckCommand.self, FindingsCommand.self, StatsCommand.self, QueryCommand.self,
            ShellCommand.self, RulesCommand.self,
            ValidateCommand.self, TemplateCommand.self, ExportCommand.self, GenerateCommand.self,
        ])

    static func main() {
        // Files that the program makes are for their owner only: they hold children's records.
        ProcessSetup.privateFiles()
        Interruption.shared.listen()
        do {
            var command = try parsedCommand()
            try command.run()
        } catch {
            exit(reporting: error)
        }
    }

    /// Looks at one subcommand only where its name comes first and the rest fits it: reading what all commands take is a good part of
    /// a short query. Otherwise all are read, which also says what is wrong.
    private static func parsedCommand() throws -> any ParsableCommand {
        let arguments = CommandLine.arguments.dropFirst()
        if let subcommand = configuration.subcommands.first(where: { $0.configuration.commandName == arguments.first }),
            let command = try? subcommand.parse(Array(arguments.dropFirst()))
        {
            return command
        }
        return try parseAsRoot()
    }

    private static func exit(reporting error: any Error) -> Never {
        Interruption.shared.awaitRollback()
        if let outcome = error as? Outcome { ProcessSetup.exit(outcome.code) }
        if let failure = Failure(error, .ofCommandLine) {
            StandardError.write("xueji: \(failure.message)\n")
            ProcessSetup.exit(failure.code)
        }
        exit(withError: error)
    }
}
