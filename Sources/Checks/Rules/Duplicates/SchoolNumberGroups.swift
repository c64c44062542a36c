import Columnar
import Records

/// A pupil whom a number of the school's own names, and whether it is somebody else.
package struct NumberedPupil: Sendable {
    package let member: GroupMember
    package let text: String
    fileprivate let birth: Int32

    fileprivate struct Person: Hashable {
        let name: ExactText
        let birth: Int32
    }
    fileprivate var person: Person { Person(name: ExactText(member.name), birth: birth) }

    fileprivate init(_ batch: TableBatch, _ row: Int, _ field: String) throws {
        member = try GroupMember(batch, row)
        text = try batch.text(field).string(row) ?? ""
        birth = try batch.numbers("birth_date")[row]
    }
}

/// Rows of one school that carry one number and name at least two pupils.
private enum SchoolNumbers {
    static func groups<Key: Hashable & Sendable>(
        _ partial: KeyedRows, _ context: CheckContext, field: String,
        _ key: @escaping @Sendable (TableBatch, Int, String) throws -> Key
    ) throws -> [[NumberedPupil]] {
        let rows = partial.groups(threads: context.threads).flatMap { $0 }
        let found = try RowFetch.rows(rows, of: .student, context) { batch, row in
            let pupil = try NumberedPupil(batch, row, field)
            return (key: try key(batch, row, LooseKey.of(pupil.text)), pupil: pupil)
        }
        let order = PlaceOrder(context.places)
        return Dictionary(grouping: found, by: \.key).values.compactMap { group in
            guard Set(group.map(\.pupil.person)).count > 1 else { return nil }
            return group.map(\.pupil).sorted { order.isBefore($0.member.place, $1.member.place) }
        }
    }

    /// Rows with a school, a name and a birth date; the key comes from `key`, 0 for none.
    static func collect(_ batch: TableBatch, into partial: inout KeyedRows, _ key: (Int) -> UInt64) throws {
        let schools = try batch.schoolIDs()
        let births = try batch.numbers("birth_date")
        let names = try batch.text("name")
        var keys: [Int64] = []
        var rows: [UInt32] = []
        for row in 0..<batch.rowCount where schools[row] != 0 && births[row] != .min && !names.isNull(row) {
            let hash = key(row)
            guard hash != 0 else { continue }
            keys.append(Int64(bitPattern: ByteHash.combine(hash, UInt64(bitPattern: schools[row])) >> 1))
            rows.append(UInt32(row))
        }
        partial.append(keys, rows: rows, partition: batch.partition)
    }
}

/// Pupils of one class with one 班内学号.
package enum SeatNumberGroups: TableScan {
    package static let inputs: ScanInputs = [
        .student: GroupMember.columns + ["birth_date", "seat_no", "grade", "class_no", "entry_month", "admission_method"]
    ]
    package static func empty() -> KeyedRows { KeyedRows() }

    package static func scan(_ batch: TableBatch, into partial: inout KeyedRows) throws {
        let seats = try batch.looseHashes("seat_no")
        let grades = try batch.grades()
        try SchoolNumbers.collect(batch, into: &partial) { row in
            guard seats[row] != 0, Grade(rawValue: grades.grade(row)) != nil else { return 0 }
            let key = grades.classKey(row)
            guard key != ClassKeyTable.none else { return 0 }
            return ByteHash.combine(seats[row], UInt64(grades.grade(row)) << 32 | UInt64(UInt32(bitPattern: key))) | 1
        }
    }

    package static func merge(_ other: KeyedRows, into partial: inout KeyedRows) { partial.append(other) }

    private struct Seat: Hashable {
        let id: ClassID
        let number: ExactText
    }

    package static func finish(_ partial: KeyedRows, _ context: CheckContext) throws -> [[NumberedPupil]] {
        try SchoolNumbers.groups(partial, context, field: "seat_no") { batch, row, number in
            let grades = try batch.grades()
            let id = ClassID(school: try batch.schoolIDs()[row], grade: grades.grade(row), key: grades.classKey(row))
            return Seat(id: id, number: ExactText(number))
        }
    }
}

/// Pupils of one school with one 学籍辅号.
package enum AuxiliaryNumberGroups: TableScan {
    package static let inputs: ScanInputs = [.student: GroupMember.columns + ["birth_date", "aux_no"]]
    package static func empty() -> KeyedRows { KeyedRows() }

    package static func scan(_ batch: TableBatch, into partial: inout KeyedRows) throws {
        let numbers = try batch.looseHashes("aux_no")
        try SchoolNumbers.collect(batch, into: &partial) { numbers[$0] }
    }

    package static func merge(_ other: KeyedRows, into partial: inout KeyedRows) { partial.append(other) }

    private struct Number: Hashable {
        let school: Int64
        let number: ExactText
    }

    package static func finish(_ partial: KeyedRows, _ context: CheckContext) throws -> [[NumberedPupil]] {
        try SchoolNumbers.groups(partial, context, field: "aux_no") { batch, row, number in
            Number(school: try batch.schoolIDs()[row], number: ExactText(number))
        }
    }
}

extension FindingBuffer {
    /// The findings of DUP-10 and DUP-11.
    mutating func add(_ groups: [[NumberedPupil]], field: String, _ context: CheckContext) {
        for (number, pupils) in groups.enumerated() {
            addGroup(Int32(number + 1), pupils.map(\.member), context) {
                MemberSaying(field, .warning, value: pupils[$0].text, [Argument("no", pupils[$0].text)])
            }
        }
    }
}
