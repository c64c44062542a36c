import Checks
import Records
import Store
import Testing

/// Every rule says what to do, and says it in full.
@Suite struct RemediesTests {
    private let masker = Masker(key: [UInt8](repeating: 7, count: 32), reveal: true)

    private func remedy(
        _ rule: String, field: String = "", value: String = "", _ arguments: [Argument] = [], masker: Masker? = nil
    ) -> BilingualText {
        Remedies.of(
            rule, field: RegistryTable.student.field(named: field), value: value, arguments: arguments, masker ?? self.masker)
    }

    @Test(arguments: RuleTable.definitions.map(\.id))
    func everyRuleHasARemedyInBothLanguages(rule: String) {
        let remedy = remedy(rule)
        #expect(!remedy.chinese.isEmpty && !remedy.english.isEmpty)
        #expect(remedy.chinese != remedy.english)
    }

    /// A remedy names only what the rule's message or the hints supply.
    @Test func placeholdersAreSupplied() throws {
        let hints: Set<String> = ["sex2", "methods", "methods_en", "code12", "code12_en", "options", "options_en", "km", "km_en", "form", "form_en"]
        for (rule, chinese, english) in Remedies.placeholders {
            let definition = try #require(RuleTable.definition(of: rule))
            let known = hints.union(Remedies.placeholders(in: definition.message))
            #expect(Set(chinese + english).subtracting(known).isEmpty, "\(rule)")
        }
        #expect(Remedies.placeholders.count == RuleTable.definitions.count)
    }

    @Test func shortListsAreGivenWhole() {
        let remedy = remedy("COD-01", field: "study_mode", value: "骑车")
        #expect(remedy.chinese == "改填“走读”、“住校”")
        #expect(remedy.english == "type “走读”、“住校”")
    }

    @Test(arguments: [("蒙", "改填“蒙古族”"), ("xyz", "改填导入模板下拉列表中的名称")])
    func longListsGiveWhatIsNear(value: String, chinese: String) {
        #expect(remedy("COD-01", field: "ethnicity", value: value).chinese == chinese)
    }

    @Test(arguments: [("360102", "改为360102000000"), ("999999", "按户口簿地址查12位行政区划代码"), ("36010200", "按户口簿地址查12位行政区划代码")])
    func sixDigitsOnlyLackTheirZeros(code: String, chinese: String) {
        #expect(remedy("REF-10", field: "household_code", value: code, [Argument("c", code)]).chinese == chinese)
    }

    @Test(arguments: [("小学三年级", "就近入学"), ("高中一年级", "体育特招")])
    func admissionMethodsFitTheStage(grade: String, method: String) {
        #expect(remedy("GRD-07", [Argument("grade", grade)]).chinese.contains(method))
    }

    @Test func personalDataIsMasked() {
        let hidden = Masker(key: [UInt8](repeating: 7, count: 32))
        let date = [Argument("canon", "20070831", .birthDate)]
        #expect(remedy("FMT-02", field: "birth_date", date, masker: hidden).chinese == "改为2007****")
        #expect(remedy("FMT-02", field: "birth_date", date).chinese == "改为20070831")
        let number = [Argument("up18", "360102198307071011", .idNumber)]
        #expect(!remedy("IDN-07", number, masker: hidden).chinese.contains("19830707"))
    }
}
