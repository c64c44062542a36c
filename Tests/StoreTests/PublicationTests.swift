import Foundation
import Records
import Store
import Testing

@Suite struct PublicationTests {
    @Test func listNamesActiveFilesOnly() throws {
        let folder = try TemporaryFolder()
        let store = try RegistryStore.open(path: folder.path("store"), for: .writing(create: true), options: .fixed())
        let first = try store.begin()
        try first.addBytes(.student, "abc", rowCount: 2)
        try first.commit()
        let second = try store.begin()
        second.removeAll(.student)
        let file = try second.addBytes(.student, "abd", rowCount: 5)
        try second.commit()
        struct List: Decodable {
            struct Table: Decodable, Equatable {
                let version: Int
                let rows: Int
                let files: [String]
            }
            let version: Int
            let tables: [String: Table]
        }
        let list = try JSONDecoder().decode(
            List.self, from: Data(contentsOf: URL(fileURLWithPath: folder.path("store/active_files.json"))))
        #expect(list.version == 1)
        #expect(Set(list.tables.keys) == Set(RegistryTable.allCases.map(\.storeName)))
        #expect(list.tables["students"] == List.Table(version: 2, rows: 5, files: ["students/" + file.path]))
        #expect(list.tables["schools"] == List.Table(version: 0, rows: 0, files: []))
    }

    @Test func viewsQuoteTheStoresPath() throws {
        let folder = try TemporaryFolder()
        let name = "o'reilly [1] 学籍*"
        let store = try RegistryStore.open(path: folder.path(name), for: .writing(create: true), options: .fixed())
        let transaction = try store.begin()
        let file = try transaction.addBytes(.student, "abc")
        try transaction.commit()
        let views = try text(ofFile: store.path + "/views/duckdb.sql")
        #expect(views.contains("/o''reilly [[]1] 学籍[*]/students/\(file.path)'"))
        #expect(views.contains("CREATE OR REPLACE VIEW \"schools\" AS\nSELECT CAST(NULL AS VARCHAR) AS \"file\""))
        #expect(views.contains("CAST(NULL AS INTEGER) AS \"row\""))
        #expect(views.contains("SELECT \"file\", \"sheet\", \"row\", \"school_id\", 2 AS member_index, \"m2_name\" AS \"name\""))
    }

    /// A store that was moved gets views with its new path from the next writer.
    @Test func movedStoreGetsItsPathRight() throws {
        let folder = try TemporaryFolder()
        let store = try RegistryStore.open(path: folder.path("old"), for: .writing(create: true), options: .fixed())
        let transaction = try store.begin()
        try transaction.addBytes(.student, "abc")
        try transaction.commit()
        store.close()
        try FileManager.default.moveItem(atPath: folder.path("old"), toPath: folder.path("new"))
        let moved = try RegistryStore.open(path: folder.path("new"), for: .writing(create: false), options: .fixed())
        let views = try text(ofFile: moved.path + "/views/duckdb.sql")
        #expect(views.contains("/new/students/"))
        #expect(!views.contains("/old/students/"))
    }
}
