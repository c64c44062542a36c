import Foundation
import Records
import Store
import Testing

@Suite struct MaskerTests {
    let masker = Masker(key: [UInt8](repeating: 7, count: 32))

    @Test(arguments: [
        (MaskKind.name, "王伟", "王**"), (.name, "王", "王**"), (.name, " 欧阳娜娜", "欧**"), (.name, "", ""),
        (.name, "𬱖某", "𬱖**"),
        (.birthDate, "20070831", "2007"), (.birthDate, "2007-08-31", "2007"), (.birthDate, "2007年8月31日", "2007"),
        (.birthDate, "39325", "…"), (.birthDate, "07/8/31", "…"), (.birthDate, "二〇〇七年", "…"),
        (.birthDate, "31-08-2007", "…"), (.birthDate, "200708", "2007"),
        (.phone, "13900000067", "…67"), (.phone, "13900000000/0791-1234567", "…67"), (.phone, "12345", "…"),
        (.phone, "无", "…"),
        (.email, "wang.wei@example.com", "…@…"), (.none, "第一小学", "第一小学"),
        (.none, "213600000112345678", "213600000112345678"), (.none, "360102200799011012", "360102200799011012"),
        (.none, "a360102200708311012", "a360102200708311012"), (.none, "201309010000123", "201309010000123"),
    ])
    func masks(_ kind: MaskKind, _ value: String, _ expected: String) {
        #expect(masker.text(value, as: kind) == expected)
        #expect(Masker(key: [1], reveal: true).text(value, as: kind) == value)
        for masker in [masker, Masker(key: [1], reveal: true)] {
            var bytes = Array("已有".utf8)
            masker.append(Array(value.utf8)[...], as: kind, to: &bytes)
            #expect(String(decoding: bytes, as: UTF8.self) == "已有" + masker.text(value, as: kind))
        }
    }

    @Test func numberKeepsTwoCharactersAndAToken() {
        let masked = masker.text("360102200708311012", as: .idNumber)
        #expect(masked.hasPrefix("…12#"))
        #expect(masked.count == 12)
        #expect(masker.text(" 360102 20070831 1012", as: .idNumber) == masked)
        #expect(masker.text("360102200708311013", as: .idNumber) != masked)
        #expect(masker.text("36010220070901102x", as: .idNumber) == masker.text("36010220070901102X", as: .idNumber))
        #expect(Masker(key: [UInt8](repeating: 8, count: 32)).text("360102200708311012", as: .idNumber) != masked)
        #expect(masker.text("1234", as: .idNumber).hasPrefix("…#"))
    }

    /// A number that was typed where none belongs is a number all the same.
    @Test(arguments: [
        ("360102200708311012", "~"), ("学籍号360102200708311012", "学籍号~"), ("36010220070831101x/二", "~/二"), ("3601022007083110129", "~"),
        ("360102070831101", "~"), ("３６０１０２２００７０８３１１０１２", "~"), ("36010220070831101X.xlsx 36010220070831101X", "~.xlsx ~"),
    ])
    func numbersThatStrayedAreMasked(text: String, expected: String) throws {
        let shown = masker.text(text, as: .none)
        let pattern = try Regex(expected.replacingOccurrences(of: ".", with: "\\.").replacingOccurrences(of: "~", with: "…..#[0-9a-f]{8}"))
        #expect(shown.wholeMatch(of: pattern) != nil, "\(shown)")
        #expect(Masker(key: [1], reveal: true).text(text, as: .none) == text)
    }

    /// The token is HMAC-SHA256: the example of RFC 4231, test case 2.
    @Test func tokenIsTheStandardOne() {
        let mac = Digest.authentication(of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(Digest.hex(mac).hasPrefix("5bdcc146bf60754e6a042426089575c7"))
    }

    /// RFC 4231, test cases 3 and 6, and the same object again.
    @Test func keyedDigestIsTheStandardOne() {
        let keyed = KeyedDigest(key: [UInt8](repeating: 0xAA, count: 20))
        let long = KeyedDigest(key: [UInt8](repeating: 0xAA, count: 131))
        for _ in 0..<2 {
            #expect(Digest.hex(keyed.bytes([UInt8](repeating: 0xDD, count: 50).span)).hasPrefix("773ea91e36800e46854db8ebd09181a7"))
            let text = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
            #expect(Digest.hex(long.bytes(text.span)).hasPrefix("60e431591ee0b67f0d8a26aacbf5b77f"))
        }
    }

    @Test(arguments: [
        ("江西省南昌市东湖区八一大道1号", "江西省南昌市东湖区"),
        ("南昌市东湖区八一大道1号", "南昌市东湖区"),
        ("江西省赣州市瑞金市象湖镇向阳南路8号", "江西省赣州市瑞金市"),
        ("江西省瑞金市象湖镇向阳小区3栋", "江西省瑞金市"),
        ("江西省上饶市婺源县紫阳镇", "江西省上饶市婺源县"),
        ("江西省景德镇市浮梁县浮梁镇", "江西省景德镇市浮梁县"),
        ("江西省萍乡市芦溪县芦溪镇", "江西省萍乡市芦溪县"),
        ("镇江市润州区中山路2号", "镇江市润州区"),
        ("东湖区阳光小区3栋", "东湖区"), ("阳光小区3栋", "…"), ("中山路12号", "…"), ("幸福村五组", "…"),
        ("南昌市阳光小区3栋", "南昌市"), ("江西省", "江西省"), ("浙江省台州市路桥区路北街道", "浙江省台州市路桥区"),
        ("广西壮族自治区南宁市青秀区民族大道", "广西壮族自治区南宁市青秀区"),
        ("湖南省湘西土家族苗族自治州凤凰县沱江镇", "湖南省湘西土家族苗族自治州凤凰县"),
        ("贵州省玉屏侗族自治县平溪镇", "贵州省玉屏侗族自治县"),
        ("南昌县莲塘镇王家村张三超市", "南昌县"), ("王家村张三家", "…"), ("上饶县张三市场", "上饶县"),
        ("江西省 南昌市 东湖区 某路", "江西省南昌市东湖区"), ("No. 5 Main Street", "…"), ("县", "…"),
    ])
    func addressEndsAtTheCounty(_ address: String, _ expected: String) {
        #expect(masker.text(address, as: .address) == expected)
    }

    @Test func storeKeyGivesTheSameTokensAgain() throws {
        let folder = try TemporaryFolder()
        let store = try RegistryStore.open(path: folder.path("a"), for: .writing(create: true), options: .fixed())
        let other = try RegistryStore.open(path: folder.path("b"), for: .writing(create: true), options: .fixed())
        let number = "360102200708311012"
        let reader = try RegistryStore.open(path: folder.path("a"), for: .reading)
        #expect(try store.masker().text(number, as: .idNumber) == reader.masker().text(number, as: .idNumber))
        #expect(try store.masker().text(number, as: .idNumber) != other.masker().text(number, as: .idNumber))
    }
}
