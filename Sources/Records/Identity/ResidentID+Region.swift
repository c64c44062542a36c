extension ResidentID {
    /// What the first six digits say about where a number was registered.
    public enum RegionStatus: Sendable, Equatable {
        case known
        /// The province is one, but the six digits are no county, past or present.
        case unknownCounty
        /// The first two digits issued no resident IDs in 2013.
        case unknownProvince
    }

    /// **Source**: RULES IDN-06; SPEC §4.1, "Region code": abolished counties and 市辖区 placeholders are fine.
    public static func regionStatus(_ region: Int32) -> RegionStatus {
        if !AdminDivision.isIssuingProvince(region / 10000) { return .unknownProvince }
        return AdminDivision.lookup(region)?.level == .county ? .known : .unknownCounty
    }
}
