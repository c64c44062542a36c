import Checks
import Columnar
import Testing

@Suite struct TwinStatementTests {
    private func statement(_ rule: String, _ dialect: TwinDialect = .duckdb, _ change: (inout CheckParameters) -> Void = { _ in }) -> String {
        var parameters = CheckParameters()
        change(&parameters)
        return TwinStatement.text(of: rule, TwinWriter(dialect: dialect, parameters: parameters)) ?? ""
    }

    @Test func everyRuleHasAnEntry() {
        for rule in RuleTable.definitions { #expect(TwinTable.twin(of: rule.id) != nil, "\(rule.id) has no twin and no reason") }
        #expect(Set(TwinTable.all.map(\.id)).count == TwinTable.all.count)
    }

    @Test func everyEntryIsAStatementOrAReason() {
        for (id, twin) in TwinTable.all {
            switch twin {
            case .query:
                for dialect in TwinDialect.allCases {
                    let text = statement(id, dialect)
                    #expect(text.contains("SELECT '\(id)' AS rule_id"))
                    #expect(text.contains("\"") == (dialect == .duckdb))
                }
            case .inexpressible(let reason):
                #expect(statement(id).isEmpty && !reason.chinese.isEmpty && !reason.english.isEmpty)
            }
        }
    }

    @Test func aStatementHoldsOnlyThePartsThatItNeeds() {
        #expect(!statement("IDN-01").contains("WITH "))
        #expect(statement("REF-06").contains("class_keys AS"))
        #expect(!statement("REF-06").contains("summary_rows"))
    }

    @Test func parametersArePutIn() throws {
        #expect(statement("AGE-01").contains("DATE '2007-08-31'"))
        let later = try #require(CivilDate(year: 2014, month: 9, day: 1))
        #expect(statement("AGE-01") { $0.referenceDate = later }.contains("DATE '2008-08-31'"))
        #expect(statement("REF-01") { $0.province = "35" }.contains(")35[0-9]{6}$"))
    }

    /// Neighbours in the wrong order are two differing characters, so that they are asked for by themselves only below two.
    @Test func swapsAreNamedWhereTheDistanceDoesNotHoldThem() throws {
        #expect(!statement("DUP-06").contains("OR a.id_number ="))
        var parameters = CheckParameters()
        try parameters.set("DUP-06.max_distance", to: "1")
        let text = TwinStatement.text(of: "DUP-06", TwinWriter(dialect: .duckdb, parameters: parameters)) ?? ""
        #expect(text.contains("OR a.id_number ="))
    }
}
