import Columnar
import Records

/// Pupils without a number, by name, sex and birth date.
///
/// The pass keeps a hash of the three; the texts are compared afterwards.
package enum NameBirthGroups: TableScan {
    package static let inputs: ScanInputs = [
        .student: GroupMember.columns + ["unreadable", "id_type", "id_key", "sex", "birth_date"]
    ]
    package static func empty() -> KeyedRows { KeyedRows() }

    package static func scan(_ batch: TableBatch, into partial: inout KeyedRows) throws {
        let states = try batch.idStates()
        let sexes = try batch.sexes()
        let births = try batch.numbers("birth_date")
        let names = try batch.text("name")
        var keys: [Int64] = []
        var rows: [UInt32] = []
        for row in 0..<batch.rowCount where states[row] == .blank {
            guard sexes[row] != 0, births[row] != .min, !names.isNull(row) else { continue }
            let rest = UInt64(UInt32(bitPattern: births[row])) << 8 | UInt64(sexes[row])
            keys.append(Int64(bitPattern: ByteHash.combine(names.hash(row), rest) >> 1))
            rows.append(UInt32(row))
        }
        partial.append(keys, rows: rows, partition: batch.partition)
    }

    package static func merge(_ other: KeyedRows, into partial: inout KeyedRows) {
        partial.append(other)
    }

    private struct Person: Hashable {
        let name: ExactText
        let sex: UInt8
        let birth: Int32
    }

    private struct Candidate: Sendable {
        let member: GroupMember
        let sex: UInt8
        let birth: Int32
        var person: Person { Person(name: ExactText(member.name), sex: sex, birth: birth) }
    }

    /// Groups of rows that agree by value, each in the order of places.
    package static func finish(_ partial: KeyedRows, _ context: CheckContext) throws -> [[GroupMember]] {
        let rows = partial.groups(threads: context.threads).flatMap { $0 }
        let candidates = try RowFetch.rows(rows, of: .student, context) { batch, row in
            Candidate(
                member: try GroupMember(batch, row), sex: try batch.sexes()[row],
                birth: try batch.numbers("birth_date")[row])
        }
        let order = PlaceOrder(context.places)
        let people = Dictionary(grouping: candidates, by: \.person)
        return people.values.filter { $0.count > 1 }.map { group in
            group.map(\.member).sorted { order.isBefore($0.place, $1.place) }
        }
    }
}
