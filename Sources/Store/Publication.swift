/// What stands beside the tables for readers that know no Delta log: written again at each commit.
struct Publication {
    let layout: StoreLayout
    let files: FileSystem

    /// A text that replaces a file of the store.
    struct Text {
        let path: String
        let temporary: String
        let bytes: [UInt8]
    }

    func texts(of state: StoreState) -> [Text] {
        [
            Text(
                path: layout.activeFiles, temporary: layout.temporary + "/active_files.json",
                bytes: ActiveFiles(state).bytes),
            Text(
                path: layout.duckdbViews, temporary: layout.temporary + "/duckdb.sql",
                bytes: Array(DuckDBViews(root: layout.root, state: state).text.utf8)),
        ]
    }

    /// Brings both files to the state; those that are right already stay untouched.
    func publish(_ state: StoreState) throws(StoreError) {
        try files.makeFolder(layout.views)
        for text in texts(of: state) {
            if try FileSystem.read(text.path) == text.bytes { continue }
            try files.replace(text.path, with: text.bytes, by: text.temporary)
        }
        try files.syncFolder(layout.views)
        try files.syncFolder(layout.root)
    }
}

/// `active_files.json`: the files that are each table, relative to the store's folder.
private struct ActiveFiles: Encodable {
    struct Table: Encodable {
        let version: Int64
        let rows: Int
        let files: [String]
    }

    let format = "xueji active files"
    let version = 1
    let tables: [String: Table]

    init(_ state: StoreState) {
        tables = state.tables.mapValues { table in
            Table(version: table.version, rows: table.rowCount, files: table.files.map { "\(table.name)/\($0.path)" })
        }
    }

    var bytes: [UInt8] { JSON.encode(self, pretty: true) + [0x0A] }
}
