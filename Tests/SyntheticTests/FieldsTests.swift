import Records
import Synthetic
import Testing

/// The constants of the generator are the columns of Records, in their order.
private func expectSame<Field: TableField>(_ type: Field.Type, _ table: RegistryTable) {
    let written = ["primarysum": "psum", "juniorsum": "jsum", "seniorsum": "ssum"]
    let names = type.allCases.map { field in
        let name = "\(field)".lowercased()
        return written[name] ?? name
    }
    #expect(names == table.fields.map { $0.name.lowercased().filter { $0 != "_" } })
    #expect(type.allCases.map(\.rawValue) == Array(table.fields.indices))
}

@Test func fieldNumbersAreThoseOfRecords() {
    expectSame(StudentField.self, .student)
    expectSame(SchoolField.self, .school)
    expectSame(CampusField.self, .campus)
    expectSame(ClassField.self, .class)
    expectSame(ProofField.self, .proof)
    expectSame(SummaryField.self, .summary)
    expectSame(SignoffField.self, .signoff)
}
