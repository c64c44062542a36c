import Columnar
import Records
import Store

/// Findings as rows of the store's `findings` table. **Source**: docs/architecture.md, `findings`.
public struct FindingsTable: Sendable {
    private let report: CheckReport
    private let masker: Masker
    private let names: [String]

    public init(_ report: CheckReport, _ masker: Masker) {
        self.report = report
        self.masker = masker
        names = report.places.names
    }

    /// Some findings, in their order, with rendered messages.
    public func batch(_ range: Range<Int>) -> RecordBatch {
        batch(range, ids: FindingID.make(report.faults[range], masker.keyedDigest())[...])
    }

    /// Column by column from the buffer's bytes: a string for each of millions of cells would cost more than the rules.
    ///
    /// - Parameter ids: of these findings.
    func batch(_ range: Range<Int>, ids: ArraySlice<FindingID>) -> RecordBatch {
        let findings = report.findings
        var rows = FindingRows(report.findings, names, masker)
        for (index, id) in zip(range, ids) { rows.append(findings.heads[index], id) }
        return rows.finish()
    }
}

/// The columns of `findings` while rows are appended.
private struct FindingRows {
    private let findings: FindingBuffer
    private let names: [String]
    private let writer: MessageWriter
    private var rules = CodedTexts()
    private var severities = CodedTexts()
    private var tables = CodedTexts()
    private var files = CodedTexts(keepsEmpty: true)
    private var sheets = CodedTexts()
    private var rowNumbers = PrimitiveBuilder<Int32>()
    private var fields = CodedTexts()
    private var values = StringBuilder()
    private var keys = StringBuilder()
    private var related = StringBuilder()
    private var levels = CodedTexts()
    private var owners = DictionaryBuilder()
    private var chinese = StringBuilder()
    private var english = StringBuilder()
    private var ids = StringBuilder()
    private var arguments = StringBuilder()
    private var scratch: [UInt8] = []
    private var count = 0

    init(_ findings: FindingBuffer, _ names: [String], _ masker: Masker) {
        self.findings = findings
        self.names = names
        writer = MessageWriter(masker)
    }

    mutating func append(_ head: FindingHead, _ id: FindingID) {
        let text = findings.text
        count += 1
        rules.append(Int(head.rule)) { RuleTable.all[Int(head.rule)].definition.id }
        severities.append(Int(head.severity.rawValue)) { head.severity.name }
        tables.append(head.table.map(\.position) ?? -1) { head.table?.findingName ?? "" }
        files.append(Int(head.place.file)) { names[Int(head.place.file)] }
        sheets.append(Int(head.place.sheet)) { names[Int(head.place.sheet)] }
        rowNumbers.append(head.place.row > 0 ? head.place.row : nil)
        let table = head.field >= FindingHead.pupilField ? 0 : head.table.map(\.position) ?? 0
        fields.append(Int(head.field) * 16 + table) { head.fieldDefinition?.name ?? "" }
        Self.append(text[findings.valueRange(head)], to: &values)
        appendKey(head)
        Self.append(text[findings.relatedRange(head)], to: &related)
        levels.append(Int(head.ownerLevel.rawValue)) { head.ownerLevel.name }
        owners.append(head.ownerCode == 0 ? nil : String(head.ownerCode))
        let range = findings.argumentRange(head)
        writer.render(Int(head.rule), text[range], &chinese, &english)
        arguments.append(text[range])
        scratch.removeAll(keepingCapacity: true)
        id.append(to: &scratch)
        ids.append(scratch)
    }

    private mutating func appendKey(_ head: FindingHead) {
        guard head.group != 0 else { return keys.appendNull() }
        keys.append(CheckReport.key(group: head.group, of: RuleTable.all[Int(head.rule)].definition.id))
    }

    private static func append(_ text: ArraySlice<UInt8>, to column: inout StringBuilder) {
        if text.isEmpty { column.appendNull() } else { column.append(text) }
    }

    consuming func finish() -> RecordBatch {
        let schema = RegistryTable.findings.schema
        let columns: [Column] = [
            rules.finish(), severities.finish(), tables.finish(), files.finish(), sheets.finish(),
            .int32(rowNumbers.finish()), fields.finish(), .utf8(values.finish()), .utf8(keys.finish()),
            .utf8(related.finish()), levels.finish(), .dictionary(owners.finish()), .utf8(chinese.finish()),
            .utf8(english.finish()), .utf8(ids.finish()), .utf8(arguments.finish()),
        ]
        return RecordBatch(schema: schema, columns: columns, rowCount: count)
    }
}

/// A text column whose values follow from small numbers, made once for each number.
private struct CodedTexts {
    private let keepsEmpty: Bool
    private var builder = DictionaryBuilder()
    /// Code of a number; nil for the empty text, which is a null unless it is kept.
    private var codes: [Int: UInt32?] = [:]
    private var last: (number: Int, code: UInt32?)?

    init(keepsEmpty: Bool = false) { self.keepsEmpty = keepsEmpty }

    mutating func append(_ number: Int, _ text: () -> String) {
        if last?.number != number {
            if codes[number] == nil {
                let text = text()
                codes[number] = .some(text.isEmpty && !keepsEmpty ? nil : builder.intern(text))
            }
            last = (number, codes[number] ?? nil)
        }
        if let code = last?.code { builder.appendCode(code) } else { builder.appendNull() }
    }

    consuming func finish() -> Column { .dictionary(builder.finish()) }
}
