import Columnar
import Records

/// Columns of the two family members.
enum Members {
    static let numbers = ["m1_id_type", "m1_id_number", "m1_id_key", "m2_id_type", "m2_id_number", "m2_id_key"]
    static let all = numbers + ["m1_relation", "m2_relation"]
}

extension TableBatch {
    /// `g_m` of RULES: a member's valid resident number; the type is blank or 居民身份证.
    func memberKeys(_ member: Int) throws -> [Int64] {
        if let made = student.memberKeys[member - 1] { return made }
        var keys = try residentKeys("m\(member)_id_key")
        let types = try documentTypes("m\(member)_id_type")
        let unreadable = try unreadable()
        let field = FieldIndex.known("m\(member)_id_type", in: .student)
        for row in keys.indices where keys[row] != ResidentKey.none && types[row] != DocumentType.residentCard {
            if types[row] != 0 || unreadable.contains(field, row) { keys[row] = ResidentKey.none }
        }
        student.memberKeys[member - 1] = keys
        return keys
    }
}

extension TextColumn {
    /// Whether both columns hold the same bytes in a row, and are not null there.
    func isEqual(_ row: Int, to other: TextColumn) -> Bool {
        if isNull(row) || other.isNull(row) { return false }
        let (a, b) = (range(row), other.range(row))
        return a.count == b.count && values.bytes[a] == other.values.bytes[b]
    }
}
