/// A set of grades.
public struct GradeSet: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public init(_ grade: Grade) { rawValue = 1 << UInt16(grade.rawValue) }
    public init(_ grades: some Sequence<Grade>) { self = grades.reduce(into: []) { $0.formUnion(GradeSet($1)) } }

    public func contains(_ grade: Grade) -> Bool { contains(GradeSet(grade)) }

    /// The grades of all stages that have this index.
    init(index: Int) {
        var bits: UInt16 = 0
        for stage in [Stage.primary, .junior, .senior] {
            if let grade = Grade(stage, index) { bits |= 1 << UInt16(grade.rawValue) }
        }
        rawValue = bits
    }

    /// The element of a set that has exactly one.
    var only: Grade? {
        rawValue.nonzeroBitCount == 1 ? Grade(rawValue: UInt8(rawValue.trailingZeroBitCount)) : nil
    }

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
    private let bits: UInt8

    public init(_ stages: [Stage]) { bits = stages.reduce(0) { $0 | 1 << $1.rawValue } }

    /// In ascending order.
    public var stages: [Stage] { Stage.allCases.filter(contains) }

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

    public func contains(_ stage: Stage) -> Bool { bits & 1 << stage.rawValue != 0 }

    /// The grades of these stages that exist.
    public func grades(primaryYears: Int) -> GradeSet {
        // Bits 0–5 are P, 6–9 J, 10–12 S; P6 is bit 5, J4 bit 9.
        var grades: UInt16 = 0
        if contains(.primary) { grades |= primaryYears >= 6 ? 0b11_1111 : 0b1_1111 }
        if contains(.junior) { grades |= (primaryYears == 5 ? 0b1111 : 0b111) << 6 }
        if contains(.senior) { grades |= 0b111 << 10 }
        return GradeSet(rawValue: grades)
    }
}

extension Grade {
    /// P 1…Lp; J 1…3, and 4 in a five-four system; S 1…3.
    public func exists(primaryYears: Int) -> Bool { GradeSpan.all.grades(primaryYears: primaryYears).contains(self) }
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
