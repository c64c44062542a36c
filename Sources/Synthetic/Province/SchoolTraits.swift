/// The habits of a school's clerk: template, spelling, files. They follow from the seed alone, so that another school's
/// faults can rely on them.
struct SchoolTraits {
    let template: StudentTemplate
    let style: ClassStyle
    let hasGradeColumn: Bool
    /// The grade follows from the row whatever its entry month and birth date are.
    let isGradeCertain: Bool
    let granularity: Granularity
    let format: FileFormat
    let usesSeatNumbers: Bool
    let usesAuxiliaryNumbers: Bool
    let hasTwoCampuses: Bool
    let signsByClass: Bool
    /// Every pupil's print-out is entered with its 核对码.
    let signsByPupil: Bool
    let titleRows: Int
    let hasExampleRow: Bool
    let hasSerialColumn: Bool
    let hasHiddenColumn: Bool
    let hasUnknownColumn: Bool
    let typesNumbers: Bool
    let isUrban: Bool
    /// A spelling that the clerk uses in every row.
    let habit: SpellingHabit?
    let isSingleFile: Bool
    /// The workbook comes from another program or is an old one: inline texts, real dates, formulas, merged headers, hidden cells.
    let isHandMade: Bool
    let hasMergedHeader: Bool
    /// A hidden sheet with the drop-down lists, which looks like data.
    let hasDictionarySheet: Bool
    /// A zip archive of workbooks instead of text files.
    let zipsWorkbooks: Bool

    /// - Parameter isSingleFile: all schools share one text file, so their layouts do too.
    init(plan: SchoolPlan, seed: UInt64, format: OutputFormat, isSingleFile: Bool = false) {
        var random = Random(seed: seed, purpose: 2, index: plan.index)
        let isLimit = plan.limit != nil
        let drawn = [StudentTemplate.v1, .v2, .v3][random.weighted([70, 15, 15])]
        template = isSingleFile ? .v1 : drawn
        style = [.plain, .ordinal, .cohort, .spoken][random.weighted([38, 26, 22, 14])]
        let always = plan.kind.isSpecial || plan.fiveFour || template == .v3 || isSingleFile
        let often = plan.kind.isMultiStage || plan.kind == .teachingPoint ? 5_000 : 2_000
        hasGradeColumn = random.chance(often) || always
        isGradeCertain = hasGradeColumn || SchoolTraits.tellsGrade(style: style, kind: plan.kind)
        let file = format.draw(&random)
        self.format = isSingleFile ? .utf8 : file
        let files = [Granularity.school, .grade, .schoolClass, .sheetPerGrade][random.weighted([74, 12, 8, 6])]
        granularity = plan.pupils < 80 || isLimit || (files == .sheetPerGrade && !self.format.isWorkbook) ? .school : files
        usesSeatNumbers = random.chance(7_000)
        usesAuxiliaryNumbers = random.chance(2_500)
        hasTwoCampuses = plan.pupils > 40 && random.chance(800)
        signsByClass = random.chance(4_000) && isGradeCertain
        titleRows = random.weighted([75, 20, 5])
        hasExampleRow = random.chance(400)
        hasSerialColumn = random.chance(1_000)
        hasHiddenColumn = template != .v2 && random.chance(5_000)
        hasUnknownColumn = random.chance(200)
        typesNumbers = random.chance(2_500)
        isUrban = plan.kind != .teachingPoint && random.chance(3_500)
        habit = random.chance(600) && !isLimit ? random.pick(SpellingHabit.allCases) : nil
        self.isSingleFile = isSingleFile
        zipsWorkbooks = self.format == .zip && random.chance(4_000)
        isHandMade = (self.format == .workbook && random.chance(6_000)) || zipsWorkbooks || self.format == .oldWorkbook
        hasMergedHeader = random.chance(3_000)
        hasDictionarySheet = random.chance(3_000)
        signsByPupil = random.chance(1_500)
    }

    /// Whether a class number in this style matches the classes of one grade only (SPEC §5.3).
    private static func tellsGrade(style: ClassStyle, kind: SchoolKind) -> Bool {
        switch style {
        case .plain: false
        case .ordinal: [.primary, .teachingPoint, .junior, .nineYear].contains(kind)
        case .cohort, .spoken: !kind.isMultiStage
        }
    }
}

/// A way of writing that is not prescribed, in one field.
enum SpellingHabit: CaseIterable {
    case ethnicity, idType, overseas, health, household, father, birthDate, entryMonth, fullWidthPhone, shortCode
}
