import Columnar
import Records

/// CMP-04: a school that filled an optional field for a few of its pupils only.
package enum LowFillRate: Rule {
    package typealias Scan = FillCounts

    package static let definition = RuleDefinition(
        "CMP-04", "字段填充率低", "Low fill rate of an optional field", severity: "info", status: "I", isCore: false,
        message: BilingualText("“{field}”填充率仅{p}%", "Only {p} % of the pupils have {field_en}"),
        explanation: Explanation(
            finds: ("第二名成员姓名或班内学号填得很少的学校。", "Schools that filled the second member or the seat number for a few pupils only."),
            matters: ("可能漏录了一栏。", "A column may not have been typed."),
            fires: ("30名学生以上，成员2姓名不到20%；班内学号有填而不到20%。每校每项一条。",
                "30 pupils or more, m2_name below 20 %; seat_no above 0 and below 20 %. One finding for each field."),
            doesNotFire: ("完全不用班内学号的学校；20%整。", "A school that uses no seat numbers; exactly 20 %."),
            source: "SPEC §2.1"))

    package static func findings(
        _ counts: FillCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let (least, share) = (context.parameters["CMP-04.min_rows"], context.parameters["CMP-04.share"])
        for school in context.directory.schools {
            guard let count = counts[school.id], count.pupils >= least else { continue }
            for (name, filled) in [("m2_name", count.members), ("seat_no", count.seats)] {
                let isUnused = name == "seat_no" && filled == 0
                guard !isUnused, 100 * filled < share * count.pupils else { continue }
                let percent = 100 * filled / count.pupils
                let field = RegistryTable.student.field(named: name)
                buffer.addSchool(
                    school, pupilField: name, .info, value: String(percent),
                    [
                        Argument("field", field?.chineseName ?? name), Argument("field_en", name), Argument("p", percent),
                    ], context)
            }
        }
    }
}

/// How many pupils of each school have a second member and a seat number.
package enum FillCounts: TableScan {
    package struct Counts: Sendable {
        var pupils = 0
        var members = 0
        var seats = 0

        mutating func add(_ other: Counts) {
            pupils += other.pupils
            members += other.members
            seats += other.seats
        }
    }

    package typealias Partial = [Int64: Counts]

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["m2_name", "seat_no"]]
    package static func empty() -> Partial { [:] }

    package static func scan(_ batch: TableBatch, into partial: inout Partial) throws {
        let schools = try batch.schoolIDs()
        let (members, seats) = (try batch.blanks("m2_name"), try batch.blanks("seat_no"))
        var run: (school: Int64, counts: Counts) = (0, Counts())
        for row in 0..<batch.rowCount where schools[row] != 0 {
            if schools[row] != run.school {
                partial[run.school, default: Counts()].add(run.counts)
                run = (schools[row], Counts())
            }
            run.counts.pupils += 1
            if !members[row] { run.counts.members += 1 }
            if !seats[row] { run.counts.seats += 1 }
        }
        partial[run.school, default: Counts()].add(run.counts)
    }

    package static func merge(_ other: Partial, into partial: inout Partial) {
        for (school, counts) in other { partial[school, default: Counts()].add(counts) }
    }
}
