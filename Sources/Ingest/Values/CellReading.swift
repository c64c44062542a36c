import Records

/// What is to be noted about a cell besides its value.
///
/// **Source**: docs/architecture.md, `cell_issues`.
package struct CellIssues: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let precisionLost = CellIssues(rawValue: 1 << 0)
    package static let dateReformatted = CellIssues(rawValue: 1 << 1)
    package static let dateUnreadable = CellIssues(rawValue: 1 << 2)
    package static let normalised = CellIssues(rawValue: 1 << 3)
    package static let adjusted = CellIssues(rawValue: 1 << 4)
    package static let formulaWithoutValue = CellIssues(rawValue: 1 << 5)
    package static let codeUnknown = CellIssues(rawValue: 1 << 6)
    package static let codeNotLabel = CellIssues(rawValue: 1 << 7)

    /// The words of the column `kind`, by bit.
    package static let kinds = [
        "precision_lost", "date_reformatted", "date_unreadable", "normalised", "adjusted", "formula_without_value",
        "code_unknown", "code_not_label",
    ]

    /// Kinds that make a cell present but unreadable.
    static let unreadable: CellIssues = [.precisionLost, .dateUnreadable, .formulaWithoutValue, .codeUnknown]
}

/// A cell of a field, read: its canonical value and what is to be noted.
package struct CellReading: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        /// Blank or unreadable.
        case null
        case text([UInt8])
        /// Days since 1970-01-01.
        case date(Int32)
        /// 201309, or a bare year where one is allowed.
        case month(Int32)
        case bool(Bool)
    }

    package var value: Value
    package var issues: CellIssues = []
    /// The cell as typed; numbers as rendered.
    package var raw: [UInt8] = []
    /// What the field's normalisation made of it.
    package var normalised: [UInt8] = []

    package var isUnreadable: Bool { !issues.isDisjoint(with: .unreadable) }

    /// The value read, as text: canonical code, `20070831`, `201309`, `1`/`0`, else the normalised text.
    package var canonicalText: [UInt8]? {
        switch value {
        case .null: nil
        case .text(let text): text
        case .date(let days): Array(RealDate(daysSince1970: days).compact.utf8)
        case .month(let month): Array("\(month)".utf8)
        case .bool(let value): Array((value ? "1" : "0").utf8)
        }
    }

    /// What stands in `canonical` of an issue row: for normalised text that text, else the value read.
    package func canonical(for issue: CellIssues) -> [UInt8]? {
        issue == .normalised || issue == .adjusted ? normalised : canonicalText
    }
}

extension RealDate {
    /// `20070831`.
    fileprivate var compact: String { "\(number)" }
}
