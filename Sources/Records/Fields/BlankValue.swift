/// What counts as blank.
///
/// **Source**: RULES, conventions, "A field is blank".
public enum BlankValue {
    private static let words: Set<String> = ["-", "--", "/", "无", "空", "NULL", "null", "N/A", "#N/A"]

    /// Whether a normalised value is blank, without regard to code lists.
    ///
    /// **Complexity**: O(1); looks at values of at most four bytes.
    public static func isBlank(_ normalised: Span<UInt8>) -> Bool {
        let count = normalised.count
        if count == 0 { return true }
        if count > 4 { return false }
        var word: UInt32 = 0
        for index in 0..<count { word = word << 8 | UInt32(normalised[index]) }
        return switch (count, word) {
        case (1, 0x2D), (1, 0x2F): true  // - /
        case (2, 0x2D2D): true  // --
        case (3, 0xE697A0), (3, 0xE7A9BA): true  // 无 空
        case (3, 0x4E2F41), (4, 0x234E2F41): true  // N/A #N/A
        case (4, 0x4E554C4C), (4, 0x6E756C6C): true  // NULL null
        default: false
        }
    }

    /// Whether a value normalised as the field asks is blank in that field: in list fields a value that is an entry of
    /// the list (无 in 港澳台侨外) is not.
    public static func isBlank(_ normalised: Span<UInt8>, in field: FieldDefinition) -> Bool {
        guard isBlank(normalised) else { return false }
        guard normalised.count > 0, let list = field.codeList else { return true }
        return !list.contains(normalised.string)
    }

    /// The plain twin.
    public static func isBlank(_ normalised: String, in field: FieldDefinition) -> Bool {
        if normalised.isEmpty { return true }
        return words.contains(normalised) && !(field.codeList?.contains(normalised) ?? false)
    }
}
