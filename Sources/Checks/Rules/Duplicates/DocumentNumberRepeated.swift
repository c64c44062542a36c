import Columnar
import Records

/// DUP-08: one number of a non-resident document in several rows.
package enum DocumentNumberRepeated: Rule {
    package typealias Scan = DocumentNumberGroups

    package static let definition = RuleDefinition(
        "DUP-08", "其他证件号重复", "Non-resident document repeated", severity: "error", status: "I",
        message: BilingualText("证件号“{id}”重复", "The document number “{id}” stands in {n} rows"),
        explanation: Explanation(
            finds: ("证件类型(港澳台、永久居留、护照)和号码都相同的行。",
                "Rows with equal document type (Hong Kong, Macao, Taiwan, permanent residence, passport) and number."),
            matters: ("一证一人，多为重复上报。", "A document belongs to one person; mostly the pupil was entered twice."),
            fires: ("回乡证只比前9位，换证后两位会变。",
                "Of a home-return permit only the first nine characters count, the others change on renewal."),
            doesNotFire: ("证件类型不同；类型为其他；号码为空。", "Different types; type 其他; a blank number."),
            source: "SPEC §4.2"))

    package static func findings(
        _ groups: [[GroupMember]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (number, members) in groups.enumerated() {
            buffer.addGroup(Int32(number + 1), members, context) {
                let text = members[$0].number
                return MemberSaying("id_number", .error, value: text, [Argument("id", text, .idNumber)])
            }
        }
    }
}

/// Pupils with equal type and number of a non-resident document.
package enum DocumentNumberGroups: TableScan {
    package static let inputs: ScanInputs = [.student: GroupMember.columns + ["id_type"]]
    package static func empty() -> KeyedRows { KeyedRows() }

    private struct Document: Hashable {
        let type: UInt8
        let number: ExactText

        init(_ type: UInt8, _ text: String) {
            let bytes = text.utf8
            let isPermit =
                bytes.count == 11 && (bytes.first == UInt8(ascii: "H") || bytes.first == UInt8(ascii: "M"))
                && bytes.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            self.type = type
            number = ExactText(isPermit ? String(text.prefix(9)) : text)
        }

        var hash: Int64 {
            let text = ByteHash.of(number.bytes, 0..<number.bytes.count)
            return Int64(bitPattern: ByteHash.combine(text, UInt64(type)) >> 1)
        }
    }

    package static func scan(_ batch: TableBatch, into partial: inout KeyedRows) throws {
        let types = try batch.documentTypes()
        var keys: [Int64] = []
        var rows: [UInt32] = []
        for row in 0..<batch.rowCount where types[row] >= DocumentType.hongKong && types[row] <= DocumentType.passport {
            guard let text = try batch.text("id_number").string(row) else { continue }
            keys.append(Document(types[row], text).hash)
            rows.append(UInt32(row))
        }
        partial.append(keys, rows: rows, partition: batch.partition)
    }

    package static func merge(_ other: KeyedRows, into partial: inout KeyedRows) { partial.append(other) }

    package static func finish(_ partial: KeyedRows, _ context: CheckContext) throws -> [[GroupMember]] {
        let rows = partial.groups(threads: context.threads).flatMap { $0 }
        let found = try RowFetch.rows(rows, of: .student, context) { batch, row in
            (type: try batch.documentTypes()[row], member: try GroupMember(batch, row))
        }
        let order = PlaceOrder(context.places)
        return Dictionary(grouping: found) { Document($0.type, $0.member.number) }.values.filter { $0.count > 1 }.map {
            $0.map(\.member).sorted { order.isBefore($0.place, $1.place) }
        }
    }
}
