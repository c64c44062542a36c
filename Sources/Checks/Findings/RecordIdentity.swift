import Columnar
import Records

/// 128 bits that stand for values; equal values give equal bits in every run.
package struct ValueDigest: Sendable, Hashable {
    package private(set) var low: UInt64 = 0x9E37_79B9_7F4A_7C15
    package private(set) var high: UInt64 = 0xC2B2_AE3D_27D4_EB4F

    package init() {}

    /// Takes in one more value.
    package mutating func add(_ bytes: Span<UInt8>) {
        low = Hash64.bytes(bytes, seed: low)
        high = Hash64.bytes(bytes, seed: high)
    }

    /// Takes in that there is no value, which differs from an empty one.
    package mutating func addAbsent() { add(UInt64.max) }

    package mutating func add(_ number: UInt64) {
        low = ByteHash.combine(low, number)
        high = ByteHash.combine(high, number ^ 0xA5A5_A5A5_A5A5_A5A5)
    }

    package mutating func add(_ other: ValueDigest) {
        add(other.low)
        add(other.high)
    }

    package mutating func add(_ text: String) { add(Array(text.utf8).span) }
}

/// What a row is about, whatever file it comes in and however many rows stand above it.
///
/// A pupil is its school and its valid resident number, whatever is wrong in the other cells; without one, school, name and
/// birth date; where one of these is missing too, whatever of them and of the number's text is there. Rows of the other
/// tables are what their key columns say. Columns that a source lacks count as blank.
struct RecordIdentity {
    private static let keyColumns: [RegistryTable: [String]] = [
        .student: ["school_id", "name", "birth_date", "id_number"],
        .school: ["school_id"], .issuedSchool: ["school_id"],
        .campus: ["school_id", "campus_no", "name"], .class: ["school_id", "grade", "class_no"],
        .proof: ["school_id", "student_name", "birth_date", "sex"],
        .summary: ["school_id", "unit_code", "measure"],
        .signoff: ["school_id", "document", "role", "grade", "class_no", "student_name", "birth_date"],
    ]

    private enum Part {
        case text(RowTexts)
        case numbers([Int32])
    }

    private let parts: [Part?]
    private let residentKeys: [Int64]?

    /// - Parameter rows: the rows that will be asked for, ascending.
    init(_ batch: TableBatch, _ schema: Schema, rows: [Int]) throws(ColumnarError) {
        let hasKeys = batch.table == .student && schema.index(of: "id_key") != nil
        let keys = hasKeys ? try batch.residentKeys() : nil
        residentKeys = keys
        // Of a pupil with a number the other texts are not looked at; of one with a name and a birth date not the number.
        let unkeyed = rows.filter { keys?[$0] ?? ResidentKey.none == ResidentKey.none }
        var asked = rows
        var parts: [Part?] = []
        for name in Self.keyColumns[batch.table] ?? [] {
            guard let field = schema.index(of: name) else {
                parts.append(nil)
                continue
            }
            if hasKeys, parts.count == 3 { asked = unkeyed.filter { !Self.isPresent(parts[1], $0) || !Self.isPresent(parts[2], $0) } }
            let isDate = schema.fields[field].type == .date
            parts.append(isDate ? .numbers(try batch.numbers(name)) : .text(try batch.texts(name, rows: asked)))
            asked = unkeyed
        }
        self.parts = parts
    }

    func digest(_ row: Int) -> ValueDigest {
        var digest = ValueDigest()
        guard let residentKeys else {
            for part in parts { add(part, row, to: &digest) }
            return digest
        }
        add(parts[0], row, to: &digest)
        if residentKeys[row] != ResidentKey.none {
            digest.add(UInt64(bitPattern: ResidentID.groupingKey(residentKeys[row])))
            return digest
        }
        let isNamed = Self.isPresent(parts[1], row) && Self.isPresent(parts[2], row)
        for part in parts[isNamed ? 1..<3 : 1..<4] { add(part, row, to: &digest) }
        return digest
    }

    private static func isPresent(_ part: Part?, _ row: Int) -> Bool {
        switch part {
        case .text(let column): !column.isNull(row)
        case .numbers(let numbers): numbers[row] != .min
        case nil: false
        }
    }

    private func add(_ part: Part?, _ row: Int, to digest: inout ValueDigest) {
        guard let part, Self.isPresent(part, row) else { return digest.addAbsent() }
        switch part {
        case .text(let texts): texts.add(row, to: &digest)
        case .numbers(let numbers): digest.add(UInt64(UInt32(bitPattern: numbers[row])))
        }
    }
}
