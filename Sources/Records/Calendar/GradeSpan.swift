/// A set of grades.
public struct GradeSet: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public init(_ grade: Grade) { rawValue = 1 << UInt16(grade.rawValue) }
    public init(_ grades: some Sequence<Grade>) { self = grades.reduce(into: []) { $0.formUnion(GradeSet($1)) } }

    public func contains(_ grade: Grade) -> Bool { contains(GradeSet(grade)) }

    /// In ascending order.
    public var grades: [Grade] { Grade.allCases.filter(contains) }

    /// Reads a `grade_span` such as `P1-P6 J1-J4`; nil when there is none.
    init?(span: String) {
        var result: GradeSet = []
        for range in span.split(separator: " ") {
            let ends = range.split(separator: "-").compactMap { Grade(code: String($0)) }
            guard let first = ends.first, let last = ends.last else { return nil }
            result.formUnion(GradeSet(Grade.allCases.filter { $0 >= first && $0 <= last }))
        }
        if result.isEmpty { return nil }
        self = result
    }
}

/// The stages that a school teaches.
///
/// **Source**: SPEC §5.2, "Span of a school".
public struct GradeSpan: Sendable, Hashable {
    /// In ascending order.
    public let stages: [Stage]

    public init(_ stages: [Stage]) { self.stages = Stage.allCases.filter(stages.contains) }

    /// Everything, for a school of which nothing is known.
    public static let all = GradeSpan(Stage.allCases)

    /// - Parameters:
    ///   - type: `type(school)`, a resolved code of `school_type`.
    ///   - identifier: the school's identifier where REF-01 accepts it.
    public init(type: String?, identifier: Span<UInt8>?) {
        if let grades = type.flatMap(SchoolType.grades) {
            self.init(grades.grades.map(\.stage))
        } else if let identifier, identifier.count == 10 {
            self.init(SchoolIdentifier.stages(category: SchoolIdentifier.category(identifier)))
        } else {
            self = .all
        }
    }

    public func contains(_ stage: Stage) -> Bool { stages.contains(stage) }

    /// The grades of these stages that exist, in ascending order.
    public func grades(primaryYears: Int) -> [Grade] {
        Grade.allCases.filter { contains($0.stage) && $0.exists(primaryYears: primaryYears) }
    }
}

extension Grade {
    /// P 1…Lp; J 1…3, and 4 in a five-four system; S 1…3.
    public func exists(primaryYears: Int) -> Bool {
        switch self {
        case .p6: primaryYears >= 6
        case .j4: primaryYears == 5
        default: true
        }
    }
}

/// 小学学制 as the span of grades needs it.
public enum PrimaryYears {
    /// 5 when the school's own row says so, else 6.
    ///
    /// - Parameter cell: N1 text of 小学学制, nil when it is blank or there is no row.
    public static func read(_ cell: Span<UInt8>?) -> Int {
        guard let cell, let years = ContactFormats.distance(cell), years == 5 else { return 6 }
        return 5
    }
}
