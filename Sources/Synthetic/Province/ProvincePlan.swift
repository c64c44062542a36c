/// The schools of the province: how many, which kind, how large, where.
struct ProvincePlan {
    let counties: [County]
    /// Schools of each county, in the order of their identifiers.
    let schools: [[SchoolPlan]]

    init(pupils: Int, seed: UInt64) {
        counties = ProvincePlan.chooseCounties(pupils: pupils)
        var random = Random(seed: seed, purpose: 1)
        var schools: [[SchoolPlan]] = Array(repeating: [], count: counties.count)
        let shares = counties.map { _ in 50 + random.below(150) }
        var left = pupils
        var index = 0
        while left > 0 {
            let limit = ProvincePlan.limit(at: index, pupils: pupils)
            let kind = limit == nil ? ProvincePlan.kind(at: index, pupils: pupils, random: &random) : .primary
            let size = limit?.rawValue ?? ProvincePlan.size(kind, pupils: pupils, left: left, random: &random)
            let position = index < counties.count ? index : random.weighted(shares)
            schools[position].append(
                SchoolPlan(
                    index: index, kind: left == size && size < 30 ? .teachingPoint : kind, pupils: size,
                    countyPosition: position,
                    fiveFour: kind == .nineYear && index % 20 == 3, limit: limit))
            left -= size
            index += 1
        }
        self.schools = schools
    }

    /// All 100 for a large province; a sample that still has every prefecture for a small one.
    private static func chooseCounties(pupils: Int) -> [County] {
        let count = min(100, max(2, pupils / 1_500))
        return (0..<count).map { County.all[$0 * 100 / count] }
    }

    /// Four schools of exact sizes after the first of each kind, where the province can spare a thousand pupils.
    private static func limit(at index: Int, pupils: Int) -> SizeLimit? {
        let limits = SizeLimit.allCases
        return pupils >= 8_000 && limits.indices.contains(index - 11) ? limits[index - 11] : nil
    }

    /// One of each kind first, so that a small province has them all.
    private static func kind(at index: Int, pupils: Int, random: inout Random) -> SchoolKind {
        let first: [SchoolKind] = [
            .primary, .teachingPoint, .junior, .nineYear, .senior, .special, .combined, .primary, .twelveYear, .deaf, .reform,
        ]
        if index < first.count { return first[index] }
        let kinds = SchoolKind.allCases
        return kinds[random.weighted(kinds.map { $0.scale.weight })]
    }

    /// Small provinces have small schools, so that they have several.
    private static func size(_ kind: SchoolKind, pupils: Int, left: Int, random: inout Random) -> Int {
        let range = kind.scale.pupils
        let drawn = random.within(range)
        let scaled = kind == .teachingPoint ? drawn : max(15, drawn * min(40_000, max(2_500, pupils)) / 40_000)
        return left - scaled < 15 ? left : scaled
    }
}
