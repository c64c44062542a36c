import Records

/// The stable number of a finding: the same fault at the same place has the same id in the next run.
enum FindingID {
    /// 32 hexadecimal digits over rule, table, place, field and value; the group number takes no part.
    static func make(_ head: FindingHead, _ rule: String, _ buffer: FindingBuffer, _ places: PlaceTable) -> String {
        var bytes: [UInt8] = []
        let field = head.fieldDefinition?.name ?? ""
        let parts = [
            rule, head.table?.findingName ?? "", places.name(of: head.place.file), places.name(of: head.place.sheet),
            String(head.place.row), field,
        ]
        for part in parts {
            bytes.append(contentsOf: part.utf8)
            bytes.append(0x1F)
        }
        bytes.append(contentsOf: buffer.text[buffer.valueRange(head)])
        let low = ByteHash.of(bytes, 0..<bytes.count)
        bytes.append(0x1E)
        return hex(low) + hex(ByteHash.of(bytes, 0..<bytes.count))
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
