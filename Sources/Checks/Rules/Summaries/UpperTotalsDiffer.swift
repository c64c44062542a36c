import Records

/// SUM-06: the totals of a county, prefecture or province are not those of the level below.
package enum UpperTotalsDiffer: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "SUM-06", "上级汇总不平", "Upper-level totals differ", severity: "error", status: "V", isCore: false,
        message: BilingualText(
            "{unit}汇总{cell}为{v},下级之和为{w}", "{cell} of {unit_code} is {v}, the level below adds up to {w}"),
        explanation: Explanation(
            finds: ("县、设区市、省的汇总行与下级同项目之和不同。",
                "Totals of counties, prefectures and the province that differ from the sum of the level below."),
            matters: ("有下级漏报、重报或改动。", "Something below is missing, counted twice or was changed since."),
            fires: ("每个不同的单元格一条。", "One finding for each cell."),
            doesNotFire: ("没有下级行；下级有非整数的单元格；填了学校标识码的行。",
                "Nothing below; a cell below that is no whole number; rows with a school identifier."),
            source: "SPEC §9; RULES §I"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let units = counts.forms.filter { $0.unit != 0 && $0.measure != nil }
        if units.isEmpty { return }
        let tree = UnitTree(counts, units, context)
        for form in units {
            guard let measure = form.measure, let division = AdminDivision.lookup(form.unit) else { continue }
            let below = tree.below(division, measure)
            if below.isEmpty { continue }
            for column in measure.columns where form.cells[column] != .unreadable {
                let numbers = below.compactMap { $0.cells[column].number }
                guard numbers.count == below.count else { continue }
                let sum = numbers.reduce(0, &+)
                if form.cells[column].number == sum { continue }
                buffer.addCell(
                    form, column, owner: owner(division), value: form.texts[column],
                    [
                        Argument("unit", division.name), Argument("unit_code", division.code),
                        Argument("v", form.texts[column]), Argument("w", sum),
                    ])
            }
        }
    }

    private static func owner(_ division: AdminDivision) -> Owner {
        switch division.level {
        case .county: Owner(.county, Int64(division.code))
        case .prefecture: Owner(.prefecture, Int64(division.code))
        case .province: Owner(.province, Int64(division.code))
        }
    }
}

/// For each unit and item the rows of the level below it; of several rows of one school or unit the first.
private struct UnitTree {
    private struct Key: Hashable {
        /// County, or the first four or two digits.
        let unit: Int32
        let level: AdminDivision.Level
        let measure: SummaryForm.Measure
    }

    private var rows: [Key: [SummaryForm]] = [:]

    init(_ counts: PupilCounts.Partial, _ units: [SummaryForm], _ context: CheckContext) {
        for (school, forms) in counts.formsBySchool {
            let county = context.directory.county(of: school)
            if county == 0 { continue }
            for measure in [SummaryForm.Measure.classes, .pupils] {
                guard let form = forms.first(where: { $0.measure == measure }) else { continue }
                rows[Key(unit: county, level: .county, measure: measure), default: []].append(form)
            }
        }
        var seen: Set<Key> = []
        for form in units {
            guard let measure = form.measure, let division = AdminDivision.lookup(form.unit) else { continue }
            guard seen.insert(Key(unit: form.unit, level: division.level, measure: measure)).inserted else { continue }
            switch division.level {
            case .county: rows[Key(unit: form.unit / 100, level: .prefecture, measure: measure), default: []].append(form)
            case .prefecture: rows[Key(unit: form.unit / 10_000, level: .province, measure: measure), default: []].append(form)
            case .province: break
            }
        }
    }

    func below(_ division: AdminDivision, _ measure: SummaryForm.Measure) -> [SummaryForm] {
        let unit =
            switch division.level {
            case .county: division.code
            case .prefecture: division.code / 100
            case .province: division.code / 10_000
            }
        return rows[Key(unit: unit, level: division.level, measure: measure)] ?? []
    }
}
