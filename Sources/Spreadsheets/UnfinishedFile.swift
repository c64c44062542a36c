import Glibc

/// A file without a name until it is whole: a process that is killed leaves nothing of it, not even hidden.
///
/// Where the file system has no nameless files it lies in a private folder beside its place.
///
/// **Source**: open(2), `O_TMPFILE`; linkat(2) on how such a file gets a name.
package final class UnfinishedFile {
    /// Whoever writes the file opens this.
    package let path: String
    private let target: String
    /// -1: there is a folder.
    private let descriptor: Int32
    private let folder: PrivateFolder?

    package init(for target: String, isNameless: Bool = true) throws(SpreadsheetError) {
        self.target = target
        // The kernel copies the path. Same mode as an ordinary new file.
        let descriptor = isNameless ? unsafe open(Self.parent(of: target), Self.nameless | O_RDWR | O_CLOEXEC, 0o666) : -1
        self.descriptor = descriptor
        folder = descriptor < 0 ? try PrivateFolder(beside: target) : nil
        path = folder.map { $0.path + "/book.xlsx" } ?? "/proc/self/fd/\(descriptor)"
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Gives the file its name, in the place of what had it before.
    package func place() -> Bool {
        guard descriptor >= 0 else { return unsafe rename(path, target) == 0 }  // the C library reads both during the call only
        // A name cannot be taken over in one step; a second one can be renamed.
        let name = "\(target).\(getpid()).unfinished"
        // The kernel copies the paths.
        guard unsafe linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else { return false }
        if unsafe rename(name, target) == 0 { return true }
        _ = unsafe unlink(name)
        return false
    }

    static func parent(of target: String) -> String {
        guard let slash = target.lastIndex(of: "/") else { return "." }
        return slash == target.startIndex ? "/" : String(target[..<slash])
    }

    /// `O_TMPFILE`, whose macro is too complex to be imported: `__O_TMPFILE | O_DIRECTORY`.
    private static let nameless: Int32 = 0o20_000_000 | O_DIRECTORY
}

/// A folder for its owner only, made beside a file to be and removed with what is in it.
final class PrivateFolder {
    let path: String

    init(beside target: String) throws(SpreadsheetError) {
        // The template is a terminated text of our own that mkdtemp fills in.
        var template = Array("\(UnfinishedFile.parent(of: target))/.xueji-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw SpreadsheetError(.cannotCreate, path: target) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        // Only ours can be in it; the C library reads the paths during the calls only.
        _ = unsafe unlink(path + "/book.xlsx")
        _ = unsafe rmdir(path)
    }
}
