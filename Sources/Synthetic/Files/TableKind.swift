import Records

/// The tables that a drop folder holds.
enum TableKind: Int, CaseIterable {
    case student, school, campus, schoolClass, proof, summary, signoff

    private var table: RegistryTable {
        switch self {
        case .student: .student
        case .school: .school
        case .campus: .campus
        case .schoolClass: .class
        case .proof: .proof
        case .summary: .summary
        case .signoff: .signoff
        }
    }

    /// The name in the findings.
    var findingName: String { table.findingName }

    var fields: [FieldDefinition] { TableKind.fieldLists[rawValue] }

    private static let fieldLists: [[FieldDefinition]] = allCases.map { $0.table.fields }

    /// Sheet and file name.
    var title: String {
        switch self {
        case .student: "学生基本信息表"
        case .school: "学校基本信息表"
        case .campus: "校区基本信息表"
        case .schoolClass: "班级基本信息表"
        case .proof: "无身份证号学生在校就读证明表"
        case .summary: "学籍信息汇总表"
        case .signoff: "签字登记表"
        }
    }
}
