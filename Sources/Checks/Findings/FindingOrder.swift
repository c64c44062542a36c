import Records

/// The order of findings and the numbers of their groups: they depend on the findings alone.
enum FindingOrder {
    /// Sorts by (file, sheet, row, rule_id, field), then numbers the groups of each rule by their first member.
    ///
    /// **Source**: CONTRACT, "Output".
    static func sort(_ buffer: inout FindingBuffer, _ places: PlaceTable) {
        let ranks = places.ranks()
        let fields = fieldRanks()
        let rules = ruleRanks()
        let keys = buffer.heads.map { SortKey($0, ranks, rules, fields) }
        let heads = buffer.heads
        let text = buffer.text
        let order = heads.indices.map(Int32.init).sorted { a, b in
            let (x, y) = (keys[Int(a)], keys[Int(b)])
            if x.place != y.place { return x.place < y.place }
            if x.rest != y.rest { return x.rest < y.rest }
            let (first, second) = (heads[Int(a)], heads[Int(b)])
            return text[buffer.allText(first)].lexicographicallyPrecedes(text[buffer.allText(second)])
        }
        buffer.reorder(order)
        numberGroups(&buffer)
    }

    /// A finding's place and rule as two numbers that sort as CONTRACT asks.
    private struct SortKey {
        let place: UInt64
        let rest: UInt64

        init(_ head: FindingHead, _ ranks: [Int32], _ rules: [Int], _ fields: [RegistryTable: [Int]]) {
            let file = UInt64(ranks[Int(head.place.file)])
            let sheet = UInt64(ranks[Int(head.place.sheet)])
            place = file << 32 | sheet
            let row = UInt64(UInt32(bitPattern: head.place.row))
            let field = head.fieldDefinition.flatMap { fields[$0.table]?[$0.index] } ?? 0
            let table = head.table.map { $0.findingName.utf8.first.map(UInt64.init) ?? 0 } ?? 0
            rest = row << 32 | UInt64(rules[Int(head.rule)]) << 24 | UInt64(field) << 12 | table
        }
    }

    /// Positions of the rules in the order of their ids.
    private static func ruleRanks() -> [Int] {
        let ids = RuleTable.all.map(\.definition.id)
        return ranks(ids)
    }

    /// Positions of field names among all names, one more so that no field comes first.
    private static func fieldRanks() -> [RegistryTable: [Int]] {
        let names = Set(RegistryTable.allCases.flatMap { $0.fields.map(\.name) }).sorted(by: isBeforeByCodePoint)
        let positions = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0 + 1) })
        var result: [RegistryTable: [Int]] = [:]
        for table in RegistryTable.allCases { result[table] = table.fields.map { positions[$0.name] ?? 0 } }
        return result
    }

    private static func ranks(_ names: [String]) -> [Int] {
        var result = [Int](repeating: 0, count: names.count)
        for (rank, index) in names.indices.sorted(by: { isBeforeByCodePoint(names[$0], names[$1]) }).enumerated() {
            result[index] = rank
        }
        return result
    }

    private static func numberGroups(_ buffer: inout FindingBuffer) {
        var numbers: [UInt64: Int32] = [:]
        var last: [UInt8: Int32] = [:]
        for (index, head) in buffer.heads.enumerated() where head.group != 0 {
            let group = UInt64(head.rule) << 32 | UInt64(UInt32(bitPattern: head.group))
            if numbers[group] == nil {
                last[head.rule, default: 0] += 1
                numbers[group] = last[head.rule]!
            }
            buffer.setGroup(index, numbers[group]!)
        }
    }
}

extension FindingBuffer {
    /// Value, related rows and arguments of a finding.
    func allText(_ head: FindingHead) -> Range<Int> {
        head.textStart..<head.textStart + Int(head.valueCount) + Int(head.relatedCount) + Int(head.argumentCount)
    }
}
