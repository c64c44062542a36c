import Glibc
import Ingest
import Records
import TestSupport
import Testing

/// A fresh folder below the system's temporary one.
private func withFolder(_ body: (String) throws -> Void) throws {
    let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"  // a terminated text
    var template = Array("\(base)/xueji-drop-XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { unsafe mkdtemp($0.baseAddress!) != nil }  // writes inside the text
    try #require(made)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { remove(path) }
    try body(path)
}

private func remove(_ path: String) {
    _ = unsafe chmod(path, 0o700)
    if let stream = unsafe opendir(path) {
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            // The name is a terminated text inside the entry.
            names.append(unsafe withUnsafePointer(to: &entry.pointee.d_name) { unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) })
        }
        unsafe closedir(stream)
        for name in names where name != "." && name != ".." {
            if unsafe unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
        }
        _ = unsafe rmdir(path)
    }
}

private func write(_ text: String, _ path: String) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT, 0o600)
    let bytes = Array(text.utf8)
    unsafe #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
}

@Suite struct DropFolderTests {
    @Test func walksInByteOrderAndCountsWhatItSkips() throws {
        try withFolder { root in
            for folder in ["a", "a/深", "issued", ".git"] { unsafe #expect(mkdir("\(root)/\(folder)", 0o700) == 0) }
            for file in ["b.csv", "a/z.csv", "a-b.csv", "a/深/x.xlsx", "issued/list.csv", "issued.csv"] { write("1", "\(root)/\(file)") }
            for file in [".x", ".git/config", "~$b.xlsx", "Thumbs.db", "a/Desktop.ini"] { write("1", "\(root)/\(file)") }
            write("", "\(root)/empty.csv")
            unsafe #expect(symlink("..", "\(root)/a/loop") == 0)
            unsafe #expect(symlink("\(root)/b.csv", "\(root)/link.csv") == 0)
            unsafe #expect(mkfifo("\(root)/pipe.csv", 0o600) == 0)
            let found = try DropFolder(path: root).discover()
            #expect(found.files.map(\.path) == ["a-b.csv", "a/z.csv", "a/深/x.xlsx", "b.csv", "issued.csv", "issued/list.csv"])
            #expect(found.files.filter(\.isIssued).map(\.path) == ["issued/list.csv"])
            #expect(found.problems.isEmpty)
            var skipped = SkippedFiles()
            (skipped.hidden, skipped.lock, skipped.system, skipped.empty, skipped.links, skipped.special) = (2, 1, 2, 1, 2, 1)
            #expect(found.skipped == skipped && skipped.count == 9)
        }
    }

    @Test func opensFilesAndNoLinks() throws {
        try withFolder { root in
            unsafe #expect(mkdir("\(root)/a", 0o700) == 0)
            write("甲乙", "\(root)/a/b.csv")
            let folder = try DropFolder(path: root)
            let file = try #require(folder.discover().files.first)
            let source = ByteSource.file(try folder.open(file))
            #expect(try source.readAll() == Array("甲乙".utf8))
            #expect(try source.read(3..<6) == Array("乙".utf8))
            #expect(problem { _ = try source.read(3..<7) } == .truncated)
            // The folder above becomes a link after the walk.
            unsafe #expect(rename("\(root)/a", "\(root)/c") == 0)
            unsafe #expect(symlink("c", "\(root)/a") == 0)
            #expect(problem { _ = try folder.open(file) } == .unreadablePermission)
            unsafe #expect(unlink("\(root)/a") == 0)
            unsafe #expect(rename("\(root)/c", "\(root)/a") == 0)
            unsafe #expect(rename("\(root)/a/b.csv", "\(root)/a/c.csv") == 0)
            unsafe #expect(symlink("c.csv", "\(root)/a/b.csv") == 0)
            #expect(problem { _ = try folder.open(file) } == .unreadablePermission)
        }
    }

    @Test func problemsDoNotStopTheWalk() throws {
        try withFolder { root in
            for folder in ["a", "a/b", "a/b/c"] { unsafe #expect(mkdir("\(root)/\(folder)", 0o700) == 0) }
            write("1", "\(root)/z.csv")
            var limits = Limits()
            limits.folderDepth = 2
            let found = try DropFolder(path: root).discover(limits: limits)
            #expect(found.problems.map(\.path) == ["a/b/c"])
            #expect(found.files.map(\.path) == ["z.csv"])
            // The superuser may read everything.
            guard geteuid() != 0 else { return }
            unsafe #expect(chmod("\(root)/a", 0) == 0)
            let second = try DropFolder(path: root).discover()
            #expect(second.problems.map(\.path) == ["a"])
            #expect(second.problems.map(\.error.problem) == [.unreadablePermission])
            #expect(second.files.map(\.path) == ["z.csv"])
        }
    }

    @Test func aFolderThatDoesNotExist() {
        #expect(problem { _ = try DropFolder(path: "/nowhere/at/all") } == .unreadablePermission)
    }
}
