/// What kind of school it is; codes of `school_type.csv`.
enum SchoolKind: Int, CaseIterable {
    case primary = 211, teachingPoint = 218, junior = 311, nineYear = 312, senior = 342, combined = 341
    case twelveYear = 345, special = 514, deaf = 512, reform = 371

    var category: Int {
        switch self {
        case .primary, .teachingPoint: 21
        case .junior, .nineYear: 31
        case .senior, .combined, .twelveYear: 34
        case .special, .deaf: 51
        case .reform: 37
        }
    }

    var label: String {
        switch self {
        case .primary: "小学"
        case .teachingPoint: "小学教学点"
        case .junior: "初级中学"
        case .nineYear: "九年一贯制学校"
        case .senior: "高级中学"
        case .combined: "完全中学"
        case .twelveYear: "十二年一贯制学校"
        case .special: "其他特殊教育学校"
        case .deaf: "聋人学校"
        case .reform: "工读学校"
        }
    }

    var isSpecial: Bool { self == .special || self == .deaf || self == .reform }

    /// More than one stage, so that a bare class number does not tell the grade.
    var isMultiStage: Bool {
        switch self {
        case .primary, .teachingPoint, .junior, .senior: false
        default: true
        }
    }

    /// The grades it teaches and the share of each stage's pupils.
    func grades(fiveFour: Bool) -> [SchoolGrade] {
        let primary = SchoolGrade.allCases[0..<(fiveFour ? 5 : 6)]
        let junior = SchoolGrade.allCases[6..<(fiveFour ? 10 : 9)]
        let senior = SchoolGrade.allCases[10...]
        return switch self {
        case .primary: Array(primary)
        case .teachingPoint: Array(primary[0..<4])
        case .junior: Array(junior)
        case .nineYear: Array(primary + junior)
        case .senior: Array(senior)
        case .combined: Array(junior + senior)
        case .twelveYear: Array(primary + junior + senior)
        case .special, .deaf: Array(primary + junior)
        case .reform: Array(junior)
        }
    }

    /// Units in ten thousand, and pupils from and to. **Source**: SPEC §10 planning values.
    var scale: (weight: Int, pupils: ClosedRange<Int>) {
        switch self {
        case .primary: (6_000, 60...760)
        case .teachingPoint: (2_000, 5...20)
        case .junior: (830, 250...1_300)
        case .nineYear: (620, 300...1_400)
        case .senior: (170, 900...3_200)
        case .combined: (190, 900...2_900)
        case .twelveYear: (40, 800...2_400)
        case .special: (90, 50...150)
        case .deaf: (40, 40...120)
        case .reform: (20, 40...100)
        }
    }
}

/// How a school spells its class numbers (SPEC §5.3).
enum ClassStyle: Int { case plain, ordinal, cohort, spoken }

/// How the pupils of a school are spread over files.
enum Granularity: Int { case school, grade, schoolClass, sheetPerGrade }

/// The layout of the student sheet.
enum StudentTemplate: Int { case v1, v2, v3 }

/// Sizes at which CMP-03 just fires or does not: telephone numbers alike from 30, division codes alike from 500.
enum SizeLimit: Int, CaseIterable {
    case phonesBelow = 29, phones = 30, codesBelow = 499, codes = 500
}

/// Everything about a school that is decided before its first pupil.
struct SchoolPlan {
    let index: Int
    let kind: SchoolKind
    let pupils: Int
    /// Position of the county among those that have schools.
    let countyPosition: Int
    let fiveFour: Bool
    /// A school of exactly so many pupils, made for the limit of a rule; nothing else happens there.
    var limit: SizeLimit?

    var id: String { "\(kind.category)36" + NumberMaker.digits(index + 1, 6) }
    var primaryYears: Int { fiveFour ? 5 : 6 }

    func teaches(_ stage: SchoolGrade.Stage) -> Bool { kind.grades(fiveFour: fiveFour).contains { $0.stage == stage } }

    /// Pupils can move between this school and another.
    var isOrdinary: Bool { pupils >= 40 && !kind.isSpecial && !fiveFour }

    /// Every grade that its type may have (SPEC §5.2), taught or not.
    var offeredGrades: [SchoolGrade] {
        let stages: [SchoolGrade.Stage] = switch kind {
        case .primary, .teachingPoint: [.primary]
        case .junior: [.junior]
        case .nineYear: [.primary, .junior]
        case .senior: [.senior]
        case .combined: [.junior, .senior]
        case .twelveYear, .special, .deaf, .reform: [.primary, .junior, .senior]
        }
        return SchoolGrade.allCases.filter { grade in
            stages.contains(grade.stage) && (fiveFour ? grade != .p6 : grade != .j4)
        }
    }
}
