/// School, campus, class, proof, summary and sign-off rows of one school or one county.
struct SideTables {
    var school = RecordTable(.school)
    var campus = RecordTable(.campus)
    var schoolClass = RecordTable(.schoolClass)
    var proof = RecordTable(.proof)
    var summary = RecordTable(.summary)
    var signoff = RecordTable(.signoff)

    var all: [RecordTable] { [school, campus, schoolClass, proof, summary, signoff] }

    mutating func append(_ other: SideTables) {
        school.append(other.school)
        campus.append(other.campus)
        schoolClass.append(other.schoolClass)
        proof.append(other.proof)
        summary.append(other.summary)
        signoff.append(other.signoff)
    }
}

/// The 15 numbers of a summary row: P_sum, P1…P6, J_sum, J1…J3, S_sum, S1…S3, total.
struct SummaryCounts {
    private(set) var cells = [Int](repeating: 0, count: 16)

    private static let positions: [Int?] = [1, 2, 3, 4, 5, 6, 8, 9, 10, nil, 12, 13, 14]

    /// Grade 4 of a four-year junior school has no column of its own.
    mutating func add(_ count: Int, to grade: SchoolGrade) {
        if let position = SummaryCounts.positions[grade.rawValue] { cells[position] += count }
        cells[[0, 7, 11][grade.stage.rawValue]] += count
    }

    /// Changes the stage's sum only.
    mutating func addToSum(_ count: Int, of grade: SchoolGrade) { cells[[0, 7, 11][grade.stage.rawValue]] += count }

    /// Changes one cell only.
    mutating func addToCell(_ count: Int, _ cell: Int) { cells[cell] += count }

    mutating func addTotal(_ count: Int) { cells[15] += count }

    mutating func add(_ other: SummaryCounts) {
        for index in cells.indices { cells[index] += other.cells[index] }
    }
}

/// Both rows of a unit.
struct SummaryPair {
    var classes = SummaryCounts()
    var pupils = SummaryCounts()

    mutating func add(_ other: SummaryPair) {
        classes.add(other.classes)
        pupils.add(other.pupils)
    }

    /// SUM-06: some units miscount the first grade, and report that upwards. A unit without schools has nothing to differ from.
    mutating func miscount(rate: Double, seed: UInt64, unit: Int, isCertain: Bool = false) -> Bool {
        var random = Random(seed: seed, purpose: 11, index: unit)
        guard rate > 0, pupils.cells[15] > 0, isCertain || random.chance(2_500) else { return false }
        pupils.addToCell(7, 1)
        return true
    }

    /// A unit's two rows in the table of its level.
    func appendRows(to table: inout RecordTable, filler: String, _ identify: (inout RecordTable, Int) -> Void) {
        for (measure, counts) in [("班级数", classes), ("学生人数", pupils)] {
            let row = table.appendRow()
            identify(&table, row)
            table.set(row, SummaryField.measure, measure)
            table.set(row, SummaryField.filler, filler)
            table.set(row, SummaryField.filledOn, "20130926")
            table.set(row, SummaryField.stamped, "是")
            for (index, value) in counts.cells.enumerated() { table.set(row, SummaryField.primarySum.rawValue + index, String(value)) }
        }
    }
}
