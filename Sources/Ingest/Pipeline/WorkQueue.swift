import Records

/// One unit of a wave: a file or archive member, or a piece of a large text file.
struct WorkItem: Sendable {
    enum Work: Sendable {
        case unit(InputUnit)
        case piece(TextPiece, ByteSource, TextPlan, SheetHeader)
        /// Large text without a header row: only looked through for characters that cannot be decoded.
        case headerless(ByteSource, TextPlan)
        case failed(IngestError)
    }

    /// Index of the file.
    var file: Int
    /// Of the file or the archive member.
    var path: String
    var work: Work
    /// Bytes of the file on disk that this item stands for.
    var byteCount: Int
    var isLastOfFile: Bool
    /// False for all pieces of a text but the last.
    var isLastOfUnit = true

    /// What reading the item may take in memory, roughly.
    var cost: Int {
        switch work {
        case .piece(let piece, _, _, _): piece.range.count * 4
        case .unit(let unit): unit.memoryCost
        case .headerless, .failed: 1 << 20
        }
    }

    /// Nil for pieces.
    var wholeUnit: InputUnit? { if case .unit(let unit) = work { unit } else { nil } }

    func read(_ reader: UnitReader) -> Result<UnitOutcome, IngestFailure> {
        switch work {
        case .unit(let unit): return .success(reader.read([unit])[0])
        case .failed(let error): return .success(UnitOutcome(problem: error))
        case .piece(let piece, let source, let plan, let header):
            return attempt(reader) { () throws(IngestError) in
                try reader.readPiece(piece, of: source, plan: plan, header: header, path: path)
            }
        case .headerless(let source, let plan):
            return attempt(reader) { () throws(IngestError) in try reader.readHeaderless(source, plan: plan) }
        }
    }

    /// Pieces before this one may have been taken already, so a failure here ends the run.
    private func attempt(
        _ reader: UnitReader, _ body: () throws(IngestError) -> UnitOutcome
    ) -> Result<UnitOutcome, IngestFailure> {
        do throws(IngestError) { return .success(reader.close([try body()])[0]) } catch {
            return .failure(.changedWhileReading(path: path, message: error.message))
        }
    }
}

extension InputUnit {
    fileprivate var memoryCost: Int {
        switch content {
        case .plain: byteCount * 8
        case .gzip, .member: byteCount * 40
        }
    }
}

/// What cutting files into units depends on.
struct WorkPlan: Sendable {
    let files: [InputFile]
    let options: IngestOptions
    let limits: Limits
    /// Where large text from archives may lie while it is read in pieces; nil: it is read whole, in memory.
    let temporaryFolder: String?
}

/// Cuts files into units, a wave at a time, so that few files are open at once.
struct WorkQueue {
    private static let waveItemCount = 2048
    /// Two pieces of a text for each thread: more would only take memory, and fetching its pages costs time.
    private static let waveCostOfThread = 64 << 20
    /// A compressed file from which on text is inflated to disk and read in pieces.
    private static let largeCompressedByteCount = 8 << 20

    private let run: WorkPlan
    private let files: [Int]
    private let surveys: [FileSurvey]
    private var next = 0
    /// Items of files that are opened already, in order.
    private var ready: [WorkItem] = []

    /// - Parameter files: positions in the plan's files.
    init(_ plan: WorkPlan, files: [Int], surveys: [FileSurvey]) {
        run = plan
        self.files = files
        self.surveys = surveys
    }

    /// The next wave: as many items as the memory allows, at least one for each thread. Empty at the end.
    mutating func next(_ headers: HeaderResolver) throws(IngestFailure) -> [WorkItem] {
        var wave: [WorkItem] = []
        var cost = 0
        let budget = min(run.options.memoryByteCount / 4, run.options.threads * Self.waveCostOfThread)
        while wave.count < Self.waveItemCount {
            if ready.isEmpty, next < files.count {
                ready = items(of: files[next], headers).reversed()
                next += 1
                continue
            }
            guard let item = ready.last else { break }
            if wave.count >= run.options.threads, cost + item.cost > budget { break }
            cost += item.cost
            wave.append(item)
            ready.removeLast()
        }
        return wave
    }

    private func items(of index: Int, _ headers: HeaderResolver) -> [WorkItem] {
        let file = run.files[index]
        var items: [WorkItem] = []
        do throws(IngestError) {
            if let problem = surveys[index].problem { throw problem }
            let source: ByteSource = if let kept = surveys[index].content?.take() { .memory(kept) } else { try open(file) }
            if let plan = surveys[index].plan {
                items = pieces(plan, source, index, path: file.path)
            } else {
                let units = InputUnits(of: source, path: file.path, limits: run.limits, decodeName: Self.memberName)
                for unit in units.units { items += self.items(of: unit, index, headers) }
                items += units.problems.map { item(index, $0.path, .failed($0.error)) }
                if items.isEmpty {
                    throw IngestError(.empty, "expected files in the archive, found none")
                }
            }
        } catch { items = [item(index, file.path, .failed(error))] }
        items[items.count - 1].isLastOfFile = true
        items[items.count - 1].byteCount += file.byteCount - items.reduce(0) { $0 + $1.byteCount }
        return items
    }

    /// A small file is read at once: its parts would cost more calls of the system than bytes.
    private func open(_ file: InputFile) throws(IngestError) -> ByteSource {
        let source = try file.open()
        return source.count <= ContentStore.fileByteCount ? .memory(try source.readAll()) : source
    }

    private func item(_ file: Int, _ path: String, _ work: WorkItem.Work) -> WorkItem {
        WorkItem(file: file, path: path, work: work, byteCount: 0, isLastOfFile: false)
    }

    private func items(of unit: InputUnit, _ index: Int, _ headers: HeaderResolver) -> [WorkItem] {
        guard let folder = run.temporaryFolder, unit.byteCount > Self.largeCompressedByteCount, unit.isCompressed else {
            return [item(index, unit.path, .unit(unit))]
        }
        do throws(IngestError) {
            guard case .text(let content) = try unit.open(limits: run.limits) else { return [item(index, unit.path, .unit(unit))] }
            guard let (source, plan) = try expand(content, in: folder, headers) else { return [item(index, unit.path, .unit(unit))] }
            return pieces(plan, source, index, path: unit.path)
        } catch { return [item(index, unit.path, .failed(error))] }
    }

    private func pieces(_ plan: TextPlan, _ source: ByteSource, _ index: Int, path: String) -> [WorkItem] {
        guard let header = plan.header else { return [item(index, path, .headerless(source, plan))] }
        var items = plan.pieces.map { piece in
            WorkItem(
                file: index, path: path, work: .piece(piece, source, plan, header), byteCount: 0, isLastOfFile: false,
                isLastOfUnit: false)
        }
        items[items.count - 1].isLastOfUnit = true
        return items
    }

    /// Inflates text to a nameless file and finds its pieces; nil for text that cannot be cut.
    private func expand(
        _ content: InputContent, in folder: String, _ headers: HeaderResolver
    ) throws(IngestError) -> (ByteSource, TextPlan)? {
        let stream = try content.stream()
        let file = try TemporaryFile(in: folder)
        var survey = TextSurvey(pieceByteCount: run.options.pieceByteCount)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var isFirst = true
        while !run.options.interrupt.isRaised {
            let count = try stream.read(into: &buffer)
            if count == 0 { break }
            let chunk = count == buffer.count ? buffer : Array(buffer[..<count])
            if isFirst, !TextSurvey.canCut(chunk) { return nil }
            isFirst = false
            survey.consume(chunk)
            try file.append(buffer, count: count)
        }
        let source = try file.source()
        return (source, try survey.finish(source, headers: headers))
    }

    /// Names of archive members without the UTF-8 flag: UTF-8 if valid, else GB18030.
    static let memberName: @Sendable ([UInt8]) -> String = { bytes in
        let encoding: TextEncoding = UTF8Check.isValid(bytes) ? .utf8 : .gb18030
        return String(decoding: TextDecoder.decode(bytes, in: 0..<bytes.count, as: encoding).text, as: UTF8.self)
    }
}

extension InputUnit {
    fileprivate var isCompressed: Bool { if case .plain = content { false } else { true } }
}

/// Puts the outcomes of the pieces of a text together.
struct PieceJoiner {
    private var open: UnitOutcome?

    /// The outcome of the whole unit, once its last piece is there; without its rows.
    mutating func add(_ outcome: UnitOutcome, of item: WorkItem) -> UnitOutcome? {
        var outcome = outcome
        outcome.output = []
        if var whole = open {
            whole.merge(outcome)
            open = whole
        } else {
            open = outcome
        }
        return item.isLastOfUnit ? open.take() : nil
    }
}
