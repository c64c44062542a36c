import Records

/// Whether a value of an expression is personal data, and how it is shown then.
///
/// | Expression | Shown |
/// |---|---|
/// | a column, also through `coalesce`, `CASE`, `min`, `max`, a cast to text | as its field is masked everywhere |
/// | anything else that is computed from a personal value | `…` |
/// | truth values, `IS NULL`, `count`, the length of a column, the year of a birth date | as it is: it holds no more than the mask shows, or than the question did |
package enum Privacy: Sendable, Equatable {
    case open
    case field(MaskKind)
    case derived

    init(_ kind: MaskKind) { self = kind == .none ? .open : .field(kind) }

    package var isOpen: Bool { self == .open }

    /// Of a value that is one or the other.
    func joined(_ other: Privacy) -> Privacy {
        if self == other || other == .open { return self }
        return self == .open ? other : .derived
    }

    /// Of what is computed from values.
    static func computed(_ parts: [Bound]) -> Privacy { parts.allSatisfy { $0.privacy.isOpen } ? .open : .derived }

    static func anyOf(_ parts: [Bound]) -> Privacy { parts.reduce(.open) { $0.joined($1.privacy) } }
}
