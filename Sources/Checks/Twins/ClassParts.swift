import Records

/// Grade texts, class numbers as keys, class rows. **Source**: SPEC §5.2, §5.3.
enum ClassParts {
    static let all = [gradeTexts, spelledGrades, classSteps, classForms, gradeWords, classKeys, classRows, classTypes, specialClasses]

    private static let numerals = "一二三四五六七八九"
    /// Tables whose grades and class numbers are read.
    private static let tables = ["students", "classes", "proofs", "signoffs"]

    private static let gradeTexts = TwinPart("grade_texts") { writer in
        let plain = "replace(t.grade, ' ', '')"
        let bare = """
            CASE WHEN \(writer.matches(plain, "^[\(numerals)1-9]年级$"))
              THEN CAST(translate(substr(\(plain), 1, 1), '\(numerals)', '123456789') AS INT) END
            """
        let texts = tables.map { "SELECT \(writer.school()) AS school, s.grade FROM \($0) AS s WHERE s.grade IS NOT NULL" }
        return """
            SELECT t.school, t.grade, \(plain) AS plain, \(bare) AS n, st.lp, st.has_p, st.has_j, st.has_s
            FROM (\(texts.joined(separator: " UNION "))) AS t JOIN school_settings AS st ON st.school = t.school
            """
    }

    /// Grade texts of a school with their grade, null when the text does not resolve.
    private static let spelledGrades = TwinPart("spelled_grades") { _ in
        """
        SELECT t.school, t.grade, CASE
          WHEN t.n IS NULL THEN sp.grade_no
          WHEN t.n > t.lp THEN 5 + t.n - t.lp
          WHEN t.has_p = 1 OR t.n > 4 THEN t.n - 1
          WHEN t.has_j = 1 AND t.has_s = 0 THEN 5 + t.n
          WHEN t.has_s = 1 AND t.has_j = 0 THEN CASE WHEN t.n <= 3 THEN 9 + t.n ELSE t.n - 1 END
          END AS grade_no
        FROM grade_texts AS t LEFT JOIN grade_spellings AS sp ON sp.spelling = t.plain
        """
    }

    /// Chinese numerals as digits; control characters, which no stored text holds, mark the numerals with 十.
    private static func converted(_ text: String, _ writer: TwinWriter) -> String {
        let marked = writer.replace(
            text, "([\(numerals)]?)十([\(numerals)]?)",
            with: "chr(1) || \(writer.group(1)) || chr(2) || \(writer.group(2)) || chr(3)")
        let tens = "replace(replace(\(marked), chr(1) || chr(2), '1'), chr(2) || chr(3), '0')"
        // 十 alone lost its first mark to the tens, so that its end mark is the zero.
        let alone = "replace(\(marked), chr(1) || chr(2) || chr(3), '10')"
        let both = tens.replacing(marked, with: alone)
        return "translate(\(both), '\(numerals)' || chr(1) || chr(2) || chr(3), '123456789')"
    }

    /// Step 1 of §5.3 for every class number that occurs. Brackets are paired to a depth of four.
    private static let classSteps = TwinPart("class_steps") { writer in
        let texts = tables.map { "SELECT class_no FROM \($0) WHERE class_no IS NOT NULL" }
        let pairs = [("[(]", "[)]", "()"), ("[[]", "[]]", "[]"), ("【", "】", "【】")].map { open, close, both in
            let other = both == "[]" ? "[^][]*" : "[^\(both)]*"
            let inside = (0..<4).reduce(other) { inner, _ in "\(other)(\(open)\(inner)\(close)\(other))*" }
            return writer.matches("a", "^\(open)\(inside)\(close)$")
        }
        let opened = "CASE WHEN \(pairs.joined(separator: " OR ")) THEN substr(a, 2, length(a) - 2) ELSE a END"
        return """
            SELECT class_no, CASE WHEN c = '' THEN class_no ELSE \(converted("c", writer)) END AS d
            FROM (SELECT class_no, \(writer.replace("b", "班$")) AS c
              FROM (SELECT class_no, \(opened) AS b
                FROM (SELECT class_no, \(writer.replace("class_no", "班$")) AS a
                  FROM (\(texts.joined(separator: " UNION "))) AS t) AS t) AS t) AS t
            """
    }

    /// The parts of g(c), g班(c), g年级c: `g` without 年级 at its end, null for other texts.
    private static let classForms = TwinPart("class_forms") { writer in
        let bracketed = "^(.+)[(]([^(]*)[)]$"
        let lettered = "^(.+?)年级(.+)$"
        return """
            SELECT class_no, d, c,
              CASE WHEN length(g) > 2 THEN \(writer.replace("g", "年级$")) ELSE g END AS g
            FROM (SELECT class_no, d,
                CASE WHEN is_bracketed THEN CASE WHEN length(g1) > 1 THEN \(writer.replace("g1", "班$")) ELSE g1 END
                  WHEN is_lettered THEN \(writer.extract("d", lettered, 1)) END AS g,
                CASE WHEN is_bracketed THEN \(writer.extract("d", bracketed, 2))
                  ELSE \(writer.extract("d", lettered, 2)) END AS c
              FROM (SELECT class_no, d, \(writer.extract("d", bracketed, 1)) AS g1,
                  \(writer.matches("d", bracketed)) AS is_bracketed, \(writer.matches("d", lettered)) AS is_lettered
                FROM class_steps) AS t) AS t
            """
    }

    /// Names and aliases of grades with numerals as digits, with and without 年级.
    private static let gradeWords = TwinPart("grade_words") { writer in
        let word = "\(converted("spelling", writer))"
        return """
            SELECT grade_no, \(word) AS word FROM grade_spellings WHERE is_name = 1
            UNION SELECT grade_no, \(writer.replace(word, "年级$")) FROM grade_spellings WHERE is_name = 1
            """
    }

    /// The key of every class number under every grade (−1: unknown) and Lp.
    private static let classKeys = TwinPart("class_keys") { writer in
        let key = """
            CASE
              WHEN g IS NOT NULL THEN CASE WHEN \(writer.matches("c", "^[0-9]{1,2}$")) AND (
                  CASE WHEN \(writer.matches("g", "^[0-9]{1,4}$")) THEN try_cast(g AS INT) IN (ordinal, k) ELSE is_word END)
                THEN c ELSE class_no END
              WHEN \(writer.matches("d", "^[0-9]{3}$")) AND try_cast(substr(d, 1, 1) AS INT) = ordinal THEN substr(d, 2)
              WHEN \(writer.matches("d", "^[0-9]{4}$")) AND try_cast(substr(d, 1, 2) AS INT) IN (ordinal, cohort - 2000)
                THEN substr(d, 3)
              WHEN \(writer.matches("d", "^[0-9]{6}$")) AND try_cast(substr(d, 1, 4) AS INT) = cohort THEN substr(d, 5)
              ELSE d END
            """
        return """
            SELECT class_no, grade_no, lp, \(writer.looseKey("key")) AS class_key
            FROM (SELECT class_no, grade_no, lp, \(key) AS key
              FROM (SELECT f.*, w.word IS NOT NULL AS is_word, gl.grade_no, gl.k, y.lp, \(writer.year + 1) - gl.k AS cohort,
                  CASE gl.stage WHEN 'P' THEN gl.k WHEN 'J' THEN y.lp + gl.k WHEN 'S' THEN 9 + gl.k END AS ordinal
                FROM class_forms AS f CROSS JOIN grade_list AS gl
                CROSS JOIN (SELECT 5 AS lp UNION ALL SELECT 6) AS y
                LEFT JOIN grade_words AS w ON w.grade_no = gl.grade_no AND w.word = f.g) AS t) AS t
            """
    }

    /// Class rows of usable schools with their grade and key, null where unknown.
    private static let classRows = TwinPart("class_rows") { writer in
        """
        SELECT c.file, c.sheet, c."row", c.school, c.class_no, c.class_type, g.grade_no, k.class_key
        FROM (SELECT s.*, \(writer.school()) AS school FROM classes AS s) AS c
        JOIN school_settings AS st ON st.school = c.school
        LEFT JOIN spelled_grades AS g ON g.school = c.school AND g.grade = c.grade
        LEFT JOIN class_keys AS k ON k.class_no = c.class_no AND k.grade_no = coalesce(g.grade_no, -1) AND k.lp = st.lp
        WHERE c.school <> ''
        """
    }

    /// Types of the class rows of a school, grade and key.
    private static let classTypes = TwinPart("class_types") { _ in
        """
        SELECT DISTINCT school, grade_no, class_key, class_type FROM class_rows
        WHERE grade_no IS NOT NULL AND class_key IS NOT NULL
        """
    }

    /// Classes for the visually, hearing or mentally disabled.
    private static let specialClasses = TwinPart("special_classes") { _ in
        """
        SELECT DISTINCT school, grade_no, class_key FROM class_types
        WHERE class_type IN ('15', '16', '17', '25', '26', '27')
        """
    }
}
