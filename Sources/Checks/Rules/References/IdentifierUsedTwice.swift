import Records

/// REF-04: one school identifier in several rows of the schools' own table.
package enum IdentifierUsedTwice: Rule {
    package typealias Scan = SchoolIdentifierRows

    package static let definition = RuleDefinition(
        "REF-04", "学校标识码重复", "Identifier used twice", severity: "error", status: "V", isCore: false,
        message: BilingualText("学校标识码“{id}”重复", "The school identifier “{id}” stands in {n} rows"),
        explanation: Explanation(
            finds: ("学校表中学校标识码相同的多行。", "Rows of the school table with one identifier."),
            matters: ("一校一码；两校同码时学生无法归校。", "A school has one identifier; with one for two, pupils belong to neither."),
            fires: ("同一学校交了两次学校表，内容是否相同不论。", "A school table handed in twice, equal or not."),
            doesNotFire: ("下发名单中的行；格式错误的标识码(REF-01)。",
                "Rows of the issued list; malformed identifiers (REF-01)."),
            source: "SPEC §4.4"))

    package static func findings(
        _ rows: [SchoolIdentifierRows.Row], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let order = PlaceOrder(context.places)
        let field = Int16(FieldIndex.known("school_id", in: .school))
        var number: Int32 = 0
        for (school, group) in Dictionary(grouping: rows, by: \.school) where group.count > 1 {
            number += 1
            let places = group.map(\.place).sorted(by: order.isBefore)
            let names = RowNames(places, context.places)
            for (position, place) in places.enumerated() {
                buffer.add(
                    FindingDraft(
                        table: .school, place: place, field: field, severity: .error,
                        owner: context.owner(table: .school, school: school, field: field), value: String(school),
                        group: number, related: names.without(position),
                        arguments: [Argument("id", String(school)), Argument("n", places.count)]))
            }
        }
    }
}

/// Own school rows with a usable identifier.
package enum SchoolIdentifierRows: TableScan {
    package struct Row: Sendable {
        let school: Int64
        let place: Place
    }

    package static let inputs: ScanInputs = [.school: ["file", "sheet", "row", "school_id"]]
    package static func empty() -> [Row] { [] }

    package static func scan(_ batch: TableBatch, into partial: inout [Row]) throws {
        let schools = try batch.schoolIDs()
        for row in 0..<batch.rowCount where schools[row] != 0 {
            partial.append(Row(school: schools[row], place: try batch.place(row)))
        }
    }

    package static func merge(_ other: [Row], into partial: inout [Row]) { partial.append(contentsOf: other) }
}
