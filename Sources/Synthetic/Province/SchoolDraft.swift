/// A class of a school.
struct ClassDraft {
    let grade: SchoolGrade
    /// Number inside the grade, from 1: the key of SPEC §5.3.
    let number: Int
    let campus: Int
    var type: String
    /// Stands in the class table.
    var isListed = true
}

/// A school in memory: its pupils as rows, and what is known about them.
struct SchoolDraft {
    let plan: SchoolPlan
    let traits: SchoolTraits
    let county: County
    let name: String
    var classes: [ClassDraft] = []
    var students = RecordTable(.student)
    var metas: [PupilMeta] = []
    /// Mandatory column that the clerk deleted (FIL-02).
    var missingColumn: StudentField?
    var isMissingFromIssuedList = false
    /// Files beside the real ones that cannot be read (FIL-01).
    var strayFiles: [StrayFile] = []
    /// What is wrong with the school's own tables.
    var sideFaults: Set<SideFault> = []
    /// What is wrong with the school's student files.
    var fileFaults: Set<FileFault> = []
    /// Column that stands twice in the sheet (FIL-05).
    var repeatedColumn: StudentField?
    /// Class whose form the class teacher did not sign (SGN-01).
    var unsignedClass: Int?
    /// Many rows have one telephone number (CMP-03).
    var hasEqualPhones = false
    /// Optional fields that hardly anybody filled (CMP-04).
    var sparseFields: [StudentField] = []
    private(set) var serial = 0

    init(plan: SchoolPlan, traits: SchoolTraits, county: County, name: String) {
        self.plan = plan
        self.traits = traits
        self.county = county
        self.name = name
    }

    var sponsor: String { plan.index % 17 == 5 ? "民办" : "县级教育部门" }

    var isSpecial: Bool { plan.kind.isSpecial }

    var hasExampleRow: Bool { traits.hasExampleRow || fileFaults.contains(.exampleRow) }

    var hasCampusRows: Bool { traits.hasTwoCampuses || plan.index % 3 == 0 }

    mutating func nextSerial() -> Int {
        serial += 1
        return serial
    }

    /// A class number as this school types it.
    func classText(_ index: Int, variant: Int = 0) -> String {
        let group = classes[index]
        let two = NumberMaker.digits(group.number, 2)
        switch traits.style {
        case .plain: return ["\(group.number)", two, "\(group.number)班", "(\(group.number))班"][variant & 3]
        case .ordinal: return "\(group.grade.ordinal(primaryYears: plan.primaryYears))\(two)" + (variant == 2 ? "班" : "")
        case .cohort: return "\(group.grade.cohort)\(two)"
        case .spoken: return "\(spokenGrade(group.grade))(\(group.number))班"
        }
    }

    private func spokenGrade(_ grade: SchoolGrade) -> String {
        if plan.fiveFour, grade.stage == .junior { return grade.dailyName(primaryOnly: false) }
        return switch grade.stage {
        case .primary: ["一", "二", "三", "四", "五", "六"][grade.step - 1]
        case .junior: ["七", "八", "九", "初四"][grade.step - 1]
        case .senior: ["高一", "高二", "高三"][grade.step - 1]
        }
    }

    func gradeText(_ grade: SchoolGrade) -> String {
        grade.dailyName(primaryOnly: plan.kind == .primary || plan.kind == .teachingPoint)
    }

    /// Indexes of rows that no fault has touched and that satisfy the condition.
    func candidates(where isFit: (Int, PupilMeta) -> Bool) -> [Int] {
        metas.indices.filter { !metas[$0].isTouched && isFit($0, metas[$0]) }
    }

    func pupilCount(inClass index: Int) -> Int { metas.reduce(0) { $0 + ($1.classIndex == index ? 1 : 0) } }
}

/// What a clerk gets wrong in the school's own tables.
enum SideFault: CaseIterable {
    case otherCategory, doubledRow, otherName, otherAuthorityName, otherSponsor, otherCounty, foreignPostcode, missingYears
    case doubledClass, unknownCampus
    case proofOfNobody, proofOfOrdinaryPupil
    case noSummary, otherPupilCount, otherClassCount, unbalancedSum, otherCampusCount
    case unsignedPrintout, unsignedTables, unsignedSummary, unstampedSummary, lateTables, lateSummary, headBeforeClerk
    /// Nothing is wrong with these: a space behind the authority's name, all signed on the last day, head and clerk on one day.
    case spacedAuthorityName, lastDays, headWithClerk

    static let harmless: Set<SideFault> = [.spacedAuthorityName, .lastDays, .headWithClerk]
}

/// What a clerk gets wrong in the student files as a whole.
enum FileFault {
    case otherName, mergedGrades, lostBytes, hiddenRows, hiddenColumn, sheetPerGrade, unknownColumn, exampleRow
    /// Ten digits that are no school's: nothing is wrong.
    case dateInName
}

/// A file that is not a table.
enum StrayFile: CaseIterable {
    case truncatedWorkbook, oldDocument, binary, notice
}
