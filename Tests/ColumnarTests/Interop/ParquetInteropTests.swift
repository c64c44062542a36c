import Columnar
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Other implementations read what we write, and we read what they write.
///
/// Runs with the Python that the environment variable XUEJI_PYTHON names (a virtual environment with pyarrow, duckdb and
/// polars); without it these tests are skipped.
@Suite(.enabled(if: Python.path != nil, "set XUEJI_PYTHON to a Python with pyarrow, duckdb and polars to run these"))
struct ParquetInteropTests {
    @Test(arguments: [0, 1, 63, 64, 1000, 5000]) func othersReadOurFiles(rowCount: Int) throws {
        try withTemporaryFolder { folder in
            let batches = [
                SampleTable.mixed(rowCount: rowCount, seed: 3), SampleTable.mixed(rowCount: rowCount / 2, seed: 4, nullShare: 0),
            ]
            let path = folder + "/ours.parquet"
            let options = ParquetOptions(pageByteCount: 2048, keyValueMetadata: [("kind", "test")])
            var writer = try ParquetWriter(path: path, schema: batches[0].schema, options: options)
            try writer.append(ParquetEncoder.encode([batches[0], batches[1]], schema: batches[0].schema, options: options))
            try writer.append(ParquetEncoder.encode([batches[1]], schema: batches[0].schema, options: options))
            _ = try writer.finish()
            try writeExpected([batches[0], batches[1], batches[1]], to: folder + "/expected.tsv")
            try Python.run(["check", path, folder + "/expected.tsv"])
        }
    }

    @Test func weReadTheFilesOfOthers() throws {
        try withTemporaryFolder { folder in
            let table = SampleTable.mixed(rowCount: 4000, seed: 5)
            try writeExpected([table], to: folder + "/expected.tsv")
            try Python.run(["write", folder, folder + "/expected.tsv"])
            let expected = texts(table)
            var fileCount = 0
            for name in try fileNames(folder) where name.hasSuffix(".parquet") && !name.hasPrefix("refused") {
                let file = try ParquetFile(path: folder + "/" + name)
                var found = [[String?]](repeating: [], count: table.schema.fields.count)
                for group in 0..<file.rowGroups.count {
                    for (index, column) in texts(try file.read(rowGroup: group)).enumerated() { found[index] += column }
                }
                for (index, field) in table.schema.fields.enumerated() {
                    #expect(found[index] == expected[index], "\(name), column \(field.name)")
                }
                fileCount += 1
            }
            #expect(fileCount == 18)
            try expectRefusals(folder)
        }
    }

    private func expectRefusals(_ folder: String) throws {
        let types = try ParquetFile(path: folder + "/refused-types.parquet")
        #expect(texts(try types.read(rowGroup: 0, columns: ["n"])) == [["1", "2"]])
        expectError(.unsupported, mentioning: "column x") { try types.read(rowGroup: 0, columns: ["x"]) }
        expectError(.unsupported, mentioning: "column list") { try types.read(rowGroup: 0, columns: ["list"]) }
        expectError(.unsupported, mentioning: "column x") { try types.read(rowGroup: 0) }
        for name in ["SNAPPY", "ZSTD", "GZIP", "BROTLI"] {
            let file = try ParquetFile(path: folder + "/refused-\(name.lowercased()).parquet")
            expectError(.unsupported, mentioning: name) { try file.read(rowGroup: 0) }
        }
        let split = try ParquetFile(path: folder + "/refused-split.parquet")
        expectError(.unsupported, mentioning: "BYTE_STREAM_SPLIT") { try split.read(rowGroup: 0) }
    }
}

func expectError(_ code: ColumnarError.Code, mentioning word: String, _ body: () throws -> RecordBatch) {
    do {
        _ = try body()
        Issue.record("expected an error that mentions \(word)")
    } catch {
        #expect((error as? ColumnarError)?.code == code)
        #expect("\(error)".contains(word), "\(error)")
    }
}

/// One line a row, `\N` for null; the first line has names and types.
private func writeExpected(_ batches: [RecordBatch], to path: String) throws {
    var out = batches[0].schema.fields.map { "\($0.name):\($0.type.rawValue)" }.joined(separator: "\t") + "\n"
    for batch in batches {
        for row in 0..<batch.rowCount {
            out += batch.columns.map { $0.text(row) ?? "\\N" }.joined(separator: "\t") + "\n"
        }
    }
    var file = try NewFile(path: path)
    let bytes = Array(out.utf8)
    try unsafe file.append(bytes.span.bytes)  // bytes of bytes
    try file.finish()
}

enum Python {
    static var path: String? {
        // The value is copied at once.
        unsafe getenv("XUEJI_PYTHON").map { unsafe String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Runs interop.py beside this file and expects it to succeed.
    static func run(_ arguments: [String], file: String = #filePath) throws {
        let python = try #require(Python.path)
        let script = file.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/interop.py"
        var process: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = unsafe ([python, script] + arguments).map { unsafe strdup($0) } + [nil]
        // The words live until they are freed below; the child gets its own copy.
        let result = unsafe posix_spawn(&process, python, nil, nil, &words, environ)
        for unsafe word in unsafe words { unsafe free(word) }
        try #require(result == 0, "cannot start \(python)")
        var status: Int32 = 0
        try #require(unsafe waitpid(process, &status, 0) == process)
        #expect(status == 0, "interop.py \(arguments[0]) failed; its message stands above")
    }
}
