import Checks
import Records
import Testing

/// A small registry in which one rule fires, and the values that it cannot do without.
///
/// **Source**: RULES, A–J, read row by row and written down without a look at the rules' code.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let rule: String
    /// Fields, `table.field`, in all of whose rows a blank makes the rule silent (SPEC §7.3).
    var blanks: [String]
    /// Fields in all of whose rows a value that cannot be read makes the rule silent.
    var unreadables: [String]
    let build: @Sendable (inout RegistryBuilder) -> Void

    /// - Parameters:
    ///   - needs: fields whose blank and whose unreadable value both silence the rule.
    ///   - readable: fields that only an unreadable value silences: the rule is about blanks, or takes a blank for something.
    ///   - filled: fields that only a blank silences: the rule is about what cannot be read.
    init(
        _ rule: String, needs: String = "", readable: String = "", filled: String = "",
        _ build: @escaping @Sendable (inout RegistryBuilder) -> Void
    ) {
        func list(_ text: String) -> [String] { text.split(separator: " ").map { $0.contains(".") ? String($0) : "student.\($0)" } }
        self.rule = rule
        blanks = list(needs) + list(filled)
        unreadables = list(needs) + list(readable)
        self.build = build
    }

    var testDescription: String { rule }

    /// The registry: a school that is issued and has its own row, and what the case adds.
    func registry() -> RegistryBuilder {
        var registry = RegistryBuilder()
        build(&registry)
        return registry
    }

    static let all: [RuleCase] = identity + duplicates + agesAndGrades + papers + references + cells + families + schools + signatures + files

    /// A registry of one pupil with some cells changed, in an issued school with its own row.
    static func pupil(
        _ rule: String, needs: String = "", readable: String = "", filled: String = "", _ cells: [String: String]
    ) -> RuleCase {
        pupils(rule, needs: needs, readable: readable, filled: filled, [cells])
    }

    static func pupils(
        _ rule: String, needs: String = "", readable: String = "", filled: String = "", _ rows: [[String: String]]
    ) -> RuleCase {
        RuleCase(rule, needs: needs, readable: readable, filled: filled) { registry in
            registry.issued()
            registry.school()
            for cells in rows { registry.pupil(cells) }
        }
    }
}

extension RegistryBuilder {
    /// A field by its path, `table.field`.
    static func field(_ path: String) -> FieldDefinition {
        let parts = path.split(separator: ".").map(String.init)
        let table = RegistryTable.allCases.first { $0.isData && $0 != .issuedSchool && $0.findingName == parts[0] }
        guard let field = table?.fields.first(where: { $0.name == parts[1] }) else { preconditionFailure("no field \(path)") }
        return field
    }

    /// Changes a field, `table.field`, in all rows.
    mutating func setAll(_ path: String, to text: String) {
        let field = RegistryBuilder.field(path)
        setAll(field.table, field.name, to: text)
    }

    /// Takes a column, `table.field`, out of the sheets.
    mutating func dropColumn(_ path: String) {
        let field = RegistryBuilder.field(path)
        missingColumns[field.table, default: []].insert(field.name)
    }

    /// Some pupils of a school that has nothing to do with the case.
    mutating func addNoise(_ random: inout SeededGenerator) {
        for index in 0..<Int.random(in: 5...25, using: &random) {
            pupil(
                [
                    "school_id": "2136000003", "name": "陈\(["一", "二", "三", "四", "五"][index % 5])\(["东", "南", "西"].randomElement(using: &random) ?? "北")",
                    "id_number": Numbers.resident("360104", "20060101", 100 + index), "birth_date": "20060101", "phone": "1390000\(1_000 + index)",
                ], file: "n.csv")
        }
    }

    /// A class of the school.
    mutating func schoolClass(_ grade: String, _ number: String, _ cells: [String: String] = [:]) {
        let base = ["school_id": RegistryBuilder.school, "grade": grade, "class_no": number, "class_type": "普通小学班"]
        add(.class, base.merging(cells) { $1 }, file: "c.csv")
    }

    /// A sign-off row of the school.
    mutating func sign(_ document: String, _ role: String, _ day: String, _ cells: [String: String] = [:]) {
        let base = ["school_id": RegistryBuilder.school, "document": document, "role": role, "signer": "某", "signed_on": day]
        add(.signoff, base.merging(cells) { $1 }, file: "q.csv")
    }

    /// A row of the summary form.
    mutating func summary(_ measure: String, _ cells: [String: String]) {
        let base = [
            "school_id": RegistryBuilder.school, "measure": measure, "campus_count": "1", "filler": "李明", "filled_on": "20130920", "stamped": "是",
        ]
        add(.summary, base.merging(cells) { $1 }, file: "h.csv")
    }

    /// A proof of enrolment.
    mutating func proof(_ cells: [String: String] = [:]) {
        let base = [
            "school_id": RegistryBuilder.school, "student_name": "王小明", "sex": "男", "birth_date": "20070831", "student_sign": "王小明",
            "parent_sign": "王建国", "school_stamp": "是",
        ]
        add(.proof, base.merging(cells) { $1 }, file: "p.csv")
    }
}

extension TableTyper {
    /// Texts that cannot be read in a field, `table.field`; for identifiers of schools also one that REF-01 refuses.
    static func unreadableTexts(_ path: String, for rule: String) throws -> [String] {
        let field = RegistryBuilder.field(path)
        var texts = [formula]
        if field.codeList != nil { texts.append("乱填") }
        if field.dateKind != nil { texts += ["不详", "20130230"] }
        if field.type == .idno { texts.append("3.60102E+17") }
        if field.name == "school_id", rule != "REF-01" { texts += ["12", "2136OOOOO1", "4436000001"] }
        return texts
    }
}
