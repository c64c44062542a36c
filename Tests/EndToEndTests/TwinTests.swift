import Foundation
import Testing

private enum DuckDB {
    static let python = ProcessInfo.processInfo.environment["XUEJI_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
}

/// Every rule that can be said in SQL gives the same findings in DuckDB, row by row.
@Suite(.serialized, .enabled(if: DuckDB.python != nil, "set XUEJI_PYTHON to a Python that has duckdb"))
struct TwinTests {
    @Test func twinsOfAProvinceAgree() throws {
        let folder = try TemporaryFolder()
        let generated = try Command.xueji(
            "generate", "--students", "3000", "--seed", "5", "--format", "mixed", "--fault-rate", "0.05", "--out",
            folder.path("province"))
        try #require(generated.status == 0, "\(generated.errors)")
        try compare(folder, drop: folder.path("province/drop"))
    }

    /// Worked cases, look-alikes and values at the edge of a rule.
    @Test func twinsOfEdgeCasesAgree() throws {
        let folder = try TemporaryFolder()
        for (name, text) in TwinCases.files { try folder.write("drop/\(name)", text) }
        try compare(folder, drop: folder.path("drop"))
    }

    @Test func everyRuleHasAnAnswerInBothDialects() throws {
        let list = try Command.xueji("rules", "list", "--format", "csv").output
        let ids = list.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first }
        for dialect in ["duckdb", "spark"] {
            let answer = try Command.xueji("rules", "sql", "all", "--dialect", dialect)
            #expect(answer.status == 0, "\(answer.errors)")
            let found = answer.output.split(separator: "\n").filter { $0.hasPrefix("-- ") }.map { $0.dropFirst(3).prefix(6) }
            #expect(found == ids.map { $0[...] })
            #expect(dialect == "duckdb" || !answer.output.contains("\""), "a name in quotation marks")
        }
    }

    private func compare(_ folder: TemporaryFolder, drop: String) throws {
        let store = folder.path("store")
        for arguments in [["ingest", drop], ["check"]] {
            let result = try Command.run(Command.program, arguments + ["--store", store, "--quiet"])
            try #require(result.status == 0 || result.status == 3, "\(arguments[0]): \(result.errors)")
        }
        try folder.write("compare.py", Self.script)
        let compared = try Command.run(
            URL(fileURLWithPath: DuckDB.python ?? ""), [folder.path("compare.py"), Command.program.path, store])
        #expect(compared.status == 0, "\(compared.output)\(compared.errors)")
    }

    /// Prints the rules whose rows differ, with the first few rows. Made-up people only.
    static let script = """
        import collections, json, subprocess, sys
        import duckdb
        program, store = sys.argv[1:]
        run = lambda *words: subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout
        columns = ['rule_id', 'severity', 'table', 'file', 'sheet', 'row', 'field', 'value']
        text = lambda value: '' if value is None else str(value)
        native = collections.defaultdict(list)
        for row in json.loads(run('findings', '--store', store, '--format', 'json', '--reveal', '--quiet')):
            native[row['rule_id']].append(tuple(text(row[column]) for column in columns))
        database = duckdb.connect()
        database.execute(open(store + '/views/duckdb.sql').read())
        failed = compared = 0
        for statement in run('rules', 'sql', 'all').split(';\\n'):
            rule = statement.rsplit('-- ', 1)[-1][:6]
            if 'SELECT' not in statement:
                continue
            twin = [tuple(map(text, row)) for row in database.execute(statement).fetchall()]
            compared += len(twin)
            if twin != native[rule]:
                failed += 1
                a, b = collections.Counter(twin), collections.Counter(native[rule])
                print(rule, 'differs; only the twin:', list((a - b).elements())[:3], 'only the rule:', list((b - a).elements())[:3])
        print(compared, 'findings compared')
        sys.exit(1 if failed or not compared else 0)
        """
}
