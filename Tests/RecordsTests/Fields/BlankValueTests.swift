import Records
import Testing

@Suite struct BlankValueTests {
    private func isBlank(_ value: String, _ field: String, _ table: RegistryTable = .student) throws -> Bool {
        let field = try #require(table.field(named: field))
        let normal = Normaliser.normalise(value, as: field.normalisation)
        let result = BlankValue.isBlank(Array(normal.utf8).span, in: field)
        #expect(BlankValue.isBlank(normal, in: field) == result)
        return result
    }

    @Test(arguments: ["", " ", "-", "--", "/", "无", "空", "NULL", "null", "N/A", "#N/A", " 无 ", "－", "／"])
    func blanks(_ value: String) throws {
        #expect(try isBlank(value, "remark"))
        #expect(try isBlank(value, "id_number"))
        #expect(try isBlank(value, "name"))
    }

    @Test(arguments: ["0", "---", "没有", "Null", "n/a", "无无", "、", "#N/"])
    func notBlankInTextFields(_ value: String) throws { #expect(try !isBlank(value, "remark")) }

    @Test func theNormalisedValueIsMeant() throws {
        #expect(try isBlank("Null", "id_number"))
        #expect(try isBlank("n/a", "phone"))
        #expect(try isBlank("—", "phone"))
        #expect(try !isBlank("—", "remark"))
    }

    @Test func entriesOfAListAreValues() throws {
        #expect(try !isBlank("无", "overseas_status"))
        #expect(try !isBlank("无", "orphan"))
        #expect(try !isBlank("无", "id_type"))
        #expect(try isBlank("无", "sex"))
        #expect(try isBlank("-", "overseas_status"))
        #expect(try isBlank("", "overseas_status"))
        #expect(try isBlank("无", "economic_attr", .school))
    }
}
