import Records

/// What grade texts and grade derivation need to know of a school.
package struct GradeSetting: Sendable, Hashable {
    package var span: GradeSpan
    /// Lp, 小学学制: 5 or 6.
    package var primaryYears: Int

    package init(span: GradeSpan, primaryYears: Int) {
        self.span = span
        self.primaryYears = primaryYears
    }

    /// For a school whose type is unknown: from the identifier's category. **Source**: SPEC §5.2.
    package init(category school: Int64) {
        primaryYears = 6
        let identifier = Array(String(school).utf8)
        span = school == 0 ? .all : GradeSpan(type: nil, identifier: identifier.span)
    }
}

/// A school that stands in the schools' own table, in the issued list, or in the class or campus table.
package struct School: Sendable {
    package let id: Int64
    /// First own row by (file, sheet, row).
    package var ownPlace: Place?
    package var issuedPlace: Place?
    /// 办学类型 as its three-digit code, 0 when unknown.
    package var type: Int32 = 0
    package var name = ""
    /// 办学类型 and the two codes of its own row, as far as they are there.
    package var ownType: Int32 = 0
    package var ownAuthority = ""
    package var ownDivision = ""
    package var setting: GradeSetting
    /// Six digits, 0 when undefined.
    package var county: Int32 = 0
    /// Its rows in `SchoolDirectory.classes`.
    package var classes: Range<Int> = 0..<0
    /// Grades of its class rows, one bit each.
    package var classGrades: UInt16 = 0
    /// A class row has the type 复式.
    package var hasMultiGradeClass = false
    /// Loose keys of its campus rows; empty when it has none.
    package var campusKeys: Set<String> = []
    package var campusRowCount = 0

    package init(id: Int64) {
        self.id = id
        setting = GradeSetting(category: id)
    }

    /// A school for the blind, deaf or mentally disabled, another special school, a special class, or a reform school.
    package var isSpecial: Bool { [511, 512, 513, 514, 519, 371].contains(type) }
}

/// A class row with a usable school.
package struct ClassRow: Sendable {
    package let school: Int64
    package let place: Place
    /// Raw value of `Grade`, 255 when unknown.
    package let grade: UInt8
    /// Number of the class key, `ClassKeyTable.none` when blank.
    package let key: Int32
    /// 班级类型, 0 when unknown.
    package let type: Int32
    /// 班号 as it stands, empty when blank.
    package let number: String
}

/// (school, grade, class key).
package struct ClassID: Hashable, Sendable {
    package let school: Int64
    package let grade: UInt8
    package let key: Int32

    package init(school: Int64, grade: UInt8, key: Int32) {
        self.school = school
        self.grade = grade
        self.key = key
    }
}
