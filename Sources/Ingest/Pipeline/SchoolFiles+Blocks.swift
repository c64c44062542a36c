import Records

extension SchoolFiles {
    /// Looks at the files once more, cell by cell: what a checked copy is made of. Files that cannot be read are passed over, and so
    /// is the issued list.
    ///
    /// - Parameter body: called with the file's or member's path and each block of its visible sheets, in order.
    package func forEachBlock(_ body: (String, SheetBlock) throws -> Void) throws {
        let limits = Limits()
        for file in inputs where !file.isIssued {
            guard let source = try? file.open() else { continue }
            let units = InputUnits(of: source, path: file.path, limits: limits, decodeName: WorkQueue.memberName)
            for unit in units.units { try Self.read(unit, limits) { try body(unit.path, $0) } }
        }
    }

    private static func read(_ unit: InputUnit, _ limits: Limits, _ body: (SheetBlock) throws -> Void) throws {
        var blocks: [SheetBlock] = []
        do throws(IngestError) { try collect(unit, limits, &blocks) } catch { return }
        for block in blocks { try body(block) }
    }

    /// A file is taken whole or not at all.
    private static func collect(_ unit: InputUnit, _ limits: Limits, _ blocks: inout [SheetBlock]) throws(IngestError) {
        let keep: (SheetBlock) -> BlockDecision = {
            blocks.append($0)
            return .proceed
        }
        do {
            switch try unit.open(limits: limits) {
            case .workbook(let archive): try WorkbookReader.read(archive, body: keep)
            case .legacyWorkbook(let workbook): try workbook.read(body: keep)
            case .text(let content):
                let (text, start, _) = UnitReader.decode(try content.readAll(maximum: limits.entryByteCount))
                let delimiter = Delimiter.guess(text, in: start..<text.count)
                var reader = CSVReader(text, in: start..<text.count, delimiter: delimiter, limits: limits)
                while let block = try reader.next() { blocks.append(block) }
            case .html(let content):
                let (text, start, _) = UnitReader.decode(try content.readAll(maximum: limits.workbookByteCount))
                var reader = HTMLReader(text, from: start, limits: limits)
                while let block = try reader.next() { blocks.append(block) }
            }
        } catch let error as IngestError {
            throw error
        } catch {
            throw IngestError(.unknownContent, "\(error)")
        }
    }
}
