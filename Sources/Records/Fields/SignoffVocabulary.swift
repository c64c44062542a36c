/// What a sign-off row signs, 签字文件.
///
/// **Source**: SPEC §2.5; the order is that of RULES SGN-06.
public enum SignoffDocument: UInt8, Sendable, CaseIterable {
    case schoolCheck, schoolTables, studentForm, printout, summary

    /// `student_form`.
    public var id: String {
        switch self {
        case .schoolCheck: "school_check"
        case .schoolTables: "school_tables"
        case .studentForm: "student_form"
        case .printout: "printout"
        case .summary: "summary"
        }
    }

    private var names: [String] {
        switch self {
        case .schoolCheck: ["学校名单核对表", "学校名单"]
        case .schoolTables: ["学校表"]
        case .studentForm: ["学生基本信息表"]
        case .printout: ["打印核对表", "打印稿"]
        case .summary: ["汇总表"]
        }
    }

    private static let byName = SignoffNames(allCases.map { ([$0.id] + $0.names, $0) })

    /// - Parameter text: an N1 text; Chinese names and English ids are taken.
    public init?(text: String) {
        guard let found = SignoffDocument.byName[text] else { return nil }
        self = found
    }
}

/// Who signs, 签字角色, from the bottom of the chain to its top.
///
/// **Source**: SPEC §2.5.
public enum SignoffRole: UInt8, Sendable, CaseIterable {
    case pupil, parent, classTeacher, clerk, head

    /// `class_teacher`.
    public var id: String {
        switch self {
        case .pupil: "pupil"
        case .parent: "parent"
        case .classTeacher: "class_teacher"
        case .clerk: "clerk"
        case .head: "head"
        }
    }

    /// The prescribed name first.
    private var names: [String] {
        switch self {
        case .pupil: ["学生", "本人"]
        case .parent: ["家长", "监护人"]
        case .classTeacher: ["班主任"]
        case .clerk: ["学籍管理员", "管理员"]
        case .head: ["学校领导", "学籍主管领导", "学校主管领导", "主管领导", "校长"]
        }
    }

    public var chineseName: String { names[0] }

    private static let byName = SignoffNames(allCases.map { ([$0.id] + $0.names, $0) })

    public init?(text: String) {
        guard let found = SignoffRole.byName[text] else { return nil }
        self = found
    }
}

/// A set of roles, one bit each.
public struct SignoffRoles: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public init(_ role: SignoffRole) { rawValue = 1 << role.rawValue }

    /// The roles that a cell names, separated by `、` `,` `;` or `/`; unknown words are left out.
    public init(text: String) {
        let words = text.split { $0 == "、" || $0 == "," || $0 == ";" || $0 == "/" }
        self = words.reduce(into: []) { roles, word in
            if let role = SignoffRole(text: Normaliser.n1(String(word))) { roles.insert(SignoffRoles(role)) }
        }
    }

    public func contains(_ role: SignoffRole) -> Bool { contains(SignoffRoles(role)) }

    public static let all = SignoffRoles(rawValue: 0b1_1111)
    public static let pupilAndParent: SignoffRoles = [SignoffRoles(.pupil), SignoffRoles(.parent)]

    /// From the bottom of the chain to its top.
    public var roles: [SignoffRole] { SignoffRole.allCases.filter(contains) }
}

/// Values by names that are compared scalar by scalar.
private struct SignoffNames<Value: Sendable>: Sendable {
    private let values: [[UInt8]: Value]

    init(_ entries: [(names: [String], value: Value)]) {
        values = Dictionary(
            entries.flatMap { entry in entry.names.map { (Array($0.utf8), entry.value) } }, uniquingKeysWith: { a, _ in a })
    }

    subscript(text: String) -> Value? { values[Array(text.utf8)] }
}
