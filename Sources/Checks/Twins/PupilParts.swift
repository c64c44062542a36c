import Records

/// Pupils with their derived grade. **Source**: SPEC §5.2.
enum PupilParts {
    static let all = [pupilRows, classMatches, classMatchCounts, classMatchStages, pupilCandidates, pupilGrades, pupils]

    /// Rows with what the derivation reads: setting of the school, grade index `k` of the entry month, age.
    private static let pupilRows = TwinPart("pupil_rows") { writer in
        """
        SELECT s.*, st.school_type, st.lp, st.has_p, st.has_j, st.has_s, g.grade_no AS written_no
        FROM (SELECT s.*, \(writer.school()) AS school, \(writer.age("s.birth_date")) AS age,
            \(writer.year + 1) - \(writer.schoolYear(ofMonth: "s.entry_month")) AS entry_k
          FROM students AS s) AS s
        JOIN school_settings AS st ON st.school = s.school
        LEFT JOIN spelled_grades AS g ON g.school = s.school AND g.grade = s.grade
        """
    }

    /// Grades of the class rows that a class number matches, each tried with its own grade.
    private static let classMatches = TwinPart("class_matches") { writer in
        """
        SELECT DISTINCT n.school, n.class_no, r.grade_no, gl.k, gl.stage
        FROM (SELECT DISTINCT \(writer.school()) AS school, s.class_no FROM students AS s WHERE s.class_no IS NOT NULL) AS n
        JOIN school_settings AS st ON st.school = n.school
        JOIN (SELECT DISTINCT school, grade_no, class_key FROM class_types) AS r ON r.school = n.school
        JOIN class_keys AS k ON k.class_no = n.class_no AND k.lp = st.lp AND k.grade_no = r.grade_no
          AND k.class_key = r.class_key
        JOIN grade_list AS gl ON gl.grade_no = r.grade_no
        """
    }

    private static let classMatchCounts = TwinPart("class_match_counts") { _ in
        """
        SELECT school, class_no, count(*) AS match_count, min(grade_no) AS match_no
        FROM class_matches GROUP BY school, class_no
        """
    }

    /// Matches by grade index: one grade a stage at most.
    private static let classMatchStages = TwinPart("class_match_stages") { _ in
        """
        SELECT school, class_no, k, count(*) AS stage_count, min(grade_no) AS stage_no,
          max(CASE WHEN stage = 'P' THEN 1 ELSE 0 END) AS match_p, max(CASE WHEN stage = 'J' THEN 1 ELSE 0 END) AS match_j,
          max(CASE WHEN stage = 'S' THEN 1 ELSE 0 END) AS match_s
        FROM class_matches GROUP BY school, class_no, k
        """
    }

    /// Candidates of step 3 for each stage: 0 or 1, and how far the age is from it.
    private static let pupilCandidates = TwinPart("pupil_candidates") { _ in
        """
        SELECT s.*, c.match_count, c.match_no, m.stage_count, m.stage_no,
          CASE WHEN m.k IS NOT NULL THEN m.match_p WHEN s.has_p = 1 AND s.entry_k BETWEEN 1 AND s.lp THEN 1 ELSE 0 END AS can_p,
          CASE WHEN m.k IS NOT NULL THEN m.match_j
            WHEN s.has_j = 1 AND s.entry_k BETWEEN 1 AND CASE WHEN s.lp = 5 THEN 4 ELSE 3 END THEN 1 ELSE 0 END AS can_j,
          CASE WHEN m.k IS NOT NULL THEN m.match_s WHEN s.has_s = 1 AND s.entry_k BETWEEN 1 AND 3 THEN 1 ELSE 0 END AS can_s,
          abs(5 + s.entry_k - s.age) + CASE WHEN s.admission_method IN ('21', '22', '23', '99') THEN 2 ELSE 0 END AS far_p,
          abs(5 + s.lp + s.entry_k - s.age)
            + CASE WHEN s.admission_method IN ('21', '22', '23', '99') THEN 2 ELSE 0 END AS far_j,
          abs(14 + s.entry_k - s.age) + CASE WHEN s.admission_method IN ('11', '12') THEN 2 ELSE 0 END AS far_s
        FROM pupil_rows AS s
        LEFT JOIN class_match_counts AS c ON c.school = s.school AND c.class_no = s.class_no
        LEFT JOIN class_match_stages AS m ON m.school = s.school AND m.class_no = s.class_no AND m.k = s.entry_k
        """
    }

    /// The grade and the step of §5.2 that gave it (4: none).
    private static let pupilGrades = TwinPart("pupil_grades") { _ in
        """
        SELECT s.*, CASE
            WHEN written_no IS NOT NULL THEN written_no
            WHEN match_count = 1 THEN match_no
            WHEN stage_count = 1 THEN stage_no
            WHEN entry_month IS NULL OR can_p + can_j + can_s = 0 THEN NULL
            WHEN can_p + can_j + can_s = 1
              THEN CASE WHEN can_p = 1 THEN entry_k - 1 WHEN can_j = 1 THEN 5 + entry_k ELSE 9 + entry_k END
            WHEN birth_date IS NULL THEN NULL
            WHEN can_p = 1 AND (can_j = 0 OR far_p <= far_j) AND (can_s = 0 OR far_p <= far_s) THEN entry_k - 1
            WHEN can_j = 1 AND (can_s = 0 OR far_j <= far_s) THEN 5 + entry_k
            ELSE 9 + entry_k END AS grade_no,
          CASE WHEN written_no IS NOT NULL THEN 1 WHEN match_count = 1 OR stage_count = 1 THEN 2 ELSE 3 END AS step
        FROM pupil_candidates AS s
        """
    }

    /// Every pupil with grade, class key, and `d` of §5.1.
    private static let pupils = TwinPart("pupils") { _ in
        """
        SELECT s.*, gl.stage, gl.k, gl.grade_code, ck.class_key,
          s.age - 5 - CASE gl.stage WHEN 'P' THEN gl.k WHEN 'J' THEN s.lp + gl.k ELSE 9 + gl.k END AS offset_years
        FROM pupil_grades AS s
        LEFT JOIN grade_list AS gl ON gl.grade_no = s.grade_no
        LEFT JOIN class_keys AS ck ON ck.class_no = s.class_no AND ck.grade_no = coalesce(s.grade_no, -1) AND ck.lp = s.lp
        """
    }
}

enum TwinParts {
    /// A part names only parts before it.
    static let all = ListParts.all + SchoolParts.all + ClassParts.all + PupilParts.all + DuplicateParts.all + CellParts.all + SummaryParts.all
        + SignoffParts.all
}
