import Reports
import Testing

@Suite struct NearbyPlacesTests {
    @Test(arguments: [
        ("重复2次:a/b.xlsx:表1:26;a/b.xlsx:表1:55", "重复2次:第26行;第55行", "重复2次:row 26;row 55"),
        ("重复2次:a/b.xlsx:表2:26", "重复2次:“表2”第26行", "重复2次:“表2” row 26"),
        ("重复2次:a/c.xlsx:表1:26;x.csv::3", "重复2次:a/c.xlsx:表1:26;x.csv::3", "重复2次:a/c.xlsx:表1:26;x.csv::3"),
        ("a/b.xlsx: 打不开", "a/b.xlsx: 打不开", "a/b.xlsx: 打不开"), ("a/b.xlsx:表1:x", "a/b.xlsx:表1:x", "a/b.xlsx:表1:x"), ("", "", ""),
    ])
    func rowsOfTheFileAtHandAreNumbersOnly(message: String, chinese: String, english: String) {
        #expect(NearbyPlaces.shortened(message, file: "a/b.xlsx", sheet: "表1", isChinese: true) == chinese)
        #expect(NearbyPlaces.shortened(message, file: "a/b.xlsx", sheet: "表1", isChinese: false) == english)
    }

    @Test func textFilesHaveNoSheet() {
        #expect(NearbyPlaces.shortened("x.csv::3;x.csv::4", file: "x.csv", sheet: "", isChinese: true) == "第3行;第4行")
    }
}
