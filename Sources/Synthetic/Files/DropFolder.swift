import Glibc

/// Writes files below the output folder.
struct DropFolder: Sendable {
    let root: String

    static func makeFolder(_ path: String) throws(SyntheticError) {
        var partial = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + part
            if unsafe mkdir(partial, 0o755) != 0, errno != EEXIST { throw SyntheticError.cannotWrite(partial) }
        }
    }

    static func isEmpty(_ path: String) -> Bool {
        guard let folder = unsafe opendir(path) else { return false }
        defer { unsafe _ = closedir(folder) }
        var count = 0
        while unsafe readdir(folder) != nil { count += 1 }
        return count <= 2
    }

    func write(_ bytes: [UInt8], to file: String) throws(SyntheticError) { try write([bytes], to: file) }

    /// Writes the parts one after the other.
    ///
    /// - Parameter file: path relative to the root; its folders are made.
    func write(_ parts: [[UInt8]], to file: String) throws(SyntheticError) {
        let path = try prepare(file)
        guard let handle = unsafe fopen(path, "wb") else { throw SyntheticError.cannotWrite(path) }
        var isWhole = true
        for bytes in parts {
            // The count is the buffer's own.
            let written = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, handle) }
            isWhole = isWhole && written == bytes.count
        }
        let closed = unsafe fclose(handle) == 0
        if !isWhole || !closed { throw SyntheticError.cannotWrite(path) }
    }

    /// Writes bytes and then whole files, which are removed; a piece at a time.
    func write(_ bytes: [UInt8], thenFiles parts: [String], to file: String) throws(SyntheticError) {
        let path = try prepare(file)
        guard let handle = unsafe fopen(path, "wb") else { throw SyntheticError.cannotWrite(path) }
        var isWhole = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, handle) } == bytes.count
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        for part in parts {
            guard let source = unsafe fopen(part, "rb") else { throw SyntheticError.cannotWrite(part) }
            while isWhole {
                // Reads at most the buffer's own size and writes what was read.
                let (count, written) = unsafe buffer.withUnsafeMutableBytes { room in
                    let count = unsafe fread(room.baseAddress, 1, room.count, source)
                    return unsafe (count, fwrite(room.baseAddress, 1, count, handle))
                }
                if count == 0 { break }
                isWhole = written == count
            }
            unsafe _ = fclose(source)
            unsafe _ = unlink(part)
        }
        let closed = unsafe fclose(handle) == 0
        if !isWhole || !closed { throw SyntheticError.cannotWrite(path) }
    }

    /// Makes the folders of a file and returns its full path.
    func prepare(_ file: String) throws(SyntheticError) -> String {
        let path = root + "/" + file
        if let slash = path.lastIndex(of: "/") { try DropFolder.makeFolder(String(path[..<slash])) }
        return path
    }
}
