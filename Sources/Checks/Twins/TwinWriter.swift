import Columnar
import Records

/// The SQL engines whose text is printed.
public enum TwinDialect: String, Sendable, CaseIterable { case duckdb, spark }

/// Writes expressions of one dialect, with the parameters put in.
///
/// What DuckDB and Spark (3.5, 4) have in common is written as it stands; this type holds the few things that differ. Patterns
/// hold no backslashes, which Spark would read twice; names in quotation marks get backticks at the very end.
package struct TwinWriter: Sendable {
    package let dialect: TwinDialect
    package let parameters: CheckParameters

    package init(dialect: TwinDialect, parameters: CheckParameters) {
        self.dialect = dialect
        self.parameters = parameters
    }

    /// School year of the reference date, 2013.
    var year: Int { Int(parameters.referenceDate.year) }
    /// 201309.
    var referenceMonth: Int { year * 100 + Int(parameters.referenceDate.month) }

    /// A pattern as the dialect wants it. In Java a `[` inside a class begins another class, and a `]` at its beginning ends
    /// it: both get the only backslashes of our patterns, doubled for Spark's reading of text.
    ///
    /// **Source**: java.util.regex.Pattern, "Character classes"; RE2 syntax.
    func spelled(_ pattern: String) -> String {
        guard dialect == .spark else { return pattern }
        var result = ""
        var placeInClass: Int?  // characters since the opening bracket; nil outside
        for character in pattern {
            switch (character, placeInClass) {
            case ("[", nil): placeInClass = -1
            case ("[", _), ("]", 0): result += "\\\\"
            case ("]", _): placeInClass = nil
            default: break
            }
            result.append(character)
            // A `^` at the beginning does not count.
            if let place = placeInClass, !(place == 0 && character == "^") { placeInClass = place + 1 }
        }
        return result
    }

    /// Whether a pattern occurs in a text.
    func matches(_ text: String, _ pattern: String) -> String {
        switch dialect {
        case .duckdb: "regexp_matches(\(text), '\(pattern)')"
        case .spark: "regexp_like(\(text), '\(spelled(pattern))')"
        }
    }

    /// A group of the first match, empty without one. Both dialects spell it alike.
    func extract(_ text: String, _ pattern: String, _ group: Int) -> String {
        "regexp_extract(\(text), '\(spelled(pattern))', \(group))"
    }

    /// Every match replaced by a plain text.
    func replace(_ text: String, _ pattern: String, by replacement: String = "") -> String {
        "regexp_replace(\(text), '\(spelled(pattern))', '\(replacement)'\(dialect == .duckdb ? ", 'g'" : ""))"
    }

    /// Every match replaced by an expression in which `group(n)` stands for a group.
    func replace(_ text: String, _ pattern: String, with expression: String) -> String {
        "regexp_replace(\(text), '\(spelled(pattern))', \(expression)\(dialect == .duckdb ? ", 'g'" : ""))"
    }

    func group(_ number: Int) -> String { dialect == .duckdb ? "'\\\(number)'" : "'$\(number)'" }

    /// Texts of a group joined by `、` in an order.
    func joined(_ text: String, orderedBy order: String) -> String {
        switch dialect {
        case .duckdb: "string_agg(\(text), '、' ORDER BY \(order))"
        case .spark:
            "array_join(transform(array_sort(collect_list(struct(\(order) AS o, \(text) AS t))), x -> x.t), '、')"
        }
    }

    /// A row for each word of a text, as the only expression of a SELECT.
    func items(of text: String) -> String {
        dialect == .duckdb ? "unnest(string_split('\(text)', ' '))" : "explode(split('\(text)', ' '))"
    }

    func sha256(_ text: String) -> String { dialect == .duckdb ? "sha256(\(text))" : "sha2(\(text), 256)" }

    /// `20070831` of a date column.
    func compact(_ date: String) -> String {
        "CAST(year(\(date)) * 10000 + month(\(date)) * 100 + day(\(date)) AS STRING)"
    }

    /// The date of eight digits, null when it is no real date of the years 1800–2099.
    func realDate(_ digits: String) -> String {
        let text = "substr(\(digits), 1, 4) || '-' || substr(\(digits), 5, 2) || '-' || substr(\(digits), 7, 2)"
        return "CASE WHEN substr(\(digits), 1, 4) BETWEEN '1800' AND '2099' THEN try_cast(\(text) AS DATE) END"
    }

    /// Whether a cell is present but could not be read.
    func isUnreadable(_ field: String, of row: String = "s") -> String {
        "contains(',' || coalesce(\(row).unreadable, '') || ',', ',\(field),')"
    }

    func isBlank(_ field: String, of row: String = "s") -> String {
        "(\(row).\(field) IS NULL AND NOT \(isUnreadable(field, of: row)))"
    }

    /// Whether an identifier passes REF-01.
    func isUsable(_ school: String) -> String {
        let categories = (CodeList.named("school_id_category")?.entries ?? []).filter { $0["in_scope"] == "1" }
        let pattern = "^(\(categories.map(\.code).joined(separator: "|")))\(parameters.province)[0-9]{6}$"
        return "coalesce(\(matches(school, pattern)), false)"
    }

    /// The identifier where it is usable, else an empty text.
    func school(_ row: String = "s") -> String {
        "CASE WHEN \(isUsable("\(row).school_id")) THEN \(row).school_id ELSE '' END"
    }

    /// `rid18` as a number in which a 15-digit number and its upgraded form are equal.
    func residentNumber(_ row: String = "s") -> String {
        "CASE WHEN \(row).id_type = '1' THEN \(row).id_key % 140737488355328 END"
    }

    /// `g_m` of RULES, in the same form.
    func memberNumber(_ member: Int, of row: String = "s") -> String {
        let type = "\(row).m\(member)_id_type"
        let isResident = "(\(type) = '1' OR \(isBlank("m\(member)_id_type", of: row)))"
        return "CASE WHEN \(isResident) THEN \(row).m\(member)_id_key % 140737488355328 END"
    }

    /// Completed years of age on 31 August of the reference year.
    func age(_ birth: String) -> String { "(\(year) - year(\(birth)) - CASE WHEN month(\(birth)) > 8 THEN 1 ELSE 0 END)" }

    /// School year of a month such as 201309.
    func schoolYear(ofMonth month: String) -> String {
        "(CAST(floor(\(month) / 100) AS INT) - CASE WHEN \(month) % 100 >= 8 THEN 0 ELSE 1 END)"
    }

    /// 班内学号, 学籍辅号, 校区号, class numbers: digits lose their leading zeros.
    func looseKey(_ text: String) -> String {
        "CASE WHEN \(matches(text, "^0+$")) THEN '0' WHEN \(matches(text, "^[0-9]+$")) "
            + "THEN \(replace(text, "^0+")) ELSE \(text) END"
    }

    /// N2 of an N1 text, as far as loose keys need it: no spaces, no apostrophe in front, upper case.
    func identifierText(_ text: String) -> String {
        upper("\(replace("replace(\(text), ' ', '')", "^[''‘’`]"))")
    }

    /// ASCII letters in upper case; `upper` would touch others too.
    func upper(_ text: String) -> String {
        "translate(\(text), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"
    }

    /// Codes as a list for IN.
    static func list(_ codes: some Sequence<String>) -> String { codes.map { "'\($0)'" }.joined(separator: ", ") }
}
