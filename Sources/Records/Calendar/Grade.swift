/// A stage of schooling: 小学, 初中, 高中.
public enum Stage: UInt8, Sendable, CaseIterable, Comparable {
    case primary, junior, senior

    /// `P`, `J`, `S`.
    public var letter: String {
        switch self {
        case .primary: "P"
        case .junior: "J"
        case .senior: "S"
        }
    }

    public init?(letter: String) {
        guard let stage = Stage.allCases.first(where: { $0.letter == letter }) else { return nil }
        self = stage
    }

    public static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }
}

/// A grade of the registry, in ascending order.
///
/// **Source**: `grade.csv`; SPEC §5.1.
public enum Grade: UInt8, Sendable, CaseIterable, Comparable {
    case p1, p2, p3, p4, p5, p6, j1, j2, j3, j4, s1, s2, s3

    public var stage: Stage {
        switch rawValue {
        case ...5: .primary
        case ...9: .junior
        default: .senior
        }
    }

    /// The index `k` inside the stage, from 1.
    public var index: Int {
        switch stage {
        case .primary: Int(rawValue) + 1
        case .junior: Int(rawValue) - 5
        case .senior: Int(rawValue) - 9
        }
    }

    /// `P1`.
    public var code: String { stage.letter + String(index) }

    /// Nil where there is no such grade.
    public init?(_ stage: Stage, _ index: Int) {
        let (first, count) =
            switch stage {
            case .primary: (0, 6)
            case .junior: (6, 4)
            case .senior: (10, 3)
            }
        guard index >= 1, index <= count, let grade = Grade(rawValue: UInt8(first + index - 1)) else { return nil }
        self = grade
    }

    public init?(code: String) {
        guard let grade = Grade.allCases.first(where: { $0.code == code }) else { return nil }
        self = grade
    }

    /// Years of school counted from grade 1 of primary school: P*k* → k, J*k* → Lp + k, S*k* → 9 + k.
    ///
    /// - Parameter primaryYears: Lp, 小学学制: 6, or 5 in a five-four system.
    public func ordinal(primaryYears: Int) -> Int {
        switch stage {
        case .primary: index
        case .junior: primaryYears + index
        case .senior: 9 + index
        }
    }

    /// 小学一年级.
    public var chineseName: String { GradeNames.shared.names[Int(rawValue)][0] }

    /// Name and aliases, N1 and without spaces, the name first.
    public var spellings: [String] { GradeNames.shared.names[Int(rawValue)] }

    public static func < (a: Grade, b: Grade) -> Bool { a.rawValue < b.rawValue }
}

/// `grade.csv`, read once.
struct GradeNames: Sendable {
    static let shared = GradeNames()
    let names: [[String]]
    /// Code, name or alias to grade.
    private let bySpelling: ByteTable

    init() {
        let rows = GeneratedTable.grade.rows()
        names = Grade.allCases.map { grade in
            guard let row = rows.first(where: { $0["code"] == grade.code }) else {
                preconditionFailure("grade.csv has no \(grade.code)")
            }
            let aliases = (row["aliases"] ?? "").split(separator: "|").map(String.init)
            return ([row["name_zh"] ?? ""] + aliases).map { Normaliser.n1($0).withoutSpaces }
        }
        var spellings = ByteTable()
        for grade in Grade.allCases {
            for spelling in names[Int(grade.rawValue)] + [grade.code] { spellings[spelling] = Int(grade.rawValue) }
        }
        bySpelling = spellings
    }

    /// The grade with this code, name or alias, spaces left out.
    func grade(_ spelling: String) -> Grade? { bySpelling[spelling].flatMap { Grade(rawValue: UInt8($0)) } }
}
