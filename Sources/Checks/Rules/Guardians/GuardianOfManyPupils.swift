import Columnar
import Records

/// GUA-08: one number as guardian of unusually many pupils.
package enum GuardianOfManyPupils: Rule {
    package typealias Scan = GuardianNumberGroups

    package static let definition = RuleDefinition(
        "GUA-08", "监护人涉及学生过多", "One guardian for many pupils", severity: "info", status: "I", isCore: false,
        message: BilingualText("监护人“{id}”关联{n}名学生", "The guardian “{id}” stands at {n} pupils"),
        explanation: Explanation(
            finds: ("同一有效身份证号作为监护人出现在超过6名学生的行中。",
                "One valid resident number as guardian in the rows of more than six pupils."),
            matters: ("多为批量填充的号码；也可能是福利院负责人。",
                "Mostly a number filled down; sometimes the head of a children's home."),
            fires: ("成员姓名不空且是否监护人为是。", "The member has a name and is marked as guardian."),
            doesNotFire: ("6名及以下；未标为监护人的成员。", "Six and fewer; members not marked as guardian."),
            source: "RULES GUA-08, §M"))

    package static func findings(
        _ groups: [[GuardianNumberGroups.Ward]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (number, wards) in groups.enumerated() {
            buffer.addGroup(Int32(number + 1), wards.map(\.member), context) {
                let text = wards[$0].text
                return MemberSaying("m\(wards[$0].position)_id_number", .info, value: text, [Argument("id", text, .idNumber)])
            }
        }
    }
}

/// Rows by the numbers of their marked guardians. The key is the number itself.
package enum GuardianNumberGroups: TableScan {
    package static let inputs: ScanInputs = [
        .student: GroupMember.columns + ["unreadable"] + Members.numbers + [
            "m1_name", "m2_name", "m1_is_guardian", "m2_is_guardian",
        ]
    ]
    package static func empty() -> KeyedRows { KeyedRows() }

    /// A pupil with the number of the group at member `position`.
    package struct Ward: Sendable {
        package let member: GroupMember
        package let position: Int
        package let text: String
    }

    /// Grouping keys of the members who are named and marked as guardian, the second only where it differs.
    private static func guardians(_ batch: TableBatch, _ row: Int) throws -> [(key: Int64, position: Int)] {
        var found: [(key: Int64, position: Int)] = []
        for position in 1...2 {
            let number = try batch.memberKeys(position)[row]
            guard number != ResidentKey.none, try !batch.text("m\(position)_name").isNull(row),
                try batch.bool("m\(position)_is_guardian", row) == true
            else { continue }
            let key = ResidentID.groupingKey(number)
            if found.first?.key != key { found.append((key, position)) }
        }
        return found
    }

    /// Grouping keys of one member where it is named and marked as guardian, else `KeyedRows.none`.
    private static func keys(_ batch: TableBatch, _ member: Int) throws -> [Int64] {
        let numbers = try batch.memberKeys(member)
        let names = try batch.text("m\(member)_name")
        guard case .bool(let marks) = try batch.column("m\(member)_is_guardian") else {
            throw ColumnarError(.damaged, "expected booleans in m\(member)_is_guardian")
        }
        return (0..<batch.rowCount).map { row in
            guard numbers[row] != ResidentKey.none, !names.isNull(row), marks[row] == true else { return KeyedRows.none }
            return ResidentID.groupingKey(numbers[row])
        }
    }

    package static func scan(_ batch: TableBatch, into partial: inout KeyedRows) throws {
        let first = try keys(batch, 1)
        var second = try keys(batch, 2)
        for row in second.indices where second[row] == first[row] { second[row] = KeyedRows.none }
        partial.append(first, partition: batch.partition)
        partial.append(second, partition: batch.partition)
    }

    package static func merge(_ other: KeyedRows, into partial: inout KeyedRows) { partial.append(other) }

    package static func finish(_ partial: KeyedRows, _ context: CheckContext) throws -> [[Ward]] {
        let minimum = context.parameters["GUA-08.max_pupils"] + 1
        let rows = Set(partial.groups(minimumCount: max(2, minimum), threads: context.threads).joined()).sorted()
        let found = try RowFetch.rows(rows, of: .student, context) { batch, row in
            let member = try GroupMember(batch, row)
            return try guardians(batch, row).map { guardian in
                let text = try batch.text("m\(guardian.position)_id_number").string(row) ?? ""
                return (key: guardian.key, ward: Ward(member: member, position: guardian.position, text: text))
            }
        }
        let order = PlaceOrder(context.places)
        return Dictionary(grouping: found.joined(), by: \.key).values.filter { $0.count >= minimum }.map { group in
            group.map(\.ward).sorted { order.isBefore($0.member.place, $1.member.place) }
        }
    }
}
