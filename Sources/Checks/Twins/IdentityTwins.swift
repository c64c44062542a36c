import Records

/// IDN. **Source**: RULES A; SPEC §4.1, §4.2.
enum IdentityTwins {
    static let all: [(String, Twin)] = [
        ("IDN-01", malformed), ("IDN-02", wrongCheckCharacter), ("IDN-03", impossibleDate), ("IDN-04", birthDateDiffers),
        ("IDN-05", sexDiffers), ("IDN-06", unknownRegion), ("IDN-07", oldForm), ("IDN-08", formOfOtherDocument),
        ("IDN-09", residentNumberUnderOtherType), ("IDN-10", missingNumber), ("IDN-11", nationalityDisagrees),
        ("IDN-12", strangeCharacter), ("IDN-13", nameLength),
    ]

    private static let eighteen = "^[0-9]{17}[0-9X]$"
    private static let fifteen = "^[0-9]{15}$"

    private static func numbers(
        _ writer: TwinWriter, severity: String = "'error'", where condition: String, from source: String? = nil
    ) -> String {
        writer.rows(
            .student, from: source, severity: severity, field: "id_number", value: "s.id_number", where: condition)
    }

    private static let malformed = Twin.query { writer in
        numbers(
            writer,
            where: """
                s.id_type = '1' AND s.id_number IS NOT NULL AND NOT \(writer.matches("s.id_number", eighteen))
                  AND NOT \(writer.matches("s.id_number", fifteen))
                """)
    }

    /// The character that ISO 7064 MOD 11-2 asks for.
    private static func checkCharacter(_ number: String) -> String {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let terms = weights.enumerated().map { "try_cast(substr(\(number), \($0 + 1), 1) AS INT) * \($1)" }
        return "substr('10X98765432', 1 + (\(terms.joined(separator: " + "))) % 11, 1)"
    }

    private static let wrongCheckCharacter = Twin.query { writer in
        let date = writer.realDate("substr(s.id_number, 7, 8)")
        return numbers(
            writer,
            where: """
                s.id_type = '1' AND \(writer.matches("s.id_number", eighteen)) AND \(date) IS NOT NULL
                  AND substr(s.id_number, 18, 1) <> \(checkCharacter("s.id_number"))
                """)
    }

    /// The eight digits of the date inside a number of 18 or 15.
    private static func digits(_ writer: TwinWriter) -> String {
        """
        CASE WHEN \(writer.matches("s.id_number", eighteen)) THEN substr(s.id_number, 7, 8)
            WHEN \(writer.matches("s.id_number", fifteen)) THEN '19' || substr(s.id_number, 7, 6) END
        """
    }

    private static func dated(_ writer: TwinWriter) -> String {
        "(SELECT s.*, \(digits(writer)) AS id_digits FROM students AS s WHERE s.id_type = '1')"
    }

    private static let impossibleDate = Twin.query { writer in
        numbers(
            writer, where: "s.id_digits IS NOT NULL AND \(writer.realDate("s.id_digits")) IS NULL", from: dated(writer))
    }

    private static let birthDateDiffers = Twin.query { writer in
        writer.rows(
            .student, from: dated(writer), severity: "'error'", field: "birth_date", value: writer.compact("s.birth_date"),
            where: "s.birth_date <> \(writer.realDate("s.id_digits"))")
    }

    private static let sexDiffers = Twin.query { writer in
        writer.rows(
            .student, severity: "'error'", field: "sex", value: "s.sex",
            where: "s.id_type = '1' AND s.id_key % 2 <> CASE s.sex WHEN '1' THEN 1 WHEN '2' THEN 0 END")
    }

    private static let unknownRegion = Twin.query { writer in
        numbers(
            writer, severity: "CASE WHEN s.digits IS NULL THEN 'error' ELSE 'warning' END",
            where: "s.digits IS NULL OR s.code IS NULL",
            from: """
                (SELECT s.*, p.digits, d.code FROM students AS s
                  LEFT JOIN issuing_provinces AS p ON p.digits = substr(s.id_number, 1, 2)
                  LEFT JOIN divisions AS d ON d.code = substr(s.id_number, 1, 6) AND d.level = 'county'
                  WHERE s.id_type = '1' AND s.id_key IS NOT NULL)
                """)
    }

    private static let oldForm = Twin.query { writer in
        numbers(
            writer, severity: "'warning'",
            where: "s.id_digits IS NOT NULL AND length(s.id_number) = 15 AND \(writer.realDate("s.id_digits")) IS NOT NULL",
            from: dated(writer))
    }

    private static let forms: [(type: String, patterns: [String])] = [
        ("6", ["^H[0-9]{8}([0-9]{2})?$", "^[A-Z]{1,2}[0-9]{6}[(]?[0-9A][)]?$", "^(H|K)[A-Z]?[0-9]{8}$"]),
        ("7", ["^M[0-9]{8}([0-9]{2})?$", "^[1578][0-9]{6}[(]?[0-9][)]?$", "^M[A-Z]?[0-9]{7,8}$"]),
        ("8", ["^[0-9]{8}$", "^[0-9]{10}([(][A-Z0-9][)])?$"]),
        ("9", ["^[A-Z]{3}[0-9]{12}$"]),
    ]

    private static let formOfOtherDocument = Twin.query { writer in
        let number = "s.id_number"
        let fits = forms.map { form in
            "WHEN '\(form.type)' THEN " + form.patterns.map { writer.matches(number, $0) }.joined(separator: " OR ")
        }
        let passport = "WHEN 'A' THEN \(writer.matches(number, "^[A-Z0-9]{5,20}$")) AND \(writer.matches(number, "[0-9]"))"
        return numbers(
            writer, severity: "'warning'",
            where: """
                s.id_type IN ('6', '7', '8', '9', 'A') AND NOT CASE s.id_type
                  \((fits + [passport]).joined(separator: "\n  ")) END
                  AND NOT (s.id_type <> '9' AND s.id_key IS NOT NULL AND length(\(number)) = 18)
                """)
    }

    private static let residentNumberUnderOtherType = Twin.query { writer in
        writer.rows(
            .student, severity: "'warning'", field: "id_type", value: "s.id_type",
            where: "s.id_type IN ('6', '7', '8', 'A', 'Z') AND s.id_key IS NOT NULL AND length(s.id_number) = 18")
    }

    private static let missingNumber = Twin.query { writer in
        numbers(writer, where: "s.id_type IN ('1', '6', '7', '8', '9', 'A') AND \(writer.isBlank("id_number"))")
    }

    private static let nationalityDisagrees = Twin.query { writer in
        writer.rows(
            .student, severity: "'warning'", field: "id_type", value: "s.id_type",
            where: """
                (s.nationality NOT IN ('CHN', 'HKG', 'MAC', 'TWN') AND s.id_type = '1')
                  OR (s.overseas_status = '00' AND s.id_type IN ('6', '7', '8', '9'))
                  OR (s.overseas_status IN ('41', '51') AND s.nationality = 'CHN')
                  OR (s.nationality = 'CHN' AND s.id_type = 'A' AND s.overseas_status = '00')
                """)
    }

    /// Ranges of characters as they stand, so that both dialects read them alike.
    private static func range(_ first: UInt32, _ last: UInt32) -> String {
        guard let first = Unicode.Scalar(first), let last = Unicode.Scalar(last) else { return "" }
        return "\(first)-\(last)"
    }

    private static let strangeCharacter = Twin.query { writer in
        let lost =
            "[0-9?□■" + range(0xFFFD, 0xFFFD) + range(0xE000, 0xF8FF) + range(0xF0000, 0x10FFFF) + "]"
        let han =
            range(0x4E00, 0x9FFF) + range(0x3400, 0x4DBF) + range(0x20000, 0x2A6DF) + range(0x2A700, 0x2EBEF)
            + range(0x30000, 0x323AF) + range(0xF900, 0xFAFF) + range(0x2F800, 0x2FA1F) + "〇·"
        let latin = "A-Za-z" + range(0xC0, 0xD6) + range(0xD8, 0xF6) + range(0xF8, 0x24F) + " ''’-"
        let other = "CASE WHEN s.nationality = 'CHN' THEN \(writer.matches("s.name", "[^\(han)]")) "
            + "ELSE \(writer.matches("s.name", "[^\(han)\(latin)]")) END"
        let isLost = writer.matches("s.name", lost)
        return writer.rows(
            .student, severity: "CASE WHEN \(isLost) THEN 'error' ELSE 'warning' END", field: "name", value: "s.name",
            where: "s.name IS NOT NULL AND (\(isLost) OR \(other))")
    }

    private static let nameLength = Twin.query { writer in
        let plain = writer.parameters["IDN-13.max_length"]
        let dotted = writer.parameters["IDN-13.max_length_dotted"]
        return writer.rows(
            .student, severity: "'warning'", field: "name", value: "s.name",
            where: """
                s.nationality = 'CHN' AND CASE WHEN contains(s.name, '·') THEN length(s.name) > \(dotted)
                  ELSE length(s.name) < 2 OR length(s.name) > \(plain) END
                """)
    }
}
