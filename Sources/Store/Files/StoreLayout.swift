/// Where everything lies in a store.
///
///     STORE/xueji.json                                    format and version; written last when a store is made
///     STORE/active_files.json                             the files that are the tables
///     STORE/views/duckdb.sql
///     STORE/<table>/…parquet
///     STORE/<table>/_delta_log/00000000000000000000.json
///     STORE/_xueji/{lock, key, audit.log, journal/, tmp/}
package struct StoreLayout: Sendable {
    package let root: String

    package init(root: String) { self.root = root }

    package var marker: String { root + "/xueji.json" }
    package var activeFiles: String { root + "/active_files.json" }
    package var views: String { root + "/views" }
    package var duckdbViews: String { views + "/duckdb.sql" }
    package var control: String { root + "/" + StoreLayout.controlName }
    package var lock: String { control + "/lock" }
    package var key: String { control + "/key" }
    package var auditLog: String { control + "/audit.log" }
    package var journal: String { control + "/journal" }
    package var temporary: String { control + "/tmp" }

    package static let controlName = "_xueji"

    /// Data files that are being written have this prefix: hidden, and no reader takes them for data.
    static let partPrefix = ".part-"

    package func table(_ name: String) -> String { root + "/" + name }
    package func log(_ name: String) -> String { table(name) + "/_delta_log" }

    func logEntry(_ name: String, _ version: Int64) -> String { log(name) + "/" + DeltaLog.entryName(version) }
    func journalEntry(_ sequence: Int64) -> String { journal + "/" + DeltaLog.entryName(sequence) }
}
