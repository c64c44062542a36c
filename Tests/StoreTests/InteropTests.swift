import Columnar
import Foundation
import Records
import Store
import Testing

/// Other programs read every table with the same values: deltalake, Polars, DuckDB and pyarrow.
@Suite struct InteropTests {
    static let python = ProcessInfo.processInfo.environment["XUEJI_PYTHON"]

    private struct Expected: Encodable {
        let columns: [String]
        let rows: [[String?]]
    }

    @Test(.enabled(if: python != nil, "set XUEJI_PYTHON to a Python that has deltalake, duckdb, polars and pyarrow"))
    func otherProgramsReadEqualValues() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let store = try RegistryStore.open(path: path, for: .writing(create: true), options: .fixed())
        try fill(store)
        var expected: [String: Expected] = [:]
        for table in RegistryTable.allCases {
            let source = try store.table(table)
            expected[table.storeName] = Expected(columns: source.schema.fields.map(\.name), rows: try source.texts())
        }
        #expect(expected["campuses"]?.rows.isEmpty == true)
        #expect(expected["students"]?.rows.count == 250)
        try JSONEncoder().encode(expected).write(to: URL(fileURLWithPath: folder.path("expected.json")))
        try Data(Self.script.utf8).write(to: URL(fileURLWithPath: folder.path("read.py")))
        let (status, output) = try run([folder.path("read.py"), path, folder.path("expected.json"), "all"])
        #expect(status == 0, "\(output)")
        #expect(output.contains("48 tables equal"), "\(output)")

        // Polars does not find Delta tables under such a path, so only the views have to hold.
        store.close()
        let moved = folder.path("o'store [1] * 学籍")
        try FileManager.default.moveItem(atPath: path, toPath: moved)
        _ = try RegistryStore.open(path: moved, for: .writing(create: false), options: .fixed())
        let (movedStatus, movedOutput) = try run([folder.path("read.py"), moved, folder.path("expected.json"), "views"])
        #expect(movedStatus == 0, "\(movedOutput)")
        #expect(movedOutput.contains("12 tables equal"), "\(movedOutput)")
    }

    /// Several files and row groups, replaced files, and a table that stays empty.
    private func fill(_ store: RegistryStore) throws {
        let first = try store.begin()
        for table in RegistryTable.allCases where table != .campus {
            var writer = try TableFileWriter(first, table, cluster: "old")
            try writer.append([SampleRows.batch(table, rows: 0..<30)])
            _ = try writer.finish()
            first.setTransaction(table, appId: "a.csv", version: 1)
        }
        try first.commit()
        let second = try store.begin()
        for table in RegistryTable.allCases where table != .campus {
            second.removeAll(table)
            for (cluster, groups) in [("360102", [0..<100, 100..<150]), ("360103", [150..<250])] {
                var writer = try TableFileWriter(second, table, cluster: cluster)
                for group in groups { try writer.append([SampleRows.batch(table, rows: group)]) }
                _ = try writer.finish()
            }
        }
        try second.commit()
    }

    private func run(_ arguments: [String]) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    private static let script = #"""
        import datetime, json, os, sys
        import deltalake, duckdb, polars, pyarrow, pyarrow.parquet

        store, expected = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
        active = json.load(open(os.path.join(store, "active_files.json"), encoding="utf-8"))["tables"]
        connection = duckdb.connect()
        connection.execute(open(os.path.join(store, "views", "duckdb.sql"), encoding="utf-8").read())

        def text(value):
            if value is None: return None
            if isinstance(value, bool): return "true" if value else "false"
            if isinstance(value, datetime.date): return value.isoformat()
            return str(value)

        def arrow(table):
            table = pyarrow.table(table)
            return table.column_names, [[text(v) for v in row] for row in zip(*(c.to_pylist() for c in table.columns))]

        def with_deltalake(name):
            return arrow(deltalake.DeltaTable(os.path.join(store, name)).to_pyarrow_table())

        def with_polars(name):
            frame = polars.read_delta(os.path.join(store, name))
            return frame.columns, [[text(v) for v in row] for row in frame.rows()]

        def with_duckdb(name):
            result = connection.execute(f'SELECT * FROM "{name}"')
            return [c[0] for c in result.description], [[text(v) for v in row] for row in result.fetchall()]

        def with_pyarrow(name):
            files = [os.path.join(store, file) for file in active[name]["files"]]
            if not files: return expected[name]["columns"], []
            return arrow(pyarrow.concat_tables([pyarrow.parquet.ParquetFile(file).read() for file in files]))

        def key(row): return [(value is not None, value or "") for value in row]

        equal = failed = 0
        for name, wanted in sorted(expected.items()):
            for reader in (with_deltalake, with_polars, with_duckdb, with_pyarrow) if sys.argv[3] == "all" else (with_duckdb,):
                columns, rows = reader(name)
                if columns == wanted["columns"] and sorted(rows, key=key) == sorted(wanted["rows"], key=key):
                    equal += 1
                else:
                    failed += 1
                    print(f"{name}: {reader.__name__} differs: {len(rows)} rows, {len(wanted['rows'])} wanted")
                    for row, want in list(zip(sorted(rows, key=key), sorted(wanted["rows"], key=key))):
                        if row != want:
                            print([(c, a, b) for c, a, b in zip(columns, row, want) if a != b][:5]); break
        students = expected["students"]
        column = {name: index for index, name in enumerate(students["columns"])}
        members = sum(
            any(row[i] is not None for name, i in column.items() if name.startswith(f"m{m}_") and name != f"m{m}_id_key" and name != f"m{m}_is_guardian")
            for row in students["rows"] for m in (1, 2))
        found = connection.execute("SELECT count(*), count(DISTINCT member_index) FROM guardians").fetchone()
        if found != (members, 2):
            failed += 1
            print(f"guardians: expected {members} members, found {found}")
        print(f"{equal} tables equal, {failed} failed")
        sys.exit(1 if failed else 0)
        """#
}
