import Glibc
import Records

/// A file to be ingested and where it comes from.
struct InputFile: Sendable {
    private enum Place: Sendable {
        case drop(DropFolder, DropFile)
        /// The issued list outside the drop folder.
        case path(String)
    }

    /// As it stands in the column `file`.
    let path: String
    let byteCount: Int
    let isIssued: Bool
    private let place: Place

    func open() throws(IngestError) -> ByteSource {
        switch place {
        case .drop(let folder, let file): .file(try folder.open(file))
        case .path(let path): .file(try OpenFile(path: path))
        }
    }

    var key: StoredFiles.Key { StoredFiles.Key(path: path, isIssued: isIssued) }

    /// All files of a run in the byte order of their paths, the issued list among them.
    ///
    /// - Parameter issued: path of the issued list; nil means the folder `issued` of the drop folder.
    static func all(
        drop: String, issued: String?
    ) throws(IngestFailure) -> (files: [InputFile], problems: [InputProblem], skippedCount: Int) {
        do throws(IngestError) {
            let folder = try DropFolder(path: drop)
            let found = folder.discover()
            let issuedPath = try issued.map { path throws(IngestError) in try realPath(path) }
            let dropPath = try realPath(drop)
            var files = found.files.map { file in
                InputFile(
                    path: file.path, byteCount: file.byteCount,
                    isIssued: issuedPath.map { $0 == "\(dropPath)/\(file.path)" } ?? file.isIssued,
                    place: .drop(folder, file))
            }
            if let issuedPath, !files.contains(where: \.isIssued) {
                let source = try OpenFile(path: issuedPath)
                let name = issuedPath.split(separator: "/").last.map(String.init) ?? issuedPath
                files.append(InputFile(path: name, byteCount: source.byteCount, isIssued: true, place: .path(issuedPath)))
            }
            files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            return (files, found.problems, found.skipped.count)
        } catch {
            throw .input(path: error.location.isEmpty ? issued ?? drop : error.location, message: error.message)
        }
    }

    /// Files that a person names, and the files below folders that they name, in the byte order of their paths; each once.
    ///
    /// - Parameter issued: path of the issued list, if there is one; it keeps its bare name.
    static func named(
        _ paths: [String], issued: String?
    ) throws(IngestFailure) -> (files: [InputFile], problems: [InputProblem]) {
        var files: [InputFile] = []
        var problems: [InputProblem] = []
        var known: Set<String> = []
        for path in paths {
            let real = try resolve(path)
            guard known.insert(real).inserted else { continue }
            if let folder = try? DropFolder(path: real) {
                let found = folder.discover()
                let prefix = path.hasSuffix("/") ? path : path + "/"
                for file in found.files where known.insert("\(real)/\(file.path)").inserted {
                    files.append(
                        InputFile(path: prefix + file.path, byteCount: file.byteCount, isIssued: false, place: .drop(folder, file)))
                }
                problems += found.problems.map { InputProblem(path: prefix + $0.path, error: $0.error) }
            } else {
                files.append(InputFile(path: path, byteCount: byteCount(real), isIssued: false, place: .path(real)))
            }
        }
        if let issued {
            let real = try resolve(issued)
            let name = real.split(separator: "/").last.map(String.init) ?? real
            files.append(InputFile(path: name, byteCount: byteCount(real), isIssued: true, place: .path(real)))
        }
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return (files, problems)
    }

    private static func resolve(_ path: String) throws(IngestFailure) -> String {
        do throws(IngestError) { return try realPath(path) } catch {
            throw .input(path: path, message: error.message)
        }
    }

    /// For planning; a file that cannot be opened says so when it is read.
    private static func byteCount(_ path: String) -> Int { (try? OpenFile(path: path))?.byteCount ?? 0 }

    private static func realPath(_ path: String) throws(IngestError) -> String {
        // The result is a terminated text that the caller frees.
        guard let resolved = unsafe realpath(path, nil) else {
            throw IngestError(.unreadablePermission, "there is no such file or folder", location: path)
        }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}

/// What one look at a file told, before it is read.
struct FileSurvey: Sendable {
    /// Nil when the file could not be read.
    var sha256: String?
    /// A large text file that is read in pieces.
    var plan: TextPlan?
    /// The bytes, where they were kept: the file need not be opened again.
    var content: KeptContent?
    var problem: IngestError?

    private static let chunkByteCount = 1 << 20

    /// Hashes a file and, if it is large text, finds its pieces in the same pass.
    ///
    /// - Parameters:
    ///   - knownHash: of the same path in the store: then the pieces are found only if the hash differs.
    ///   - store: keeps bytes of small files that the store does not know.
    init(
        _ file: InputFile, knownHash: String?, options: IngestOptions, headers: HeaderResolver, keptIn store: ContentStore? = nil
    ) {
        do throws(IngestError) {
            let source = try file.open()
            if knownHash == nil, let store, source.count <= min(ContentStore.fileByteCount, options.pieceByteCount) {
                let bytes = try source.readAll()
                sha256 = SHA256Digest.hex(bytes.span)
                content = store.keep(bytes)
                return
            }
            if knownHash != nil {
                sha256 = try Self.pass(source, hash: true, survey: nil, options).hash
                if sha256 == knownHash { return }
            }
            let survey = try Self.isLargeText(source, options) ? TextSurvey(pieceByteCount: options.pieceByteCount) : nil
            guard knownHash == nil || survey != nil else { return }
            let result = try Self.pass(source, hash: knownHash == nil, survey: survey, options)
            sha256 = sha256 ?? result.hash
            plan = try result.survey?.finish(source, headers: headers)
        } catch { problem = error }
    }

    private static func isLargeText(_ source: ByteSource, _ options: IngestOptions) throws(IngestError) -> Bool {
        guard source.count > options.pieceByteCount else { return false }
        let start = try source.read(0..<min(source.count, InputFormatTable.prefixByteCount))
        return InputFormatTable.format(of: start) == .text && TextSurvey.canCut(start)
    }

    private static func pass(
        _ source: ByteSource, hash: Bool, survey: TextSurvey?, _ options: IngestOptions
    ) throws(IngestError) -> (hash: String?, survey: TextSurvey?) {
        let digest = hash ? SHA256Stream() : nil
        var survey = survey
        var position = 0
        while position < source.count, !options.interrupt.isRaised {
            let end = min(source.count, position + chunkByteCount)
            let chunk = try source.read(position..<end)
            digest?.update(chunk)
            survey?.consume(chunk)
            position = end
        }
        return (digest.map { SHA256Digest.hex($0.finish()) }, survey)
    }
}
