import Columnar
import Records

/// Pupils with equal name, sex and birth date, the one search that DUP-05, DUP-06 and DUP-07 share.
///
/// The pass keeps a hash of the three for rows with a blank number or a resident number; the values are compared
/// afterwards.
package enum LookAlikes: TableScan {
    package static let inputs: ScanInputs = [
        .student: GroupMember.columns + ["unreadable", "id_type", "id_key", "sex", "birth_date"]
    ]
    package static func empty() -> KeyedRows { KeyedRows() }

    /// A pupil of a bucket.
    package struct Pupil: Sendable {
        package let member: GroupMember
        package let isBlank: Bool
        /// Grouping key of `rid18`; nil where that is undefined.
        package let resident: Int64?
        /// Characters of an 18-character resident number, its check character right or not.
        let digits: UInt128?
        fileprivate let sex: UInt8
        fileprivate let birth: Int32
        /// Component of DUP-06 within the bucket and the distance to the nearest number of it; nil outside.
        package fileprivate(set) var typo: (component: Int, distance: Int)?

        fileprivate init(_ batch: TableBatch, _ row: Int) throws {
            member = try GroupMember(batch, row)
            let isResident = try batch.documentTypes()[row] == DocumentType.residentCard
            let key = try batch.residentKeys()[row]
            isBlank = try batch.idStates()[row] == .blank
            resident = isResident && key != ResidentKey.none ? ResidentID.groupingKey(key) : nil
            digits = isResident ? NearNumbers.pack(member.number) : nil
            sex = try batch.sexes()[row]
            birth = try batch.numbers("birth_date")[row]
        }
    }

    private struct Person: Hashable {
        let name: ExactText
        let sex: UInt8
        let birth: Int32

        init(_ pupil: Pupil) {
            name = ExactText(pupil.member.name)
            sex = pupil.sex
            birth = pupil.birth
        }
    }

    package static func scan(_ batch: TableBatch, into partial: inout KeyedRows) throws {
        let states = try batch.idStates()
        let types = try batch.documentTypes()
        let sexes = try batch.sexes()
        let births = try batch.numbers("birth_date")
        let names = try batch.text("name")
        var keys = [Int64](repeating: KeyedRows.none, count: batch.rowCount)
        for row in keys.indices where sexes[row] != 0 && births[row] != .min && !names.isNull(row) {
            let isResident = types[row] == DocumentType.residentCard && (states[row] == .valid || states[row] == .other)
            guard isResident || states[row] == .blank else { continue }
            let rest = UInt64(UInt32(bitPattern: births[row])) << 8 | UInt64(sexes[row])
            keys[row] = Int64(bitPattern: ByteHash.combine(names.hash(row), rest) >> 1)
        }
        partial.append(keys, partition: batch.partition)
    }

    package static func merge(_ other: KeyedRows, into partial: inout KeyedRows) { partial.append(other) }

    /// Buckets of two and more rows, each in the order of places.
    package static func finish(_ partial: KeyedRows, _ context: CheckContext) throws -> [[Pupil]] {
        let rows = partial.groups(threads: context.threads).flatMap { $0 }
        let pupils = try RowFetch.rows(rows, of: .student, context) { try Pupil($0, $1) }
        let order = PlaceOrder(context.places)
        let maxDistance = context.parameters["DUP-06.max_distance"]
        return Dictionary(grouping: pupils, by: Person.init).values.filter { $0.count > 1 }.map { group in
            var bucket = group.sorted { order.isBefore($0.member.place, $1.member.place) }
            markTypos(&bucket, maxDistance)
            return bucket
        }
    }

    private static func markTypos(_ bucket: inout [Pupil], _ maxDistance: Int) {
        var positions: [UInt128: Int] = [:]
        var numbers: [UInt128] = []
        for case let digits? in bucket.lazy.map(\.digits) where positions[digits] == nil {
            positions[digits] = numbers.count
            numbers.append(digits)
        }
        guard numbers.count > 1 else { return }
        let near = NearNumbers(numbers, maxDistance: maxDistance)
        for index in bucket.indices {
            guard let position = bucket[index].digits.flatMap({ positions[$0] }), near.distances[position] > 0 else { continue }
            bucket[index].typo = (near.components[position], near.distances[position])
        }
    }
}
