import Records

/// What a file or archive member, or a piece of one, gave.
struct UnitOutcome: Sendable {
    /// Words of the column `format`.
    enum Format: String, Sendable { case xlsx, xls, csv, tsv, html, unknown }

    var format = Format.unknown
    var encoding: TextEncoding?
    var sheets: [SheetResult] = []
    /// The rows, while batches are open.
    var parts: [SharedBatches.Part] = []
    /// The rows.
    var output: [ClusterRows] = []
    /// U+FFFD in decoded text.
    var replacementCount = 0
    /// What to tell a person about a file that was read.
    var note: IngestError?
    /// Why nothing was taken.
    var problem: IngestError?

    var rowCount: Int { sheets.reduce(0) { $0 + $1.dataRowCount } }

    /// Adds what the next piece of the same text gave.
    mutating func merge(_ other: UnitOutcome) {
        replacementCount += other.replacementCount
        note = note ?? other.note
        for (index, sheet) in other.sheets.enumerated() where index < sheets.count { sheets[index].merge(sheet) }
    }
}

/// Reads units whole, one after the other, in one worker.
struct UnitReader {
    let batches: SharedBatches
    let context: WorkerContext
    let limits: Limits
    let isIssued: Bool
    let interrupt: InterruptFlag

    /// Units that share batches. Nothing of a bad file is kept, and nothing else is lost.
    func read(_ units: ArraySlice<InputUnit>) -> [UnitOutcome] {
        var outcomes: [UnitOutcome] = []
        for index in units.indices {
            let rowCount = batches.rowCount
            let outcome = read(units[index])
            if outcome.problem != nil, batches.rowCount != rowCount {
                // Rows of the damaged file lie among those of the others, which are read again without it.
                batches.removeAll()
                return read(units[..<index]) + [outcome] + read(units[(index + 1)...])
            }
            outcomes.append(outcome)
        }
        return outcomes.isEmpty ? [] : close(outcomes)
    }

    /// Closes the batches and gives each unit its rows.
    func close(_ outcomes: [UnitOutcome]) -> [UnitOutcome] {
        defer { batches.removeAll() }
        batches.finish()
        return outcomes.map { outcome in
            var outcome = outcome
            outcome.output = outcome.parts.flatMap(batches.rows)
            outcome.parts = []
            return outcome
        }
    }

    /// Never throws: what is wrong with the file is part of the outcome. Of a bad file rows may be left in the batches.
    private func read(_ unit: InputUnit) -> UnitOutcome {
        var outcome = UnitOutcome()
        do {
            switch try unit.open(limits: limits) {
            case .workbook(let archive):
                outcome.format = .xlsx
                try readWorkbook(path: unit.path, &outcome) { try WorkbookReader.read(archive, cache: context.workbooks, body: $0) }
            case .legacyWorkbook(let workbook):
                outcome.format = .xls
                try readWorkbook(path: unit.path, &outcome) { try workbook.read(body: $0) }
            case .text(let content):
                outcome.format = .csv
                let bytes = try content.readAll(maximum: limits.entryByteCount)
                try readText(bytes, path: unit.path, &outcome)
            case .html(let content):
                outcome.format = .html
                let bytes = try content.readAll(maximum: limits.workbookByteCount)
                try readHTML(bytes, path: unit.path, &outcome)
            }
        } catch let error as IngestError {
            return UnitOutcome(format: outcome.format, problem: error)
        } catch {
            return UnitOutcome(format: outcome.format, problem: IngestError(.unknownContent, "\(error)"))
        }
        return outcome
    }

    private func assembler(_ path: String, isText: Bool) -> SheetAssembler {
        SheetAssembler(batches, headers: context.headers, file: path, isIssued: isIssued, isText: isText)
    }

    /// - Parameter read: calls its argument with each block of the workbook.
    private func readWorkbook(
        path: String, _ outcome: inout UnitOutcome, _ read: ((SheetBlock) throws -> BlockDecision) throws -> Void
    ) throws {
        var assembler = assembler(path, isText: false)
        try read { block in assembler.consume(block) }
        assembler.finish()
        outcome.sheets = assembler.sheets
        outcome.parts = assembler.parts
    }

    /// Text that lies in memory as a whole.
    func readText(_ bytes: [UInt8], path: String, _ outcome: inout UnitOutcome) throws(IngestError) {
        let encoding = TextEncoding.detect(bytes)
        let (text, start, replacements) = Self.decode(bytes, encoding)
        let delimiter = Delimiter.guess(text, in: start..<text.count)
        outcome.format = delimiter == .tab ? .tsv : .csv
        outcome.encoding = encoding
        outcome.replacementCount = replacements
        var assembler = assembler(path, isText: true)
        var reader = CSVReader(text, in: start..<text.count, delimiter: delimiter, limits: limits)
        try feed(&reader, to: &assembler, &outcome)
        guard !assembler.sheets.isEmpty || replacements == 0 else {
            throw Self.undecodable(replacements)
        }
    }

    private func readHTML(_ bytes: [UInt8], path: String, _ outcome: inout UnitOutcome) throws(IngestError) {
        let encoding = TextEncoding.detect(bytes)
        let (text, start, replacements) = Self.decode(bytes, encoding)
        outcome.encoding = encoding
        outcome.replacementCount = replacements
        var assembler = assembler(path, isText: false)
        var reader = HTMLReader(text, from: start, limits: limits)
        while !interrupt.isRaised, let block = try reader.next() {
            if assembler.consume(block) == .skipSheet { break }
        }
        assembler.finish()
        outcome.sheets = assembler.sheets
        outcome.parts = assembler.parts
        if reader.endsInsideTable { outcome.note = IngestError(.unclosedTable, "the last table is never closed") }
        guard !assembler.sheets.isEmpty || replacements == 0 else { throw Self.undecodable(replacements) }
    }

    /// Text of a large file: one piece, the header being known.
    func readPiece(
        _ piece: TextPiece, of source: ByteSource, plan: TextPlan, header: SheetHeader, path: String
    ) throws(IngestError) -> UnitOutcome {
        var outcome = UnitOutcome(format: plan.delimiter == .tab ? .tsv : .csv, encoding: plan.encoding)
        let bytes = try source.read(piece.range)
        let decoded = TextDecoder.decode(bytes, in: 0..<bytes.count, as: plan.encoding)
        outcome.replacementCount = decoded.replacementCount
        var assembler = assembler(path, isText: true)
        assembler.resume(header, sheet: "")
        var reader = CSVReader(
            decoded.text, in: 0..<decoded.text.count, delimiter: plan.delimiter, line: piece.line, limits: limits)
        try feed(&reader, to: &assembler, &outcome)
        return outcome
    }

    /// Large text without a header row.
    func readHeaderless(_ source: ByteSource, plan: TextPlan) throws(IngestError) -> UnitOutcome {
        var outcome = UnitOutcome(format: plan.delimiter == .tab ? .tsv : .csv, encoding: plan.encoding)
        for piece in plan.pieces {
            let bytes = try source.read(piece.range)
            outcome.replacementCount += TextDecoder.decode(bytes, in: 0..<bytes.count, as: plan.encoding).replacementCount
        }
        if outcome.replacementCount > 0 { outcome.problem = Self.undecodable(outcome.replacementCount) }
        return outcome
    }

    private static func undecodable(_ count: Int) -> IngestError {
        IngestError(.undecodable, "no header row, and \(count) characters cannot be decoded; save it as .xlsx")
    }

    private func feed(
        _ reader: inout CSVReader, to assembler: inout SheetAssembler, _ outcome: inout UnitOutcome
    ) throws(IngestError) {
        while !interrupt.isRaised, let block = try reader.next() {
            if assembler.consume(block) == .skipSheet { break }
        }
        assembler.finish()
        outcome.sheets = assembler.sheets
        outcome.parts = assembler.parts
        if let line = reader.unclosedQuoteLine { outcome.note = IngestError(.unclosedQuote, "a quote is never closed", location: "line \(line)") }
    }

    /// Text in whatever encoding it is.
    static func decode(_ bytes: [UInt8]) -> (text: [UInt8], start: Int, replacements: Int) {
        decode(bytes, TextEncoding.detect(bytes))
    }

    /// Decoded text and where it begins, the byte order mark left out; strict UTF-8 is not copied.
    private static func decode(_ bytes: [UInt8], _ encoding: TextEncoding) -> (text: [UInt8], start: Int, replacements: Int) {
        let start = encoding.markLength
        if encoding == .utf8 || encoding == .utf8WithMark {
            var replacements = 0
            let valid = UTF8Check.validPrefix(bytes, in: start..<bytes.count, replacements: &replacements)
            if valid == bytes.count { return (bytes, start, replacements) }
        }
        let decoded = TextDecoder.decode(bytes, in: start..<bytes.count, as: encoding)
        return (decoded.text, 0, decoded.replacementCount)
    }
}
