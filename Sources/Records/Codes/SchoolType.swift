/// What the columns of `school_type.csv` say of a resolved 办学类型.
///
/// **Source**: SPEC §5.4; RULES conventions.
public enum SchoolType {
    private struct Facts: Sendable {
        let grades: GradeSet?
        let isInScope: Bool
        let identifierPrefix: Int?
    }

    private static let facts: [String: Facts] = {
        var facts: [String: Facts] = [:]
        for entry in CodeList.named("school_type")?.entries ?? [] {
            facts[entry.code] = Facts(
                grades: GradeSet(span: entry["grade_span"] ?? ""), isInScope: entry["in_scope"] == "1",
                identifierPrefix: Int(entry["identifier_prefix"] ?? ""))
        }
        return facts
    }()

    /// `grade_span`, nil where the type has none.
    public static func grades(_ code: String) -> GradeSet? { facts[code]?.grades }

    /// *In scope*: the collection takes this type of school.
    public static func isInScope(_ code: String) -> Bool { facts[code]?.isInScope ?? false }

    /// The category that identifiers of this type begin with; nil for attached classes.
    public static func identifierPrefix(_ code: String) -> Int? { facts[code]?.identifierPrefix }

    /// Types whose pupils count as pupils of special education: 511–514, 519, 371.
    public static func isSpecial(_ code: String) -> Bool { ["511", "512", "513", "514", "519", "371"].contains(code) }
}

/// What a resolved 班级类型 means.
///
/// **Source**: `class_type.csv`; SPEC §5.1; RULES REF-08.
public enum ClassType {
    public static func stage(_ code: String) -> Stage? {
        CodeList.named("class_type")?.entry(code)?["stage"].flatMap(Stage.init(letter:))
    }

    /// 视力, 听力, 智力残疾班.
    public static func isSpecial(_ code: String) -> Bool { ["15", "16", "17", "25", "26", "27"].contains(code) }

    /// 复式班, which teach several grades together.
    public static func isMultiGrade(_ code: String) -> Bool { code == "12" || code == "22" }
}
