import Records

/// A usable school identifier as a number; 0 stands for a blank or malformed one.
///
/// A ten-digit identifier of a category in scope never begins with 0, so that the number is the text.
enum SchoolNumber {
    /// The number of an identifier that REF-01 accepts, else nil.
    static func of(_ text: String, province: String) -> Int64? {
        guard SchoolIdentifier.isWellFormed(Array(text.utf8).span, province: Int(province) ?? -1) else { return nil }
        return Int64(text)
    }

    /// The category, 21 … 51; 0 for an unusable identifier.
    static func category(_ number: Int64) -> Int { Int(number / 100_000_000) }
}
