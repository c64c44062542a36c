import Columnar
import Records
import Store

/// Statistics of a table as they leave the program: whole, of chosen rows, or in groups.
///
/// Where rows were chosen or grouped, what fewer than five pupils have in common is left out: it would say something about
/// each of them. `--reveal` shows it.
package struct StatisticsResult: Sendable {
    /// Groups of fewer pupils are not shown.
    package static let smallestGroup = 5

    package struct Section: Sendable {
        /// The texts of the group's keys, in the order of `keys`; empty when there are no groups.
        package let keys: [String]
        package let rowCount: Int
        /// Empty where the group is too small to be shown.
        package let columns: [ColumnStatistics]
        package var isSuppressed: Bool { columns.isEmpty }
    }

    package let table: RegistryTable
    /// Names of what the rows were grouped by.
    package let keys: [String]
    package let sections: [Section]
    /// The condition as typed; nil: all rows.
    package let condition: String?
    package var isGrouped: Bool { !keys.isEmpty }
    package var suppressedCount: Int { sections.count(where: \.isSuppressed) }
    /// Whether values of fewer than five rows are left out of the frequent ones.
    package let hidesRareValues: Bool

    /// - Parameters:
    ///   - groups: each with the texts of its keys; one without keys when the rows are not grouped.
    ///   - masker: for the keys, and to know whether everything is shown.
    package init(
        _ table: RegistryTable, keys: [String] = [], groups: [(keys: [String?], rowCount: Int, columns: [ColumnStatistics])],
        condition: String? = nil, masker: Masker
    ) {
        let isNarrowed = !keys.isEmpty || condition != nil
        let protects = isNarrowed && table.isAboutPupils && !masker.reveal
        self.table = table
        self.keys = keys
        self.condition = condition
        hidesRareValues = protects
        sections = groups.map { group in
            let isSmall = protects && group.rowCount < StatisticsResult.smallestGroup
            let texts = zip(keys, group.keys).map { key, text in
                OutputText.terminalSafe(masker.text(text ?? "", as: table.mask(ofColumn: key)))
            }
            return Section(keys: texts, rowCount: group.rowCount, columns: isSmall ? [] : group.columns)
        }
    }

    /// The frequent values that may be shown.
    package func mostFrequent(_ column: ColumnStatistics) -> [ColumnStatistics.FrequentValue] {
        hidesRareValues ? column.mostFrequent.filter { $0.count >= StatisticsResult.smallestGroup } : column.mostFrequent
    }

    /// The same of the bars of a histogram: one with fewer than five pupils is empty.
    package func histogram(_ bars: [ColumnStatistics.Bar]) -> [ColumnStatistics.Bar] {
        guard hidesRareValues else { return bars }
        return bars.map { $0.count >= StatisticsResult.smallestGroup ? $0 : .init(from: $0.from, through: $0.through, count: 0) }
    }

    /// The count, or that it is too small to be told.
    package func count(_ section: Section) -> String {
        section.isSuppressed ? "<\(StatisticsResult.smallestGroup)" : String(section.rowCount)
    }
}

extension RegistryTable {
    /// Whether a row is about one pupil.
    package var isAboutPupils: Bool {
        switch self {
        case .student, .proof, .signoff, .findings, .cellIssues: true
        case .school, .campus, .class, .summary, .issuedSchool, .files, .runs: false
        }
    }
}
