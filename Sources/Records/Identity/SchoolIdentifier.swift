/// 学校标识码: category (2), province (2), sequence (6), without a check digit.
///
/// **Source**: SPEC §4.4; RULES REF-01.
public enum SchoolIdentifier {
    /// Whether an identifier (N2) is usable: ten digits, a category in scope, the province's digits.
    ///
    /// - Parameter province: the two digits of the province, 36 for Jiangxi.
    public static func isWellFormed(_ identifier: Span<UInt8>, province: Int = 36) -> Bool {
        guard identifier.count == 10, ASCIIMatcher.isDigits(identifier) else { return false }
        func pair(_ index: Int) -> Int { Int(identifier[index] - 0x30) * 10 + Int(identifier[index + 1] - 0x30) }
        return Categories.inScope.contains(pair(0)) && pair(2) == province
    }

    /// The stages that schools of a category may have, where the school's type is not known.
    ///
    /// **Source**: SPEC §5.2.
    static func stages(category: Int) -> [Stage] {
        switch category {
        case 21: [.primary]
        case 31: [.primary, .junior]
        default: Stage.allCases
        }
    }

    /// Category of a well-formed identifier.
    public static func category(_ identifier: Span<UInt8>) -> Int {
        Int(identifier[0] &- 0x30) * 10 + Int(identifier[1] &- 0x30)
    }

    private enum Categories {
        static let inScope = Set(
            GeneratedTable.school_id_category.rows().filter { $0["in_scope"] == "1" }
                .compactMap { $0["code"].flatMap { Int($0) } })
    }
}
