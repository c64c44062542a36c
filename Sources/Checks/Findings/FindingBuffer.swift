import Records

/// A placeholder of a message with its text and how it must be masked.
package struct Argument: Sendable {
    package let name: String
    package let mask: MaskKind
    package let text: String

    /// A repeated name makes a list, joined by `、` in the message.
    package init(_ name: String, _ text: String, _ mask: MaskKind = .none) {
        self.name = name
        self.text = text
        self.mask = mask
    }

    package init(_ name: String, _ number: some FixedWidthInteger) { self.init(name, String(number)) }

    /// Splits what `FindingBuffer` encoded: `name␟maskKind␟text` joined by `␞`.
    package static func decode(_ encoded: some StringProtocol) -> [Argument] {
        encoded.split(separator: "\u{1E}", omittingEmptySubsequences: true).compactMap { item in
            let parts = item.split(separator: "\u{1F}", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let mask = MaskKind(rawValue: String(parts[1])) else { return nil }
            return Argument(String(parts[0]), String(parts[2]), mask)
        }
    }
}

/// One finding as a rule states it.
package struct FindingDraft {
    package var table: RegistryTable?
    package var place: Place
    package var field: Int16
    package var severity: Severity
    package var owner: Owner
    package var value: String
    package var group: Int32 = 0
    package var related: String = ""
    package var arguments: [Argument] = []

    package init(
        table: RegistryTable?, place: Place, field: Int16, severity: Severity, owner: Owner, value: String,
        group: Int32 = 0, related: String = "", arguments: [Argument] = []
    ) {
        self.table = table
        self.place = place
        self.field = field
        self.severity = severity
        self.owner = owner
        self.value = value
        self.group = group
        self.related = related
        self.arguments = arguments
    }
}

/// Findings in any order, some 100 bytes each: fixed-width heads and one run of text.
///
/// Appending is associative, and the final sort makes it commutative, which is the merge law of every row rule.
package struct FindingBuffer: Sendable {
    package private(set) var heads: [FindingHead] = []
    package private(set) var text: [UInt8] = []

    package init() {}

    package var count: Int { heads.count }

    package mutating func add(_ draft: FindingDraft, rule: UInt8 = 0) {
        let start = text.count
        text.append(contentsOf: draft.value.utf8)
        let valueEnd = text.count
        text.append(contentsOf: draft.related.utf8)
        let relatedEnd = text.count
        for (index, argument) in draft.arguments.enumerated() {
            if index > 0 { text.append(0x1E) }
            encode(argument)
        }
        heads.append(
            FindingHead(
                place: draft.place, group: draft.group, textStart: start, valueCount: UInt32(valueEnd - start),
                relatedCount: UInt32(relatedEnd - valueEnd), argumentCount: UInt32(text.count - relatedEnd),
                ownerCode: draft.owner.code, field: draft.field, rule: rule, severity: draft.severity,
                ownerLevel: draft.owner.level, table: draft.table))
    }

    private mutating func encode(_ argument: Argument) {
        text.append(contentsOf: argument.name.utf8)
        text.append(0x1F)
        text.append(contentsOf: argument.mask.rawValue.utf8)
        text.append(0x1F)
        // The separators cannot stand in a text, so that splitting is exact.
        for byte in argument.text.utf8 where byte != 0x1E && byte != 0x1F { text.append(byte) }
    }

    /// Appends another buffer; `rule` renumbers the appended findings.
    package mutating func append(_ other: FindingBuffer, rule: UInt8? = nil) {
        let shift = text.count
        text.append(contentsOf: other.text)
        heads.reserveCapacity(heads.count + other.heads.count)
        for var head in other.heads {
            head.textStart += shift
            if let rule { head.rule = rule }
            heads.append(head)
        }
    }

    package mutating func setGroup(_ index: Int, _ group: Int32) { heads[index].group = group }

    package mutating func reorder(_ order: [Int32]) { heads = order.map { heads[Int($0)] } }

    /// Drops findings and keeps the text of the others where it lies.
    package mutating func keep(where isKept: (FindingHead) -> Bool) { heads.removeAll { !isKept($0) } }

    package func valueRange(_ head: FindingHead) -> Range<Int> { head.textStart..<head.textStart + Int(head.valueCount) }

    package func value(_ head: FindingHead) -> String { String(decoding: text[valueRange(head)], as: UTF8.self) }

    package func relatedRange(_ head: FindingHead) -> Range<Int> {
        let start = head.textStart + Int(head.valueCount)
        return start..<start + Int(head.relatedCount)
    }

    package func argumentRange(_ head: FindingHead) -> Range<Int> {
        let start = head.textStart + Int(head.valueCount) + Int(head.relatedCount)
        return start..<start + Int(head.argumentCount)
    }

    package func related(_ head: FindingHead) -> String { String(decoding: text[relatedRange(head)], as: UTF8.self) }

    package func arguments(_ head: FindingHead) -> String { String(decoding: text[argumentRange(head)], as: UTF8.self) }
}
