import Glibc

/// A file of the drop folder.
package struct DropFile: Sendable, Equatable {
    /// Relative to the drop folder; bytes that are not UTF-8 are U+FFFD.
    package let path: String
    /// The same as the file system has it.
    package let pathBytes: [UInt8]
    package let byteCount: Int
    /// Lies in the folder `issued` of the drop folder.
    package let isIssued: Bool
}

/// A file, folder or archive member that could not be read.
package struct InputProblem: Sendable, Equatable {
    package let path: String
    package let error: IngestError

    package init(path: String, error: IngestError) {
        self.path = path
        self.error = error
    }
}

/// What a drop folder holds.
package struct Discovery: Sendable {
    /// In the byte order of their paths.
    package fileprivate(set) var files: [DropFile] = []
    /// In the byte order of their paths.
    package fileprivate(set) var problems: [InputProblem] = []
    package fileprivate(set) var skipped = SkippedFiles()
}

/// A folder of files from the schools.
///
/// Symbolic links below it are never followed, neither while looking around nor when a file is opened later; so there are no loops
/// and no way out of the folder.
package final class DropFolder: Sendable {
    package let path: String
    private let descriptor: Int32

    /// **Errors**: `unreadablePermission` when it does not exist or is no folder.
    package init(path: String) throws(IngestError) {
        self.path = path
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)  // the path is copied by the kernel
        guard descriptor >= 0 else { throw IngestError.system("cannot open the drop folder", location: path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Walks the whole tree. What cannot be read becomes a problem and the walk goes on.
    package func discover(limits: Limits = Limits()) -> Discovery {
        var discovery = Discovery()
        var problems: [([UInt8], IngestError)] = []
        walk([], descriptor: descriptor, depth: limits.folderDepth, &discovery, &problems)
        discovery.files.sort { $0.pathBytes.lexicographicallyPrecedes($1.pathBytes) }
        problems.sort { $0.0.lexicographicallyPrecedes($1.0) }
        discovery.problems = problems.map { InputProblem(path: String(decoding: $0.0, as: UTF8.self), error: $0.1) }
        return discovery
    }

    private func walk(
        _ folder: [UInt8], descriptor: Int32, depth: Int, _ discovery: inout Discovery,
        _ problems: inout [([UInt8], IngestError)]
    ) {
        let names: [[UInt8]]
        do throws(IngestError) { names = try Self.names(in: descriptor) } catch {
            problems.append((folder, error))
            return
        }
        for name in names where !discovery.skipped.skips(name: name) {
            let path = folder.isEmpty ? name : folder + [0x2F] + name
            var status = stat()
            guard unsafe Self.withCString(name, { unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
                problems.append((path, IngestError.system("cannot look at the file")))
                continue
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: walkInto(name, path, parent: descriptor, depth: depth, &discovery, &problems)
            case S_IFREG: Self.add(path, byteCount: Int(status.st_size), &discovery)
            case S_IFLNK: discovery.skipped.links += 1
            default: discovery.skipped.special += 1
            }
        }
    }

    private func walkInto(
        _ name: [UInt8], _ path: [UInt8], parent: Int32, depth: Int, _ discovery: inout Discovery,
        _ problems: inout [([UInt8], IngestError)]
    ) {
        guard depth > 0 else {
            problems.append((path, IngestError(.tooLarge, "folders lie too deep in each other; move the files up")))
            return
        }
        do throws(IngestError) {
            let child = try Self.openStep(name, in: parent, flags: O_DIRECTORY)
            defer { close(child) }
            walk(path, descriptor: child, depth: depth - 1, &discovery, &problems)
        } catch { problems.append((path, error)) }
    }

    private static func add(_ path: [UInt8], byteCount: Int, _ discovery: inout Discovery) {
        guard byteCount > 0 else {
            discovery.skipped.empty += 1
            return
        }
        discovery.files.append(
            DropFile(
                path: String(decoding: path, as: UTF8.self), pathBytes: path, byteCount: byteCount,
                isIssued: path.starts(with: "issued/".utf8)))
    }

    /// Opens a file that `discover` found.
    ///
    /// **Errors**: `unreadablePermission`, also when the file or a folder above it became a link.
    package func open(_ file: DropFile) throws(IngestError) -> OpenFile {
        let steps = file.pathBytes.split(separator: 0x2F)
        var folder = descriptor
        defer { if folder != descriptor { close(folder) } }
        for step in steps.dropLast() {
            let next = try Self.openStep(Array(step), in: folder, flags: O_DIRECTORY)
            if folder != descriptor { close(folder) }
            folder = next
        }
        // O_NONBLOCK: a pipe that took the file's place must not stop the run.
        return try OpenFile(owning: Self.openStep(Array(steps.last ?? []), in: folder, flags: O_NONBLOCK))
    }

    private static func openStep(_ name: [UInt8], in folder: Int32, flags: Int32) throws(IngestError) -> Int32 {
        let result = unsafe withCString(name) { unsafe openat(folder, $0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags) }
        guard result >= 0 else { throw IngestError.system("cannot open it") }
        return result
    }

    /// All names in a folder but `.` and `..`.
    private static func names(in descriptor: Int32) throws(IngestError) -> [[UInt8]] {
        // A descriptor of its own, because closedir closes it; "." also starts at the first name.
        let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw IngestError.system("cannot open the folder") }
        guard let stream = unsafe fdopendir(copy) else {
            close(copy)
            throw IngestError.system("cannot open the folder")
        }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            // The name is a terminated text inside the entry, which lives until the next call.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                let start = unsafe UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)
                return unsafe Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
            }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        guard errno == 0 else { throw IngestError.system("cannot read the folder") }
        return names
    }

    /// Calls `body` with a terminated copy of a name, which holds no zero byte: it came from the file system.
    private static func withCString<Result>(_ name: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let terminated = name.map { CChar(bitPattern: $0) } + [0]
        return unsafe terminated.withUnsafeBufferPointer { unsafe body($0.baseAddress!) }  // at least the terminator
    }
}
