import Records

/// PRF. **Source**: RULES D; SPEC §8.
enum ProofTwins {
    static let all: [(String, Twin)] = [
        ("PRF-01", join), ("PRF-02", join), ("PRF-03", join), ("PRF-04", unsigned), ("PRF-05", foreignWithoutNumber),
        ("PRF-06", guardianNumber),
    ]

    private static let join = Twin.inexpressible(
        BilingualText(
            "证明与学生一对一配对：每份证明依次取尚未占用的第一名学生，下一步取决于上一步，SQL集合运算不能表达",
            "proofs and pupils are paired one by one, each proof taking the first pupil that no earlier proof took; every step depends "
                + "on the one before, which set operations of both dialects cannot say"))

    private static let unsigned = Twin.query { writer in
        let marks = [("student_sign", "学生签字"), ("parent_sign", "家长签字"), ("school_stamp", "学校盖章")]
        let missing = marks.map { field, name in
            """
            CASE WHEN \(writer.isBlank(field)) OR s.\(field) IN (SELECT word FROM yes_no_words WHERE answer = '0') THEN '\(name)' END
            """
        }
        return writer.rows(
            .proof, from: "(SELECT s.*, concat_ws('、', \(missing.joined(separator: ",\n  "))) AS missing FROM proofs AS s)",
            severity: "'error'", field: "", value: "s.missing", where: "s.missing <> ''")
    }

    private static let foreignWithoutNumber = Twin.query { writer in
        writer.rows(
            .student, severity: "'error'", field: "id_number", value: "''",
            where: "s.nationality <> 'CHN' AND \(writer.isBlank("id_number"))")
    }

    private static let guardianNumber = Twin.query { writer in
        let named = (1...2).map { "NOT \(writer.isBlank("m\($0)_name"))" }
        let conditions = [named[0], named[1]].enumerated().map { index, isNamed in
            "\(isNamed) AND \(writer.isBlank("m\(index + 1)_id_number"))"
        }
        let isFirst = "(\(conditions[0])) OR NOT (\(named[0]) OR \(named[1]))"
        return writer.union(
            [isFirst, conditions[1]].enumerated().map { index, condition in
                writer.rows(
                    .student, severity: "'error'", field: "m\(index + 1)_id_number", value: "s.m\(index + 1)_id_number",
                    where: "\(writer.isBlank("id_number")) AND (\(condition))")
            })
    }
}
