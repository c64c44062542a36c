import Glibc

/// Looks whether a finished workbook holds all that was written.
///
/// The library writes each sheet to a temporary file and copies it into the package, and does not look whether these writes
/// succeed: on a full disk rows are lost in silence (seen with libxlsxwriter 1.1.4: 2.6 MB of a sheet of 35 MB). So the space is
/// asked for beforehand, and the sizes in the package's directory are compared afterwards.
enum PackageCheck {
    /// Room for everything else in a sheet's part: validations, links, column widths.
    private static let slack = 1 << 20

    /// Whether the folder has room for the copy of a sheet.
    static func hasRoom(for byteCount: Int, in folder: String) -> Bool {
        let path = "\(folder)/.room-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        // The path is copied by the kernel; the file is nameless at once, and empty.
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        _ = unsafe unlink(path)
        let result = posix_fallocate(descriptor, 0, off_t(byteCount + slack))
        // Where the file system cannot reserve space, the sizes tell afterwards.
        return result != ENOSPC && result != EDQUOT
    }

    /// Whether each sheet's part is at least as large as its rows.
    ///
    /// - Parameter rowByteCounts: of the sheets in their order; 0 where it is not known.
    static func holdsAll(_ rowByteCounts: [Int], path: String) -> Bool {
        guard let directory = directory(of: path) else { return false }
        return rowByteCounts.enumerated().allSatisfy { index, count in
            count == 0 || (directory["xl/worksheets/sheet\(index + 1).xml"] ?? 0) >= min(count, Int(UInt32.max))
        }
    }

    /// Inflated sizes by name, from the central directory.
    ///
    /// **Source**: PKWARE APPNOTE 4.3.12 and 4.3.16; the library writes no comment.
    private static func directory(of path: String) -> [String: Int]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)  // the path is copied by the kernel
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size >= 22, let end = read(descriptor, size - 22..<size), number(end, 0, 4) == 0x0605_4B50 else { return nil }
        let start = number(end, 16, 4)
        guard start <= size - 22, let bytes = read(descriptor, start..<size - 22) else { return nil }
        var sizes: [String: Int] = [:]
        var position = 0
        while position + 46 <= bytes.count, number(bytes, position, 4) == 0x0201_4B50 {
            let nameCount = number(bytes, position + 28, 2)
            let next = position + 46 + nameCount + number(bytes, position + 30, 2) + number(bytes, position + 32, 2)
            guard next <= bytes.count else { return nil }
            sizes[String(decoding: bytes[(position + 46)..<(position + 46 + nameCount)], as: UTF8.self)] = number(bytes, position + 24, 4)
            position = next
        }
        return sizes
    }

    private static func read(_ descriptor: Int32, _ range: Range<Int>) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: range.count)
        // The buffer is as long as the count says.
        let count = unsafe pread(descriptor, &bytes, range.count, off_t(range.lowerBound))
        return count == range.count ? bytes : nil
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[start + $1]) }
    }
}
