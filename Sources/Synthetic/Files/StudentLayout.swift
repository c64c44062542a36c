import Records

/// The columns of the student sheet in the schools' templates.
enum StudentLayout {
    /// The columns of a school's student sheet, or of the one large file.
    static func columns(_ draft: SchoolDraft) -> [SheetColumn] {
        let traits = draft.traits
        if traits.isSingleFile { return everything }
        var fields: [StudentField] = traits.template == .v2 ? secondTemplate : firstTemplate
        if traits.hasHiddenColumn, let place = fields.firstIndex(of: .m1Name) { fields.insert(.hidden, at: place) }
        if traits.template == .v3 { fields += [.campusNo, .migrantChild] }
        if traits.hasGradeColumn { fields.append(.grade) }
        fields.removeAll { $0 == draft.missingColumn }
        if let repeated = draft.repeatedColumn, fields.contains(repeated) { fields.append(repeated) }
        var columns = fields.map { SheetColumn(header: header($0, draft), source: .field($0.rawValue)) }
        if traits.template == .v3 { columns.append(SheetColumn(header: "是否残疾人", source: .constant("否"))) }
        if traits.hasUnknownColumn || draft.fileFaults.contains(.unknownColumn) { columns.append(SheetColumn(header: "户主与学生关系", source: .constant("见户口簿"))) }
        if traits.hasSerialColumn { columns.insert(SheetColumn(header: "序号", source: .serial), at: 0) }
        return columns
    }

    /// All fields that any template has, for one large file.
    static let everything: [SheetColumn] = (firstTemplate + [.grade]).map {
        SheetColumn(header: TableKind.student.fields[$0.rawValue].chineseName, source: .field($0.rawValue))
    }

    private static func header(_ field: StudentField, _ draft: SchoolDraft) -> String {
        let definition = TableKind.student.fields[field.rawValue]
        let name: String
        switch field {
        case .leftBehind where draft.traits.template == .v3: name = "是否农村留守儿童"
        case .commuteMode where draft.traits.template == .v3: name = "上下学交通方式"
        case .needsBus where draft.traits.template == .v3: name = "是否乘坐校车"
        case .migrantChild where draft.traits.template == .v3: name = "是否随迁子女"
        default: name = definition.chineseName
        }
        return draft.traits.titleRows == 1 && definition.requirement == .mandatory ? "★" + name : name
    }

    /// The 70 columns of 2013.
    private static let firstTemplate = StudentField.allCases.filter { $0.rawValue <= StudentField.m2Position.rawValue }

    /// The “continuation” template of 73 columns.
    private static let secondTemplate: [StudentField] = [
        .continuationMark, .schoolID, .name, .sex, .birthDate, .idType, .idNumber, .birthPlaceCode, .ethnicity, .nationality,
        .overseasStatus, .householdType, .householdCode, .currentAddress, .disability, .onlyChild, .leftBehind, .migrantChild,
        .orphan, .nativePlace, .health, .politicalStatus, .classNo, .entryMonth, .admissionMethod, .studyMode, .mailAddress,
        .homeAddress, .phone, .postcode, .preschool, .needsAid, .getsSubsidy, .martyrChild, .commuteKm, .commuteMode, .needsBus,
        .formerName, .idValidPeriod, .bloodType, .talent, .auxNo, .seatNo, .studentSource, .email, .homepage, .boughtPlace,
        .placement, .hidden,
    ] + StudentField.allCases.filter { ($0.rawValue >= StudentField.m1Name.rawValue) && ($0.rawValue <= StudentField.m2Position.rawValue) }
}
