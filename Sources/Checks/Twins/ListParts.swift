import Records

/// Code lists as values in the statement: what the store does not hold.
enum ListParts {
    static let all = [divisions, issuingProvinces, schoolTypes, classStages, gradeList, gradeSpellings, yesNo, placements]

    private static func values(_ rows: [[String]]) -> String {
        "VALUES\n" + rows.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ",\n")
    }

    private static func text(_ value: String) -> String { "'\(value.replacing("'", with: "''"))'" }
    private static func flag(_ value: Bool) -> String { value ? "1" : "0" }

    /// Every division of GB/T 2260 with its six digits. One text that is cut up: engines read it faster than 7,385 rows.
    private static let divisions = TwinPart("divisions") { writer in
        let items = AdminDivision.all.map { division in
            let digits = String(division.code)
            let code = String(repeating: "0", count: 6 - digits.utf8.count) + digits
            return code + flag(division.isInForce) + flag(division.isPlaceholder) + division.level.rawValue
        }
        return """
            SELECT substr(item, 1, 6) AS code, substr(item, 9) AS level, substr(item, 7, 1) AS in_force,
              substr(item, 8, 1) AS placeholder
            FROM (SELECT \(writer.items(of: items.joined(separator: " "))) AS item) AS i
            """
    }

    private static let issuingProvinces = TwinPart("issuing_provinces", columns: "digits") { _ in
        values((0..<100).filter { AdminDivision.isIssuingProvince($0) }.map { [text($0 < 10 ? "0\($0)" : String($0))] })
    }

    /// 办学类型 with its span; the spans are null where the list has none.
    private static let schoolTypes = TwinPart(
        "school_types", columns: "code, in_scope, prefix, has_p, has_j, has_s, span"
    ) { _ in
        let entries = (CodeList.named("school_type")?.entries ?? []).filter(\.isAccepted)
        return values(
            entries.map { entry in
                let grades = SchoolType.grades(entry.code)
                let stages = Stage.allCases.map { stage in
                    grades.map { flag($0.grades.contains { $0.stage == stage }) } ?? "NULL"
                }
                let span = (grades?.grades ?? []).map(\.code).joined(separator: " ")
                let prefix = SchoolType.identifierPrefix(entry.code).map { text(String($0)) } ?? "NULL"
                return [text(entry.code), flag(SchoolType.isInScope(entry.code)), prefix] + stages
                    + [grades == nil ? "NULL" : text(" \(span) ")]
            })
    }

    private static let classStages = TwinPart("class_stages", columns: "code, stage") { _ in
        values(
            (CodeList.named("class_type")?.entries ?? []).compactMap { entry in
                ClassType.stage(entry.code).map { [text(entry.code), text($0.letter)] }
            })
    }

    /// Grades in ascending order from 0, and −1 for an unknown one.
    private static let gradeList = TwinPart("grade_list", columns: "grade_no, grade_code, stage, k") { _ in
        values(
            [["-1", "''", "''", "CAST(NULL AS INT)"]]
                + Grade.allCases.map { [String($0.rawValue), text($0.code), text($0.stage.letter), String($0.index)] })
    }

    /// Codes, names and aliases of grades without spaces. `is_name` leaves the codes out.
    private static let gradeSpellings = TwinPart("grade_spellings", columns: "spelling, grade_no, is_name") { _ in
        values(
            Grade.allCases.flatMap { grade in
                grade.spellings.map { [text($0), String(grade.rawValue), "1"] }
                    + [[text(grade.code), String(grade.rawValue), "0"]]
            })
    }

    /// Every text that resolves in the list 是/否.
    private static let yesNo = TwinPart("yes_no_words", columns: "word, answer") { _ in
        let list = CodeList.named("yes_no")
        let words = (list?.entries ?? []).flatMap { entry in
            [entry.label, entry.code] + entry.aliases + ["-", "."].map { entry.code + $0 + entry.label }
        }
        return values(
            Array(Set(words)).sorted().compactMap { word in
                list?.resolve(word).code.map { [text(word), text($0)] }
            })
    }

    private static let placements = TwinPart("placement_codes", columns: "disability_code, placement_code") { _ in
        values(
            (CodeList.named("disability_type")?.entries ?? []).flatMap { entry in
                entry.list("placement_codes").map { [text(entry.code), text($0)] }
            })
    }
}
