import Synchronization

/// What a cell turned out to mean in a code list.
public struct Resolution: Sendable, Equatable {
    public enum How: String, Sendable {
        /// The prescribed spelling, also behind a code prefix (`1-男`).
        case label
        /// A usual spelling, or a bare code: understood, but reported (COD-02).
        case alias, code
        case none
    }

    /// The canonical code; nil when `how` is `none`.
    public let code: String?
    public let how: How
    /// 入学方式 typed as 其他 or 其它: the pupil's stage decides between 12 and 99. `code` is then 12, the choice for an
    /// unknown grade.
    public let isAmbiguousOther: Bool

    static let none = Resolution(code: nil, how: .none)

    init(code: String?, how: How, isAmbiguousOther: Bool = false) {
        self.code = code
        self.how = how
        self.isAmbiguousOther = isAmbiguousOther
    }
}

/// A code list and how cells are matched against it.
///
/// **Source**: SPEC §3.
public final class CodeList: Sendable {
    public let name: String
    /// In the order of the CSV.
    public let entries: [CodeEntry]
    private let byLabel: ByteTable
    private let byAlias: ByteTable
    private let byCode: ByteTable
    /// Of the longest accepted code.
    private let codeLength: Int

    public static func named(_ name: String) -> CodeList? { CodeLists.named(name) }

    init(_ table: GeneratedTable) {
        name = table.name
        entries = table.rows().map { CodeEntry(row: $0, list: table.name) }
        byLabel = CodeList.index(entries, keys: { [$0.label] })
        byAlias = CodeList.index(entries, keys: { $0.aliases })
        byCode = CodeList.index(entries, keys: { [$0.code] })
        codeLength = entries.filter(\.isAccepted).map(\.code.utf8.count).max() ?? 0
    }

    /// Resolves a cell, raw or N1. Blank cells are the caller's business.
    ///
    /// **Complexity**: O(bytes); the prescribed label and the bare code take a short way.
    public func resolve(_ bytes: Span<UInt8>) -> Resolution {
        if let entry = byLabel.find(bytes) { return accept(entry, .label) }
        if NormalScan.isNormal(bytes, as: .n1), !mayHavePrefix(bytes), byAlias.find(bytes) == nil,
            let entry = byCode.find(bytes)
        {
            return accept(entry, .code)
        }
        return resolve(bytes.string)
    }

    private func mayHavePrefix(_ bytes: Span<UInt8>) -> Bool {
        for index in 0..<bytes.count where bytes[index] == 0x2D || bytes[index] == 0x2E { return true }
        return false
    }

    public func resolve(_ value: String) -> Resolution {
        let value = withoutPrefix(Normaliser.n1(value))
        if let entry = byLabel[value] { return accept(entry, .label) }
        if let entry = byAlias[value] {
            let isAmbiguous = name == "admission_method" && AdmissionMethod.isOther(value)
            return accept(entry, .alias, isAmbiguousOther: isAmbiguous)
        }
        return resolveCode(value)
    }

    /// Resolves a cell where the pupil's stage is known: 其他 is then 12 or 99.
    public func resolve(_ value: String, stage: Stage?) -> Resolution {
        let found = resolve(value)
        guard found.isAmbiguousOther else { return found }
        return Resolution(code: AdmissionMethod.otherCode(stage: stage), how: found.how, isAmbiguousOther: true)
    }

    public func label(of code: String) -> String? { entry(code)?.label }

    public func entry(_ code: String) -> CodeEntry? {
        if let index = byCode[code] { return entries[index] }
        return isCentralOrgan(code) ? entries.first { $0.code.contains("*") } : nil
    }

    /// Whether the N1 text is a label, alias or code of any entry: such a value is not blank (RULES, conventions).
    public func contains(_ value: String) -> Bool {
        byLabel[value] != nil || byAlias[value] != nil || byCode[value] != nil
    }

    /// The label of `code-label` or `code.label`, where it is that code's own; else the value as it is.
    private func withoutPrefix(_ value: String) -> String {
        let scalars = value.unicodeScalars
        guard let split = scalars.firstIndex(where: { $0 == "-" || $0 == "." }),
            let entry = byCode[String(scalars[..<split])]
        else { return value }
        let rest = String(scalars[scalars.index(after: split)...])
        return entries[entry].label.isExactly(rest) ? rest : value
    }

    private func resolveCode(_ value: String) -> Resolution {
        let upper = Normaliser.asciiUppercased(value)
        if let entry = byCode[upper] { return accept(entry, .code) }
        if isCentralOrgan(upper) { return Resolution(code: upper, how: .code) }
        guard !value.isEmpty, value.utf8.count < codeLength, value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return .none }
        let padded = String(repeating: "0", count: codeLength - value.utf8.count) + value
        return byCode[padded].map { accept($0, .code) } ?? .none
    }

    private func accept(_ index: Int, _ how: Resolution.How, isAmbiguousOther: Bool = false) -> Resolution {
        guard entries[index].isAccepted else { return .none }
        return Resolution(code: entries[index].code, how: how, isAmbiguousOther: isAmbiguousOther)
    }

    /// A three-digit code of GB/T 4657, which 举办者类型 accepts by pattern.
    private func isCentralOrgan(_ code: String) -> Bool {
        let bytes = Array(code.utf8)
        return name == "school_sponsor" && bytes.count == 3 && bytes[0] >= 0x31 && bytes[0] <= 0x34
            && bytes[1...].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// Keys to entries. Of entries that share a key the accepted one in force wins, then the first.
    private static func index(_ entries: [CodeEntry], keys: (CodeEntry) -> [String]) -> ByteTable {
        func rank(_ entry: CodeEntry) -> Int { (entry.isAccepted ? 2 : 0) + (entry.isWithdrawn ? 0 : 1) }
        var result = ByteTable()
        for (position, entry) in entries.enumerated() {
            for key in keys(entry) {
                if let other = result[key], rank(entries[other]) >= rank(entry) { continue }
                result[key] = position
            }
        }
        return result
    }
}

/// The lists by name, each made when it is first asked for: most commands need few of them. Fields, templates, grades and divisions
/// have types of their own.
private enum CodeLists {
    private static let others: Set<String> = [
        "fields", "side_fields", "student_templates", "admin_division", "admin_division_jx_2013", "grade",
    ]
    private static let tables = Dictionary(
        uniqueKeysWithValues: GeneratedTable.all.filter { !others.contains($0.name) }.map { ($0.name, $0) })
    private static let made = Mutex<[String: CodeList]>([:])

    static func named(_ name: String) -> CodeList? {
        guard let table = tables[name] else { return nil }
        return made.withLock { made in
            if let list = made[name] { return list }
            let list = CodeList(table)
            made[name] = list
            return list
        }
    }
}
