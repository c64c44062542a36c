/// Where a family lives.
struct AddressMaker {
    let county: County
    private let towns: [String]

    init(county: County) {
        self.county = county
        let all = NamePools.towns
        towns = (0..<9).map { all[(county.index * 7 + $0 * 11) % all.count] }
    }

    func town(_ random: inout Random) -> String { random.pick(towns) }

    func postcode(_ random: inout Random) -> String { "3" + NumberMaker.digits(30_000 + county.index * 97 + random.below(20), 5) }

    func home(urban: Bool, town: String, random: inout Random) -> String {
        let place = "江西省" + county.prefecture + county.name
        if urban {
            return place + random.pick(NamePools.streets) + "\(random.within(1...320))号\(random.within(1...28))栋"
                + "\(random.within(1...9))0\(random.within(1...4))室"
        }
        return place + town + "镇" + random.pick(NamePools.villages) + "村\(random.within(1...16))组\(random.within(1...90))号"
    }

    static func mobile(_ random: inout Random) -> String {
        random.pick(["139", "138", "137", "136", "135", "159", "158", "151", "152", "189", "186", "131", "133", "187"])
            + NumberMaker.digits(random.below(100_000_000), 8)
    }

    static func landline(_ random: inout Random) -> String {
        "079\(random.within(0...9))-8\(NumberMaker.digits(random.below(1_000_000), 6))"
    }
}
