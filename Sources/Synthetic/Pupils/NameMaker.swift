/// A pupil's name as numbers: equal keys mean equal text.
struct PupilName {
    let text: String
    let surname: String
    let key: UInt64
}

/// Makes names so that no two pupils of the province share name, sex and birth date unless that is planned.
///
/// For one birth day each county has its own eighth-bit class of names (the last character fixes it), so counties cannot
/// collide; inside a county a set of the names given is kept.
struct NameMaker {
    private let slot: Int
    private var taken: Set<UInt64> = []

    init(slot: Int) { self.slot = slot }

    mutating func pupil(male: Bool, birthDay: Int32, surname: String? = nil, random: inout Random) -> PupilName {
        while true {
            let family = surname ?? NameMaker.surname(&random)
            let (text, code) = NameMaker.given(
                male: male, family: NamePools.surnameIndex[family] ?? 0, wanted: slot &+ Int(birthDay), random: &random)
            let key = UInt64(code) << 17 | UInt64(UInt32(bitPattern: birthDay + 30_000)) << 1 | (male ? 1 : 0)
            if taken.insert(key).inserted { return PupilName(text: family + text, surname: family, key: key) }
        }
    }

    static func surname(_ random: inout Random) -> String {
        random.chance(30) ? random.pick(NamePools.compoundSurnames) : random.pick(NamePools.surnames)
    }

    /// A given name whose class modulo 128 is `wanted`, and the number of the whole name.
    private static func given(male: Bool, family: Int, wanted: Int, random: inout Random) -> (String, Int) {
        let pool = male ? NamePools.boys : NamePools.girls
        let single = random.chance(family >= NamePools.firstCompound ? 6_000 : 1_300)
        // The square of an even number favours the front of the pool, as fashion does.
        let first = single ? 0 : 1 + random.below(pool.count) * random.below(pool.count) / pool.count
        let base = (wanted &- family &* 31 &- first &* 17) & 127
        let last: Int
        let text: String
        if base < NamePools.rare.count, random.chance(200) {
            (last, text) = (384 + base, NamePools.rare[base])
        } else {
            last = base + 128 < pool.count && random.chance(3_000) ? base + 128 : base
            text = pool[last]
        }
        return (single ? text : pool[first - 1] + text, (family << 20) | (first << 10) | last)
    }

    /// An adult's name; several people may have it.
    static func adult(surname: String, male: Bool, random: inout Random) -> String {
        let pool = male ? NamePools.boys : NamePools.girls
        let last = random.pick(pool)
        return random.chance(3_000) ? surname + last : surname + random.pick(pool) + last
    }
}
