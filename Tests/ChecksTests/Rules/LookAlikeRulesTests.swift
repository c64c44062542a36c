import Checks
import Records
import Testing

@Suite struct LookAlikeRulesTests {
    private let other = RegistryBuilder.otherSchool
    private let blank = ["id_number": "无", "id_type": "其他"]

    // MARK: DUP-05

    @Test func aNumberAndABlankLookAlike() throws {
        var registry = RegistryBuilder()
        registry.pupil()
        registry.pupil(blank, file: "b.csv")
        registry.pupil(["id_number": "", "id_type": "护照", "school_id": "12"], file: "c.csv")
        registry.pupil(["id_number": "360102200708311013"], file: "d.csv")
        registry.pupil(["id_number": "3.60102E+17"], file: "e.csv")
        registry.pupil(["id_type": "护照"], file: "f.csv")
        let found = try registry.check(["DUP-05"]).all
        #expect(found.map(\.file) == ["a.csv", "b.csv", "c.csv"])
        #expect(found.allSatisfy { $0.field == "name" && $0.severity == .warning && $0.value == "王小明" })
        #expect(Set(found.map(\.key)) == ["DUP-05-000001"])
    }

    @Test(arguments: [["name": "王小红"], ["sex": "女"], ["birth_date": "20070830"], ["sex": ""], ["birth_date": "?"]])
    func otherPupilsDoNotLookAlike(_ change: [String: String]) throws {
        var registry = RegistryBuilder()
        registry.pupil()
        registry.pupil(blank.merging(change) { $1 })
        #expect(try registry.check(["DUP-05"]).count == 0)
        registry.pupil(change)
        #expect(try registry.check(["DUP-06"]).count == 0)
    }

    // MARK: DUP-06

    @Test func mistypedNumbersFormConnectedGroups() throws {
        var registry = RegistryBuilder()
        let numbers = ["360102200708311012", "360102200708311013", "360102200708311123", "360102200708319999", "360102200708311012"]
        for number in numbers { registry.pupil(["id_number": number]) }
        let found = try registry.check(["DUP-06"]).all
        #expect(found.map(\.value) == [numbers[0], numbers[1], numbers[2], numbers[4]])
        #expect(Set(found.map(\.key)).count == 1)
        #expect(found[0].arguments.contains("k\u{1F}none\u{1F}1") && found[2].arguments.contains("k\u{1F}none\u{1F}2"))
    }

    @Test func equalNumbersAndOldOnesAreNoTypingErrors() throws {
        var registry = RegistryBuilder()
        registry.pupil()
        registry.pupil()
        registry.pupil(["id_number": "360102070831101"])
        registry.pupil(["id_number": "360102200708311013", "id_type": "护照"])
        #expect(try registry.check(["DUP-06"]).count == 0)
    }

    @Test func aTranspositionCountsWhateverTheDistance() throws {
        var parameters = CheckParameters()
        try parameters.set("DUP-06.max_distance", to: "0")
        var registry = RegistryBuilder()
        registry.pupil()
        registry.pupil(["id_number": "360102200708310112"])
        registry.pupil(["id_number": "360102200708311013"])
        #expect(try registry.check(["DUP-06"], parameters: parameters).all.map(\.row) == [2, 3])
    }

    // MARK: DUP-07

    @Test func equalNamesOfOneCounty() throws {
        var registry = RegistryBuilder()
        registry.school()
        registry.school(other)
        let far = Numbers.resident("360103", "20070831", 557)
        registry.pupil()
        registry.pupil(["id_number": far, "school_id": other])
        #expect(try registry.check(["DUP-07"]).summary == ["DUP-07 name info", "DUP-07 name info"])
        registry.pupil(["id_number": Numbers.resident("360104", "20070831", 779)])
        #expect(try registry.check(["DUP-07"]).all.map(\.severity) == [.warning, .info, .warning])
        // A row of a DUP-06 group is left out, and so is the school of an unknown county.
        registry.pupil(["id_number": String(far.dropLast(2)) + "00", "school_id": other])
        #expect(try registry.check(["DUP-07"]).all.map(\.row) == [2, 4])
        var unknown = RegistryBuilder()
        unknown.pupil()
        unknown.pupil(["id_number": far])
        #expect(try unknown.check(["DUP-07"]).count == 0)
    }

    // MARK: DUP-08

    @Test func documentsAreComparedByTypeAndNumber() throws {
        func rows(_ pairs: [(String, String)]) throws -> [Int32?] {
            var registry = RegistryBuilder()
            for (type, number) in pairs { registry.pupil(["id_type": type, "id_number": number]) }
            let found = try registry.check(["DUP-08"]).all
            #expect(found.allSatisfy { $0.field == "id_number" && $0.severity == .error })
            return found.map(\.row)
        }
        #expect(try rows([("护照", "E1234567"), ("护照", "e1234567"), ("其他", "E1234567")]) == [2, 3])
        #expect(try rows([("护照", "E1234567"), ("台胞证", "E1234567")]) == [])
        #expect(try rows([("香港身份证", "H1234567801"), ("香港身份证", "H1234567802"), ("香港身份证", "H12345678")]) == [2, 3, 4])
        #expect(try rows([("香港身份证", "K1234567801"), ("香港身份证", "K1234567802")]) == [])
        #expect(try rows([("护照", ""), ("护照", "")]) == [])
        #expect(try rows([("居民身份证", "360102200708311012"), ("居民身份证", "360102200708311012")]) == [])
    }

    // MARK: Large buckets

    @Test func aBucketOfThousandsOfEqualPupilsIsOneGroup() throws {
        var registry = RegistryBuilder()
        for index in 0..<1500 {
            let tail = String(String(10_000 + index).dropFirst())
            registry.pupil(["id_number": index % 2 == 0 ? "" : "36010220070831" + tail])
        }
        let report = try registry.check(["DUP-05", "DUP-06"])
        #expect(report.all.filter { $0.ruleID == "DUP-06" }.count == 750)
        #expect(Set(report.all.map(\.key)) == ["DUP-05-000001", "DUP-06-000001"])
        #expect(report.all.allSatisfy { $0.relatedRows.utf8.count < 200 })
    }
}

@Suite struct NearNumbersTests {
    @Test func packingTakesResidentNumbersOnly() {
        #expect(NearNumbers.pack("36010220070831101X") != nil)
        #expect(NearNumbers.pack("36010220070831101X") != NearNumbers.pack("360102200708311010"))
        for text in ["", "36010220070831101", "3601022007083110123", "36010220070831X012", "36010220070831101x", "36010220070831101Y"] {
            #expect(NearNumbers.pack(text) == nil, "\(text)")
        }
    }

    /// The masked way and the pairwise way say the same.
    @Test(arguments: 0..<12 as Range<UInt64>, [0, 1, 2, 3])
    func bothWaysAgree(_ seed: UInt64, _ maxDistance: Int) {
        var random = SeededGenerator(seed: seed)
        var numbers: Set<UInt128> = []
        let varying = Int.random(in: 1...6, using: &random)
        let digits = UInt8.random(in: 2...4, using: &random)
        for _ in 0..<60 {
            var text = Array("36010220070831101X".utf8)
            for _ in 0..<varying { text[Int.random(in: 0..<17, using: &random)] = 0x30 + UInt8.random(in: 0..<digits, using: &random) }
            if let packed = NearNumbers.pack(String(decoding: text, as: UTF8.self)) { numbers.insert(packed) }
        }
        let all = numbers.shuffled(using: &random)
        let plain = NearNumbers(pairwise: all, maxDistance: maxDistance)
        let masked = NearNumbers(masked: all, maxDistance: maxDistance)
        let chosen = NearNumbers(all, maxDistance: maxDistance)
        #expect(plain.components == masked.components && plain.distances == masked.distances, "seed \(seed)")
        #expect(plain.components == chosen.components && plain.distances == chosen.distances, "seed \(seed)")
    }

    @Test(arguments: [(50_000, 1), (10_000, 2)])
    func thousandsOfNumbersAreOneGroupInSeconds(_ count: Int, _ maxDistance: Int) {
        let numbers = (0..<count).map { index -> UInt128 in
            let digits = (0..<5).reduce(UInt128(0)) { packed, place in
                packed << 4 | UInt128(index / [10_000, 1000, 100, 10, 1][place] % 10)
            }
            return 0x3601_0220_0708 << 20 | digits
        }
        let near = NearNumbers(numbers, maxDistance: maxDistance)
        #expect(near.components.allSatisfy { $0 == 0 } && near.distances.allSatisfy { $0 == 1 })
    }
}
