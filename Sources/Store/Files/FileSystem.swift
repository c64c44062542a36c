import Glibc

/// What one call changes on disk; the unit in which a crash can interrupt a commit.
package struct FileOperation: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case makeFolder, create, write, sync, link, rename, unlink, syncFolder
    }

    package let kind: Kind
    package let path: String
}

/// The few calls to the operating system that the store is built on, each with a clear error.
///
/// Every change goes through here and asks `willPerform` first, so that a test can stop the program before any of them,
/// and in the middle of every write. Files are made 0600 and folders 0700, whatever the umask allows.
package struct FileSystem: Sendable {
    package typealias Observer = @Sendable (FileOperation) throws(StoreError) -> Void

    private let willPerform: Observer?
    private let syncs: Bool

    /// - Parameter syncs: whether to wait for the disk; a test that survives no power cut need not.
    package init(willPerform: Observer? = nil, syncs: Bool = true) {
        self.willPerform = willPerform
        self.syncs = syncs
    }

    private func announce(_ kind: FileOperation.Kind, _ path: String) throws(StoreError) {
        try willPerform?(FileOperation(kind: kind, path: path))
    }

    // MARK: Changing

    /// Makes a folder unless it is there.
    package func makeFolder(_ path: String) throws(StoreError) {
        if FileSystem.kind(path) == .folder { return }
        try announce(.makeFolder, path)
        // The path is read before the call returns; another process may have been faster.
        if unsafe mkdir(path, 0o700) == 0 || FileSystem.kind(path) == .folder { return }
        throw FileSystem.error(errno, "make the folder", path)
    }

    /// Writes a new file, all of it and down to the disk.
    package func writeSynced(_ path: String, _ bytes: [UInt8]) throws(StoreError) {
        try announce(.create, path)
        let descriptor = try FileSystem.open(path, O_WRONLY | O_CREAT | O_TRUNC, "write")
        defer { _ = close(descriptor) }
        // Two halves, so that a torn write is one of the places where a test stops.
        let middle = bytes.count / 2
        for part in [0..<middle, middle..<bytes.count] {
            try announce(.write, path)
            try FileSystem.writeAll(descriptor, bytes, part, path)
        }
        try announce(.sync, path)
        if syncs, fsync(descriptor) != 0 { throw FileSystem.error(errno, "sync", path) }
    }

    /// Gives a file a second name unless that name is taken; answers whether it was free.
    package func link(_ existing: String, as name: String) throws(StoreError) -> Bool {
        try announce(.link, name)
        // Both paths are read before the call returns.
        if unsafe Glibc.link(existing, name) == 0 { return true }
        if errno == EEXIST { return false }
        throw FileSystem.error(errno, "link", name)
    }

    /// Moves a file over whatever has the name.
    package func rename(_ path: String, to name: String) throws(StoreError) {
        try announce(.rename, name)
        // Both paths are read before the call returns.
        if unsafe Glibc.rename(path, name) != 0 { throw FileSystem.error(errno, "rename", name) }
    }

    /// Removes a file if it is there.
    package func remove(_ path: String) throws(StoreError) {
        try announce(.unlink, path)
        // The path is read before the call returns.
        if unsafe unlink(path) != 0, errno != ENOENT { throw FileSystem.error(errno, "remove", path) }
    }

    /// Makes the names in a folder durable.
    package func syncFolder(_ path: String) throws(StoreError) {
        try announce(.syncFolder, path)
        guard syncs else { return }
        let descriptor = try FileSystem.open(path, O_RDONLY | O_DIRECTORY, "open the folder")
        defer { _ = close(descriptor) }
        // Some file systems cannot sync a folder and say so; there is nothing to do about it.
        if fsync(descriptor) != 0, errno != EINVAL { throw FileSystem.error(errno, "sync the folder", path) }
    }

    /// Replaces a file in one step: a reader sees the old bytes or the new ones.
    package func replace(_ path: String, with bytes: [UInt8], by temporary: String) throws(StoreError) {
        try writeSynced(temporary, bytes)
        try rename(temporary, to: path)
    }

    /// Takes away what others may do with a file that a library made.
    package func makePrivate(_ path: String) throws(StoreError) {
        // The path is read before the call returns.
        if unsafe chmod(path, 0o600) != 0 { throw FileSystem.error(errno, "change the mode of", path) }
    }
}

// MARK: - Looking

extension FileSystem {
    package enum Kind: Sendable { case file, folder, other }

    /// What stands at a path, without following a link; nil when nothing does.
    package static func kind(_ path: String) -> Kind? {
        var status = stat()
        // `status` lives over the call.
        guard unsafe lstat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Bytes of a regular file; nil when there is none.
    package static func size(_ path: String) -> Int64? {
        var status = stat()
        // `status` lives over the call.
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }

    /// The names in a folder, sorted by code unit; empty when there is no such folder.
    package static func list(_ path: String) throws(StoreError) -> [String] {
        // The stream is closed below, and an entry is copied before the next call invalidates it.
        guard let stream = unsafe opendir(path) else {
            if errno == ENOENT { return [] }
            throw error(errno, "list", path)
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// All bytes of a file; nil when there is none.
    ///
    /// - Throws: `.damaged` when the file is larger than `limit`.
    package static func read(_ path: String, limit: Int = StoreLimits.textFileByteCount) throws(StoreError) -> [UInt8]? {
        // The path is read before the call returns.
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0 {
            if errno == ENOENT { return nil }
            throw error(errno, "read", path)
        }
        defer { _ = close(descriptor) }
        var status = stat()
        // `status` lives over the call.
        let isKnown = unsafe fstat(descriptor, &status) == 0
        var bytes: [UInt8] = []
        // One part takes the file, another one finds its end.
        var room = isKnown ? min(max(Int(status.st_size), 0), limit) + 1 : 1 << 16
        while true {
            let part = try readPart(descriptor, room, path)
            if part.isEmpty { return bytes }
            if bytes.isEmpty { bytes = part } else { bytes += part }
            guard bytes.count <= limit else {
                throw StoreError(.damaged, "expected at most \(limit) bytes, found more", location: path)
            }
            room = 1 << 16
        }
    }

    /// The next bytes of a file, up to `room`; none at its end.
    private static func readPart(_ descriptor: Int32, _ room: Int, _ path: String) throws(StoreError) -> [UInt8] {
        var result = 0
        // The buffer is as long as the count says, and the call fills it up to what it answers.
        let part = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            repeat { result = unsafe Glibc.read(descriptor, buffer.baseAddress, room) } while result < 0 && errno == EINTR
            count = max(result, 0)
        }
        if result < 0 { throw error(errno, "read", path) }
        return part
    }

    /// Opens a file, made 0600 when new, that a program started by this one does not inherit.
    static func open(_ path: String, _ flags: Int32, _ action: String) throws(StoreError) -> Int32 {
        // The path is read before the call returns.
        let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 { throw error(errno, action, path) }
        return descriptor
    }

    static func writeAll(_ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String) throws(StoreError)
    {
        var position = range.lowerBound
        while position < range.upperBound {
            // The slice is within the array, which lives over the call.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let part = unsafe UnsafeRawBufferPointer(rebasing: buffer[position..<range.upperBound])
                return unsafe write(descriptor, part.baseAddress, part.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw error(errno, "write", path)
            }
            position += count
        }
    }

    static func error(_ number: Int32, _ action: String, _ path: String) -> StoreError {
        switch number {
        case ENOSPC, EDQUOT:
            StoreError(.diskFull, "cannot \(action): no space left; free space and run again", location: path)
        case EACCES, EPERM, EROFS:
            StoreError(.permission, "cannot \(action): permission denied; check owner and mode", location: path)
        default:
            // The text of `strerror` is static or per thread, and copied at once.
            StoreError(.io, "cannot \(action): \(unsafe String(cString: strerror(number)))", location: path)
        }
    }
}

// MARK: - Paths

extension FileSystem {
    /// The path without links and `..` as far as it exists; the text itself where it does not.
    package static func absolute(_ path: String) -> String {
        // The result is copied and freed.
        guard let resolved = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// Makes a folder and those above it.
    package func makeFolders(_ path: String) throws(StoreError) {
        if path.isEmpty || FileSystem.kind(path + "/.") == .folder { return }
        let trimmed = String(path.reversed().drop { $0 == "/" }.reversed())
        if let slash = trimmed.lastIndex(of: "/") { try makeFolders(String(trimmed[..<slash])) }
        try makeFolder(trimmed)
    }
}

// MARK: - Limits of the process

extension FileSystem {
    /// Lets the process open as many files as the system allows: a province has a file for each county and table.
    static func raiseOpenFileLimit() {
        var limit = rlimit()
        // `limit` lives over both calls.
        guard unsafe getrlimit(Int32(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = unsafe setrlimit(Int32(RLIMIT_NOFILE.rawValue), &limit)
    }
}
