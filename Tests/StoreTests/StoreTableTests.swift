import Columnar
import Foundation
import Records
import Store
import Testing

@Suite struct StoreTableTests {
    let folder: TemporaryFolder
    let store: RegistryStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RegistryStore.open(path: folder.path("store"), for: .writing(create: true), options: .fixed())
    }

    @discardableResult
    private func write(
        _ transaction: StoreTransaction, _ table: RegistryTable, cluster: String, groups: [Range<Int>]
    ) throws -> DataFile? {
        var writer = try TableFileWriter(transaction, table, cluster: cluster)
        for group in groups { try writer.append([SampleRows.batch(table, rows: group)]) }
        return try writer.finish()
    }

    @Test func rowsComeBackInTheOrderOfFilesAndRowGroups() throws {
        let transaction = try store.begin()
        try write(transaction, .student, cluster: "360103", groups: [200..<230])
        try write(transaction, .student, cluster: "360102", groups: [0..<100, 100..<150])
        try transaction.commit()
        let reader = try RegistryStore.open(path: folder.path("store"), for: .reading)
        let table = try reader.table(.student)
        #expect(table.partitionCount == 3)
        #expect((0..<3).map { table.rowCount(partition: $0) } == [100, 50, 30])
        #expect(table.files.map(\.cluster) == ["360102", "360103"])
        #expect(table.partitions(file: 0) == 0..<2)
        #expect(table.partitions(file: 1) == 2..<3)
        #expect(table.rowCount == 180)
        let expected = MemoryTable(
            schema: RegistryTable.student.schema,
            batches: [0..<100, 100..<150, 200..<230].map { SampleRows.batch(.student, rows: $0) })
        #expect(try table.texts() == expected.texts())
        let some = try table.read(partition: 2, columns: ["row", "name"])
        #expect(some.schema.fields.map(\.name) == ["row", "name"])
        #expect(some.columns[0].text(0) == "202")
    }

    @Test func everyTableHoldsItsTypes() throws {
        let transaction = try store.begin()
        for table in RegistryTable.allCases { try write(transaction, table, cluster: "all", groups: [0..<90]) }
        try transaction.commit()
        for table in RegistryTable.allCases {
            let expected = MemoryTable(schema: table.schema, batches: [SampleRows.batch(table, rows: 0..<90)])
            #expect(try store.table(table).texts() == expected.texts(), "\(table)")
        }
    }

    @Test func statisticsHoldNoPersonalData() throws {
        let transaction = try store.begin()
        for table in RegistryTable.allCases { try write(transaction, table, cluster: "all", groups: [0..<90]) }
        try transaction.commit()
        let allowed: Set = [
            "file", "sheet", "row", "school_id", "campus_no", "class_no", "grade", "entry_month", "rule_id", "severity",
        ]
        for snapshot in store.snapshots() {
            let file = try #require(snapshot.files.first)
            #expect(file.rowCount == 90)
            #expect(Set(file.statistics.columns.keys).isSubset(of: allowed), "\(snapshot.name)")
        }
        let students = try #require(store.snapshot(of: .student).files.first).statistics.columns
        #expect(students["row"] == .init(minimum: .integer(2), maximum: .integer(91), nullCount: 0))
        #expect(students["school_id"]?.minimum == .text("3136001000"))
        #expect(students["school_id"]?.maximum == .text("3136001002"))
    }

    @Test func fileWithoutRowsIsNotWritten() throws {
        let transaction = try store.begin()
        #expect(try write(transaction, .student, cluster: "a", groups: []) == nil)
        #expect(try write(transaction, .student, cluster: "a", groups: [0..<0]) == nil)
        #expect(try transaction.commit() == false)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("store/students"))
        #expect(names == ["_delta_log"])
        #expect(try store.table(.student).partitionCount == 0)
    }

    @Test func someFilesOnly() throws {
        let transaction = try store.begin()
        try write(transaction, .student, cluster: "360102", groups: [0..<10])
        let second = try #require(try write(transaction, .student, cluster: "360103", groups: [10..<15]))
        try transaction.commit()
        let table = try store.table(.student, files: [second])
        #expect(table.rowCount == 5)
        #expect(try table.texts().count == 5)
    }

    /// A table in use is not disturbed by a commit and the clearing after it.
    @Test func openTableOutlivesItsFiles() throws {
        let transaction = try store.begin()
        let file = try #require(try write(transaction, .student, cluster: "360102", groups: [0..<10]))
        try transaction.commit()
        let reader = try RegistryStore.open(path: folder.path("store"), for: .reading)
        let table = try reader.table(.student)
        let next = try store.begin()
        next.removeAll(.student)
        try next.commit()
        try FileManager.default.removeItem(atPath: folder.path("store/students/\(file.path)"))
        #expect(try table.texts().count == 10)
        try reader.refresh()
        #expect(try reader.table(.student).rowCount == 0)
    }

    @Test func missingAndForeignFilesAreDamage() throws {
        let transaction = try store.begin()
        let file = try #require(try write(transaction, .student, cluster: "360102", groups: [0..<10]))
        let school = try #require(try write(transaction, .school, cluster: "all", groups: [0..<10]))
        try transaction.commit()
        let path = folder.path("store/students/\(file.path)")
        try FileManager.default.removeItem(atPath: path)
        func code() throws -> StoreError.Code? {
            let reader = try RegistryStore.open(path: folder.path("store"), for: .reading)
            return #expect(throws: StoreError.self) { _ = try reader.table(.student) }?.code
        }
        #expect(try code() == .damaged)
        try FileManager.default.copyItem(atPath: folder.path("store/schools/\(school.path)"), toPath: path)
        #expect(try code() == .damaged)
        try FileManager.default.removeItem(atPath: path)
        try Data("not Parquet".utf8).write(to: URL(fileURLWithPath: path))
        #expect(try code() == .damaged)
    }
}
