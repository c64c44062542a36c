/// A file, or a member of an archive, to be read by one reader.
package struct InputUnit: Sendable {
    /// Relative to the drop folder; `archive!member` for members.
    package let path: String
    package let content: InputContent
    /// Bytes before inflating, for planning.
    package let byteCount: Int
    /// Of a workbook that is a file by itself, opened already.
    var archive: ZipArchive?
}

/// The units of one file.
package struct InputUnits: Sendable {
    package private(set) var units: [InputUnit] = []
    package private(set) var problems: [InputProblem] = []
    /// Members that were passed over.
    package private(set) var skipped = SkippedFiles()

    /// Looks into a file: an archive gives a unit for each member, anything else gives one unit.
    ///
    /// Members keep the order of the byte order of their names. Nothing is inflated here.
    /// - Parameter decodeName: text of a member name without the UTF-8 flag.
    package init(
        of source: ByteSource, path: String, limits: Limits = Limits(),
        decodeName: @Sendable ([UInt8]) -> String = { String(decoding: $0, as: UTF8.self) }
    ) {
        do throws(IngestError) {
            switch InputFormatTable.format(of: try source.read(0..<min(InputFormatTable.prefixByteCount, source.count))) {
            case .zip:
                let archive = try ZipArchive(source, limits: limits, decodeName: decodeName)
                if archive.isOfficeFile {
                    units = [InputUnit(path: path, content: .plain(source), byteCount: source.count, archive: archive)]
                } else {
                    addMembers(archive, path: path)
                }
            case .compoundFile, .html, .text, .unknown:
                units = [InputUnit(path: path, content: .plain(source), byteCount: source.count)]
            case .gzip:
                units = [InputUnit(path: path, content: .gzip(source, limits), byteCount: source.count)]
            }
        } catch { problems = [InputProblem(path: path, error: error)] }
    }

    private mutating func addMembers(_ archive: ZipArchive, path: String) {
        var names: Set<String> = []
        for entry in archive.entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
        where !entry.isFolder && !skips(entry) {
            let memberPath = "\(path)!\(entry.name)"
            if names.insert(entry.name).inserted {
                units.append(InputUnit(path: memberPath, content: .member(archive, entry), byteCount: entry.compressedByteCount))
            } else {
                let error = IngestError(.damagedArchive, "two members of the archive have the same name; pack it anew")
                problems.append(InputProblem(path: memberPath, error: error))
            }
        }
    }

    private mutating func skips(_ entry: ZipEntry) -> Bool {
        for step in entry.name.utf8.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }) where skipped.skips(name: step) {
            return true
        }
        guard entry.byteCount == 0 else { return false }
        skipped.empty += 1
        return true
    }
}

/// A unit whose format is known.
package enum OpenedInput: Sendable {
    case workbook(ZipArchive)
    /// BIFF in a compound file.
    case legacyWorkbook(XLSWorkbook)
    case text(InputContent)
    case html(InputContent)
}

extension InputUnit {
    /// Recognises the content by its bytes.
    ///
    /// **Errors**: `unknownContent`, `noWorkbook`, `archiveInArchive`, `encrypted`, `unsupportedWorkbook`, and those of the container.
    package func open(limits: Limits = Limits()) throws(IngestError) -> OpenedInput {
        if let archive { return .workbook(try checked(archive)) }
        switch InputFormatTable.format(of: try content.prefix()) {
        case .text: return .text(content)
        case .html: return .html(content)
        case .zip:
            if case .plain(let source) = content { return .workbook(try openWorkbook(source, limits)) }
            return .workbook(try openWorkbook(.memory(content.readAll(maximum: limits.workbookByteCount)), limits))
        case .compoundFile:
            let container = try CompoundFile(content.readAll(maximum: limits.workbookByteCount))
            guard container.isEncryptedPackage else { return .legacyWorkbook(try XLSWorkbook(container, limits: limits)) }
            return .workbook(try openWorkbook(.memory(EncryptedPackage.decrypt(container, limits: limits)), limits))
        case .gzip: throw IngestError(.archiveInArchive, "an archive inside an archive is not opened; unpack it first")
        case .unknown: throw IngestError(.unknownContent, "expected a workbook or text, found other bytes")
        }
    }

    private func openWorkbook(_ source: ByteSource, _ limits: Limits) throws(IngestError) -> ZipArchive {
        let archive: ZipArchive
        do throws(IngestError) { archive = try ZipArchive(source, limits: limits) } catch {
            guard error.problem == .damagedArchive else { throw error }
            throw IngestError(.damagedWorkbook, error.message, location: error.location)
        }
        return try checked(archive)
    }

    private func checked(_ archive: ZipArchive) throws(IngestError) -> ZipArchive {
        guard archive.isOfficeFile else {
            throw IngestError(.archiveInArchive, "an archive inside an archive is not opened; unpack it first")
        }
        guard archive.entry(named: WorkbookParts.workbookPart) != nil else {
            throw IngestError(.noWorkbook, "the file has no \(WorkbookParts.workbookPart); save it as an .xlsx workbook")
        }
        return archive
    }
}
