import Foundation
import Testing

/// `xueji shell` on a real terminal, typed at by a script.
@Suite(.serialized) struct ShellTests {
    /// Types the arguments one after the other, each once a prompt stands, and prints all that the terminal showed.
    private static let typist = """
        import os, pty, select, sys, termios, struct, fcntl
        program, store, *typed = sys.argv[1:]
        child, terminal = pty.fork()
        if child == 0:
            os.execv(program, [program, "shell", "--store", store, "--lang", "zh"])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 200, 80, 0, 0))
        seen = b""
        def until(words):
            global seen
            start = len(seen)
            while not any(word in seen[start:] for word in words):
                if not select.select([terminal], [], [], 20)[0]:
                    sys.exit("nothing came: " + seen.decode(errors="replace"))
                try:
                    seen += os.read(terminal, 4096)
                except OSError:
                    return
        until([b"xueji=> "])
        for text in typed:
            os.write(terminal, text.encode())
            until([b"xueji=> ", b"xueji-> "])
        os.write(terminal, b"\\x04")
        _, status = os.waitpid(child, 0)
        sys.stdout.buffer.write(seen)
        sys.exit(os.waitstatus_to_exitcode(status))
        """

    private func typed(_ lines: [String], locale: String) throws -> Command.Result {
        let python = try #require(ProcessInfo.processInfo.environment["XUEJI_PYTHON"], "scripts/test sets it")
        let store = try AnalystsTests.store.get().path("store")
        return try Command.run(
            URL(fileURLWithPath: python), ["-c", Self.typist, Command.program.path, store] + lines,
            environment: ["LC_ALL": locale, "TERM": "xterm", "PAGER": "cat"])
    }

    /// Also where the locale knows ASCII only: the columns' names are Chinese all the same.
    @Test(arguments: ["C.UTF-8", "C"]) func chineseCanBeTyped(locale: String) throws {
        let result = try typed(["select count(*) as 学生数\n", "from students where 性别 is not null;\n"], locale: locale)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("(1 行)") && result.output.contains("学生数\r\n──"), "\(result.output)")
    }

    @Test func interruptDropsTheStatementAndNotTheShell() throws {
        let result = try typed(["select count(*\n", "\u{3}", "select 41 + 1 as answer;\n"], locale: "C.UTF-8")
        #expect(result.status == 0 && result.output.contains("^C"), "\(result.output)\(result.errors)")
        #expect(result.output.contains("42"), "\(result.output)")
    }

    @Test func tabCompletesAColumn() throws {
        let result = try typed(["select count(left_beh\t) as n from students;\n"], locale: "C.UTF-8")
        // There is no column of that beginning: the statement has an answer only when the rest was put in.
        #expect(result.output.contains("(1 行)"), "\(result.output)\(result.errors)")
    }

    @Test func commandsAnswer() throws {
        let result = try typed(["\\d\n", "\\timing\n", "select max(row) from students;\n", "\\nonsense\n"], locale: "C.UTF-8")
        #expect(result.output.contains("students") && result.output.contains("用时"), "\(result.output)\(result.errors)")
        #expect(result.output.contains("\\?"), "an unknown command says where the known ones are")
    }
}
