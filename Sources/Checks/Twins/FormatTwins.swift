import Records

/// FMT. **Source**: RULES F.
enum FormatTwins {
    static let all: [(String, Twin)] = [
        ("FMT-01", precisionLost), ("FMT-02", reformattedDate), ("FMT-03", unreadableDate), ("FMT-04", normalised),
        ("FMT-05", formula), ("FMT-06", phone), ("FMT-07", postcode), ("FMT-08", tooLong), ("FMT-09", email),
    ]

    private static let precisionLost = Twin.query { writer in
        writer.issues("precision_lost", severity: "'error'", in: TwinWriter.fieldTables)
    }

    private static let reformattedDate = Twin.query { writer in
        writer.issues("date_reformatted", severity: "'info'", in: TwinWriter.fieldTables)
    }

    private static let unreadableDate = Twin.query { writer in
        writer.issues("date_unreadable", severity: writer.severityByRequirement, in: TwinWriter.fieldTables)
    }

    private static let normalised = Twin.query { writer in
        writer.issues(
            "normalised", severity: "'info'", in: TwinWriter.fieldTables,
            and: """
                NOT EXISTS (SELECT 1 FROM cell_issues AS p WHERE p.kind = 'precision_lost' AND p."table" = s."table"
                  AND p.file = s.file AND p.sheet = s.sheet AND p."row" = s."row" AND p.field = s.field)
                """)
    }

    private static let formula = Twin.query { writer in
        writer.issues(
            "formula_without_value", severity: "'error'",
            in: TwinWriter.fieldTables + [.proof, .summary, .signoff])
    }

    /// Findings at the cells of all fields of a kind that are odd.
    private static func odd(
        _ writer: TwinWriter, severity: String, _ isMeant: (FieldDefinition) -> Bool,
        _ condition: (RegistryTable, FieldDefinition) -> String
    ) -> String {
        let cells = TwinWriter.fieldTables.flatMap { table in
            table.fields.filter { $0.requirement != .notFilled && isMeant($0) }.map { field in
                writer.cells(table, field.name, where: "s.\(field.name) IS NOT NULL AND \(condition(table, field))")
            }
        }
        return writer.typedFindings(severity: severity, cells)
    }

    private static let phone = Twin.query { writer in
        let number = "(1[3-8][0-9]{9}|0[0-9]{2,3}[0-9]{7,8}|[2-8][0-9]{6,7})"
        let between = "[/、,;]"
        return odd(writer, severity: "'warning'") { $0.type == .phone } _: { _, field in
            let plain = writer.replace("s.\(field.name)", "[-()]")
            return "NOT \(writer.matches(plain, "^\(between)*\(number)(\(between)+\(number))*\(between)*$"))"
        }
    }

    private static let postcode = Twin.query { writer in
        odd(writer, severity: "'warning'") { $0.type == .digits(6) } _: { table, field in
            let first = table == .student ? "[0-9]" : "\(writer.parameters["FMT-07.first_digit"])"
            return "NOT \(writer.matches("s.\(field.name)", "^\(first)[0-9]{5}$"))"
        }
    }

    private static let tooLong = Twin.query { writer in
        odd(writer, severity: "'warning'") { field in
            switch field.type {
            case .text, .name, .email, .phone, .classno, .period: field.maxLength != nil
            default: false
            }
        } _: { _, field in
            "length(s.\(field.name)) > \(field.maxLength ?? 0)"
        }
    }

    private static let email = Twin.query { writer in
        odd(writer, severity: "'info'") { $0.type == .email } _: { _, field in
            "NOT \(writer.matches("s.\(field.name)", "^[^@ ]+@[^@ ]+[.][^@ ]+$"))"
        }
    }
}
