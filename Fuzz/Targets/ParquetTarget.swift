import Columnar
import Glibc

extension FuzzTarget {
    /// A Parquet file, all row groups and columns.
    static let parquet = FuzzTarget(name: "parquet") {
        []  // scripts/fuzz adds the goldens of the tests
    } run: { bytes in
        let path = "/dev/shm/xueji-fuzz-\(getpid()).parquet"
        write(bytes, to: path)
        do throws(ColumnarError) {
            let file = try ParquetFile(path: path)
            for group in file.rowGroups.indices.prefix(8) {
                _ = file.rowGroups[group].columns.map(\.minimum)
                for field in file.schema.fields { _ = try? file.read(rowGroup: group, columns: [field.name]) }
            }
        } catch {}
    }
}
