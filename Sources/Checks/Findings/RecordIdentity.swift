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
        case text(TextColumn)
        case numbers([Int32])
    }

    private let parts: [Part?]
    private let residentKeys: [Int64]?

    init(_ batch: TableBatch, _ schema: Schema) throws(ColumnarError) {
        var parts: [Part?] = []
        for name in Self.keyColumns[batch.table] ?? [] {
            if schema.index(of: name) == nil {
                parts.append(nil)
            } else if case .date = try batch.column(name) {
                parts.append(.numbers(try batch.numbers(name)))
            } else {
                parts.append(.text(try batch.text(name)))
            }
        }
        self.parts = parts
        let hasKeys = batch.table == .student && schema.index(of: "id_key") != nil
        residentKeys = hasKeys ? try batch.residentKeys() : nil
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
        let isNamed = isPresent(parts[1], row) && isPresent(parts[2], row)
        for part in parts[isNamed ? 1..<3 : 1..<4] { add(part, row, to: &digest) }
        return digest
    }

    private func isPresent(_ part: Part?, _ row: Int) -> Bool {
        switch part {
        case .text(let column): !column.isNull(row)
        case .numbers(let numbers): numbers[row] != .min
        case nil: false
        }
    }

    private func add(_ part: Part?, _ row: Int, to digest: inout ValueDigest) {
        guard let part, isPresent(part, row) else { return digest.addAbsent() }
        switch part {
        case .text(let column): digest.add(column.values.bytes.span.extracting(column.range(row)))
        case .numbers(let numbers): digest.add(UInt64(UInt32(bitPattern: numbers[row])))
        }
    }
}
