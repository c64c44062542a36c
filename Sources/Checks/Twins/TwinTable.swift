import Records

/// The twin of each rule, in the order of the catalogue.
package enum TwinTable {
    package static let all: [(id: String, twin: Twin)] =
        IdentityTwins.all + DuplicateTwins.all + AgeTwins.all + GradeTwins.all + ProofTwins.all + ReferenceTwins.all
        + CodeTwins.all + FormatTwins.all + CompletenessTwins.all + GuardianTwins.all + SummaryTwins.all + SignoffTwins.all
        + FileTwins.all

    private static let byRule: [String: Twin] = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.twin) })

    /// Nil for a rule without an entry.
    package static func twin(of rule: String) -> Twin? { byRule[rule] }

    /// Why a rule without a statement has none.
    package static func reason(_ rule: String) -> BilingualText {
        if case .inexpressible(let reason)? = twin(of: rule) { return reason }
        return BilingualText("尚无 SQL 写法", "it has no statement in SQL")
    }
}
