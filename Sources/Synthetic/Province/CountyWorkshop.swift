/// What the schools of one county share while they are made one after the other.
struct CountyWorkshop {
    let county: County
    let position: Int
    let counties: [County]
    var names: NameMaker
    var numbers: NumberMaker
    private var documents = 0
    private var shortNames: Set<String> = []
    /// Records that wait for the school that will enter them too, by school index.
    var visitors: [Int: [Visitor]] = [:]

    init(counties: [County], position: Int) {
        self.counties = counties
        self.position = position
        county = counties[position]
        names = NameMaker(slot: position)
        numbers = NumberMaker(counties: counties, position: position)
    }

    /// A number for papers other than the resident ID, unique in the province.
    mutating func nextDocument() -> String {
        documents += 1
        return NumberMaker.digits(position * 1_000_000 + documents, 8)
    }

    /// False when the county has a pupil with this short-list name and birth day already.
    mutating func takeShortName(_ key: String) -> Bool { shortNames.insert(key).inserted }

    /// A birth day of the range that belongs to this county alone, for names from short lists.
    func ownBirthDay(near day: Int32, in range: ClosedRange<Int32>) -> Int32 {
        let shift = Int32((Int(day) - position) & 127)
        return day - shift >= range.lowerBound ? day - shift : day - shift + 128
    }
}

/// A pupil who appears in a second school as well.
struct Visitor {
    var record: DetachedRecord
    var meta: PupilMeta
}
