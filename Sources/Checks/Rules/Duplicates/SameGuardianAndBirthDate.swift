import Columnar
import Records

/// DUP-12: pupils of several schools with one guardian, birth date, sex and surname.
package enum SameGuardianAndBirthDate: Rule {
    package typealias Scan = GuardianBirthGroups

    package static let definition = RuleDefinition(
        "DUP-12", "监护人与生日相同、姓名相近", "Same guardian, birth date and sex", severity: "info", status: "I",
        isCore: false,
        message: BilingualText(
            "“{name}”与“{name2}”监护人、性别、出生日期相同,请核实是否同一人",
            "“{name}” and “{name2}” share guardian, sex and birth date: are they one person?"),
        explanation: Explanation(
            finds: ("不同学校、姓名不同但首字相同，成员身份证号、性别、出生日期相同的学生。",
                "Pupils of different schools whose names differ but begin alike, with one member's number, sex and birth date."),
            matters: ("可能是同一学生以两个名字上报。", "One pupil may have been entered under two names."),
            fires: ("父亲或母亲的号码相同即可；由父母号码相连的为一组。",
                "The number of either member is enough; groups linked by both are one."),
            doesNotFire: ("同校双胞胎；身份证号相同的行(DUP-01至03)。", "Twins of one school; rows of one number (DUP-01 to 03)."),
            source: "SPEC §4.5"))

    package static func findings(
        _ groups: [[GroupMember]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (number, members) in groups.enumerated() {
            // The first other name; a second one is certain, as a bucket fires with two.
            let first = ExactText(members[0].name)
            let second = members.first { ExactText($0.name) != first }?.name ?? ""
            buffer.addGroup(Int32(number + 1), members, context) {
                let name = members[$0].name
                let other = ExactText(name) == first ? second : members[0].name
                return MemberSaying("name", .info, value: name, [Argument("name2", other, .name)])
            }
        }
    }
}

/// Pupils who share a member's number, sex, birth date and the first character of the name.
package enum GuardianBirthGroups: TableScan {
    package static let inputs: ScanInputs = [
        .student: GroupMember.columns + ["unreadable", "id_type", "id_key", "sex", "birth_date"] + Members.numbers
    ]
    package static func empty() -> KeyedRows { KeyedRows() }

    package static func scan(_ batch: TableBatch, into partial: inout KeyedRows) throws {
        let sexes = try batch.sexes()
        let births = try batch.numbers("birth_date")
        let names = try batch.text("name")
        let schools = try batch.schoolIDs()
        let (fathers, mothers) = (try batch.memberKeys(1), try batch.memberKeys(2))
        var keys: [Int64] = []
        var rows: [UInt32] = []
        for row in 0..<batch.rowCount where sexes[row] != 0 && births[row] != .min && schools[row] != 0 {
            let (first, second) = (fathers[row], mothers[row])
            guard first != ResidentKey.none || second != ResidentKey.none, !names.isNull(row) else { continue }
            let initial = firstScalar(names.values.bytes, names.range(row))
            let rest = ByteHash.combine(initial, UInt64(UInt32(bitPattern: births[row])) << 8 | UInt64(sexes[row]))
            func add(_ number: Int64) {
                keys.append(Int64(bitPattern: ByteHash.combine(UInt64(bitPattern: number), rest) >> 1))
                rows.append(UInt32(row))
            }
            let key = first == ResidentKey.none ? first : ResidentID.groupingKey(first)
            if first != ResidentKey.none { add(key) }
            if second != ResidentKey.none, ResidentID.groupingKey(second) != key { add(ResidentID.groupingKey(second)) }
        }
        partial.append(keys, rows: rows, partition: batch.partition)
    }

    package static func merge(_ other: KeyedRows, into partial: inout KeyedRows) { partial.append(other) }

    /// Both members' numbers, one when they are equal.
    private static func numbers(_ members: [[Int64]], _ row: Int) -> [Int64] {
        let found = members.map { $0[row] }.filter { $0 != ResidentKey.none }.map(ResidentID.groupingKey)
        return found.count == 2 && found[0] == found[1] ? [found[0]] : found
    }

    /// The bytes of the first scalar of UTF-8 text as a number.
    private static func firstScalar(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        var scalar: UInt64 = 0
        for (index, byte) in bytes[range].enumerated() {
            if index > 0, byte & 0xC0 != 0x80 { break }
            scalar = scalar << 8 | UInt64(byte)
        }
        return scalar
    }

    private struct Pupil: Sendable {
        let member: GroupMember
        let resident: Int64?
        let guardians: [Int64]
        let sex: UInt8
        let birth: Int32
    }

    private struct Bucket: Hashable {
        let guardian: Int64
        let sex: UInt8
        let birth: Int32
        let initial: Unicode.Scalar?
    }

    package static func finish(_ partial: KeyedRows, _ context: CheckContext) throws -> [[GroupMember]] {
        let rows = Array(Set(partial.groups(threads: context.threads).flatMap { $0 })).sorted()
        let pupils = try RowFetch.rows(rows, of: .student, context) { batch, row in
            let key = try batch.residentKeys()[row]
            let isResident = try batch.documentTypes()[row] == DocumentType.residentCard && key != ResidentKey.none
            return Pupil(
                member: try GroupMember(batch, row), resident: isResident ? ResidentID.groupingKey(key) : nil,
                guardians: numbers(try [batch.memberKeys(1), batch.memberKeys(2)], row),
                sex: try batch.sexes()[row], birth: try batch.numbers("birth_date")[row])
        }
        var buckets: [Bucket: [Int]] = [:]
        for (index, pupil) in pupils.enumerated() {
            for guardian in pupil.guardians {
                let bucket = Bucket(
                    guardian: guardian, sex: pupil.sex, birth: pupil.birth, initial: pupil.member.name.unicodeScalars.first)
                buckets[bucket, default: []].append(index)
            }
        }
        return connect(buckets.values.filter { fires($0, pupils) }, pupils, PlaceOrder(context.places))
    }

    private static func fires(_ bucket: [Int], _ pupils: [Pupil]) -> Bool {
        guard bucket.count > 1, Set(bucket.map { pupils[$0].member.school }).count > 1,
            Set(bucket.map { ExactText(pupils[$0].member.name) }).count > 1
        else { return false }
        let residents = bucket.compactMap { pupils[$0].resident }
        return Set(residents).count == residents.count
    }

    private static func connect(_ buckets: [[Int]], _ pupils: [Pupil], _ order: PlaceOrder) -> [[GroupMember]] {
        var sets = DisjointSets(count: pupils.count)
        for bucket in buckets {
            for index in bucket.dropFirst() { sets.join(bucket[0], index) }
        }
        return Dictionary(grouping: Set(buckets.joined())) { sets.root($0) }.values.map { group in
            group.map { pupils[$0].member }.sorted { order.isBefore($0.place, $1.place) }
        }
    }
}
