import Columnar

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How many values of the int64 column `key` occur twice or more, and in how many rows.
///
/// A whole process for scripts/compare-peers, so reading the file counts too. Two threads, like the peers on two cores.
@main
struct DuplicateKeysOfFile {
    static func main() {
        guard CommandLine.arguments.count == 2 else { fail("expected one argument, a Parquet file with an int64 column key", status: 64) }
        ProcessMemory.keepFreedPages()
        do throws(ColumnarError) {
            let groups = try DuplicateKeys.groups(in: ParquetFile(path: CommandLine.arguments[1]), column: "key", threads: 2)
            print("\(groups.count) groups, \(groups.rows.count) rows")
        } catch {
            fail("\(error)", status: 4)
        }
    }

    static func fail(_ message: String, status: Int32) -> Never {
        let line = Array((message + "\n").utf8)
        // The array outlives the call.
        _ = unsafe line.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
        exit(status)
    }
}
