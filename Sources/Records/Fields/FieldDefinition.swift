import Columnar

/// One field of a registry table, as `fields.csv` and `side_fields.csv` define it.
public struct FieldDefinition: Sendable {
    public let table: RegistryTable
    /// Position in `table.fields`.
    public let index: Int
    /// The column's name, `birth_date`.
    public let name: String
    /// The header as the form prints it, `出生日期`.
    public let chineseName: String
    public let type: FieldType
    /// Unicode scalars of the normalised value.
    public let maxLength: Int?
    public let requirement: Requirement
    private let codeListName: String?
    /// 1…70 in the import template of 2013.
    public let templatePosition: Int?
    /// Other names in headers, between bars.
    private let aliases: String
    public let normalisation: Normalisation
    public let mask: MaskKind

    /// The list that cells are resolved against: fields of type `code` and `bool` only.
    ///
    /// Looked up when asked for: most commands know the fields but read no cells, and the lists take time to make.
    public var codeList: CodeList? { codeListName.flatMap(CodeList.named) }

    /// Name and aliases after header normalisation, the name first; made when asked for, like the list.
    public var headerKeys: [String] {
        let names = [chineseName] + aliases.split(separator: "|").map(String.init)
        return names.map(HeaderText.key).reduce(into: []) { keys, key in
            if !keys.contains(key) { keys.append(key) }
        }
    }

    /// The column's type in the store; nil for fields that are not filled.
    public var columnType: DataType? {
        if requirement == .notFilled { return nil }
        return switch type {
        case .bool: .bool
        case .date8: .date
        case .month6: .int32
        default: .utf8
        }
    }

    init?(table: RegistryTable, index: Int, row: GeneratedRow) {
        guard let name = row["field"], let chineseName = row["name_zh"], let typeName = row["type"],
            let type = FieldType(name: typeName), let required = row["required"],
            let requirement = Requirement(rawValue: required)
        else { return nil }
        self.table = table
        self.index = index
        self.name = name
        self.chineseName = chineseName
        self.type = type
        self.requirement = requirement
        maxLength = row["max_len"].flatMap { Int($0) }
        templatePosition = row["template_pos_v1"].flatMap { Int($0) }
        codeListName = type == .code || type == .bool ? row["codelist"] : nil
        aliases = row["header_aliases"] ?? ""
        normalisation = type.normalisation
        mask = MaskKind(field: name, type: type, table: table)
    }
}

extension MaskKind {
    /// The text fields that hold personal data under their own names.
    private static let byName: [String: MaskKind] = [
        "name_pinyin": .name, "student_sign": .name, "parent_sign": .name, "class_teacher_sign": .name,
        "clerk_sign": .name, "head_sign": .name,
        "aux_no": .idNumber, "head_teacher_no": .idNumber, "monitor_no": .idNumber,
        "birth_date": .birthDate, "id_valid_period": .birthDate,
        "g1_phone": .phone, "g2_phone": .phone,
        "native_place": .address, "current_address": .address, "mail_address": .address, "home_address": .address,
        "m1_address": .address, "m2_address": .address, "household": .address,
    ]

    init(field: String, type: FieldType, table: RegistryTable) {
        if let known = MaskKind.byName[field] {
            self = known
            return
        }
        switch type {
        case .name: self = .name
        case .idno: self = .idNumber
        case .phone: self = .phone
        case .email: self = .email
        default: self = field == "homepage" && table == .student ? .email : .none
        }
    }
}
