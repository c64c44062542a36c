import Glibc

/// The file that makes a folder a store: `{"format":"xueji store","version":1}`.
struct StoreMarker: Codable, Equatable {
    var format = "xueji store"
    var version = 1

    init() {}

    /// Nil where `JSONReader` gives up.
    private init?(scanning bytes: [UInt8]) {
        var format: String?
        var version: Int?
        let isReadable: Void? = JSONReader.read(bytes) { (reader) throws(JSONReader.GivesUp) in
            try reader.object { (reader, name) throws(JSONReader.GivesUp) in
                switch name {
                case "format": format = try reader.text().valid
                case "version": version = try reader.int()
                default: try reader.skip()
                }
            }
        }
        guard isReadable != nil, let format, let version else { return nil }
        self.format = format
        self.version = version
    }

    /// - Throws: `.notAStore`, or `.unsupported` for a later version.
    static func check(_ layout: StoreLayout) throws(StoreError) {
        guard FileSystem.kind(layout.root + "/.") == .folder else {
            if FileSystem.kind(layout.root) == nil {
                throw StoreError(
                    .notAStore, "expected a store, found nothing; make one with xueji ingest", location: layout.root)
            }
            throw StoreError(
                .notAStore, "expected the folder of a store, found something else", location: layout.root)
        }
        guard let bytes = try FileSystem.read(layout.marker, limit: 4096) else { throw foreign(layout) }
        guard let marker = StoreMarker(scanning: bytes) ?? JSON.decode(StoreMarker.self, from: bytes), marker.format == StoreMarker().format else {
            throw foreign(layout)
        }
        guard marker.version == StoreMarker().version else {
            throw StoreError(
                .unsupported, "expected store version 1, found \(marker.version); use a newer xueji",
                location: layout.marker)
        }
    }

    /// Checks or makes the store and takes the lock.
    ///
    /// The marker comes last, so that an interrupted creation is taken up again and a foreign folder is never touched.
    static func prepare(
        _ path: String, create: Bool, files: FileSystem, options: StoreOptions
    ) throws(StoreError) -> (StoreLayout, StoreLock) {
        let holder = "process \(getpid()), \(options.command)"
        var layout = StoreLayout(root: FileSystem.absolute(path))
        if !create || FileSystem.kind(layout.marker) != nil {
            try check(layout)
            return (layout, try StoreLock.take(layout.lock, holder: holder))
        }
        try refuseForeign(layout)
        try files.makeFolders(path)
        layout = StoreLayout(root: FileSystem.absolute(path))
        try files.makeFolder(layout.control)
        let lock = try StoreLock.take(layout.lock, holder: holder)
        // Two creators: the second comes here after the first has ended.
        if FileSystem.kind(layout.marker) == nil { try make(layout, files) }
        return (layout, lock)
    }

    private static func make(_ layout: StoreLayout, _ files: FileSystem) throws(StoreError) {
        for folder in [layout.journal, layout.temporary, layout.views] { try files.makeFolder(folder) }
        for definition in TableDefinition.all {
            try files.makeFolder(layout.table(definition.name))
            try files.makeFolder(layout.log(definition.name))
            try files.syncFolder(layout.table(definition.name))
        }
        try files.replace(layout.key, with: try Digest.randomBytes(Digest.byteCount), by: layout.temporary + "/key")
        try files.syncFolder(layout.control)
        let marker = JSON.encode(StoreMarker()) + [0x0A]
        try files.replace(layout.marker, with: marker, by: layout.temporary + "/marker")
        try files.syncFolder(layout.root)
    }

    /// Lets through a missing or empty folder, and one in which the making of a store was interrupted.
    private static func refuseForeign(_ layout: StoreLayout) throws(StoreError) {
        let folder = layout.root + "/."
        guard let kind = FileSystem.kind(folder) else {
            if FileSystem.kind(layout.root) == nil { return }
            throw StoreError(.notAStore, "expected a folder, found something else", location: layout.root)
        }
        let own = Set(TableDefinition.all.map(\.name) + [StoreLayout.controlName, "views"])
        let names = try FileSystem.list(layout.root)
        let isUnfinished = names.contains(StoreLayout.controlName) && own.isSuperset(of: names)
        guard kind == .folder, names.isEmpty || isUnfinished else { throw foreign(layout) }
    }

    private static func foreign(_ layout: StoreLayout) -> StoreError {
        StoreError(
            .notAStore, "expected a store, found a folder of something else; name another folder, or an empty one",
            location: layout.root)
    }
}
