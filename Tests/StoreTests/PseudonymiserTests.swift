import Records
import Store
import Testing

@Suite struct PseudonymiserTests {
    private let one = Pseudonymiser(key: [UInt8](repeating: 1, count: 32))
    private let other = Pseudonymiser(key: [UInt8](repeating: 2, count: 32))

    @Test func tokensAreStableWithinAStoreOnly() {
        #expect(one.name("王小明") == one.name("王小明") && one.name("王小明") != one.name("王小民"))
        #expect(one.name("王小明") != other.name("王小明"))
        #expect(one.name("A1").dropFirst(2) != one.number("A1").dropFirst(2), "a kind of its own")
        #expect(one.name("王小明").wholeMatch(of: /n_[0-9a-f]{20}/) != nil)
    }

    /// 15 and 18 digits, spaces, a small x and the packed key are one person.
    @Test func aNumberInEverySpelling() throws {
        let packed = try #require(ResidentID.pack("360102990831001"))
        let whole = ResidentID.canonical(packed)
        #expect(whole.count == 18)
        let token = one.number(whole)
        #expect(one.number("360102990831001") == token && one.number(" \(whole.lowercased()) ") == token)
        #expect(one.number(packed: packed) == token)
        let own = try #require(ResidentID.pack(whole))
        #expect(one.number(packed: own) == token)
        #expect(one.number("K1234567") != one.number("K1234568"))
    }
}
