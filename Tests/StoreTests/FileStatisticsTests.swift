import Columnar
import Records
import Store
import Testing

@Suite struct FileStatisticsTests {
    @Test func filesArePrunedByTheirBounds() {
        let statistics = FileStatistics([
            "school_id": .init(minimum: .text("3136000001"), maximum: .text("3136000009"), nullCount: 0),
            "row": .init(minimum: .integer(2), maximum: .integer(9), nullCount: 0),
            "grade": .init(minimum: nil, maximum: nil, nullCount: 4),
        ])
        #expect(statistics.mayContain(.text("3136000005"), in: "school_id"))
        #expect(statistics.mayContain(.text("3136000001"), in: "school_id"))
        #expect(statistics.mayContain(.text("3136000009"), in: "school_id"))
        #expect(!statistics.mayContain(.text("3136000010"), in: "school_id"))
        #expect(!statistics.mayContain(.text("3036000005"), in: "school_id"))
        #expect(!statistics.mayContain(.integer(1), in: "row"))
        #expect(!statistics.mayContain(.integer(10), in: "row"))
        #expect(statistics.mayContain(.integer(9), in: "row"))
        #expect(statistics.mayContain(.text("一年级"), in: "grade"))
        #expect(statistics.mayContain(.text("x"), in: "unknown"))
        #expect(statistics.mayContain(.text("x"), in: "row"))
    }

    @Test func boundsSurviveTheLog() throws {
        let folder = try TemporaryFolder()
        let store = try RegistryStore.open(path: folder.path("store"), for: .writing(create: true), options: .fixed())
        let statistics = FileStatistics([
            "file": .init(minimum: .text("a \"b\"\n.csv"), maximum: .text("南昌.csv"), nullCount: 0),
            "row": .init(minimum: .integer(-2), maximum: .integer(9), nullCount: 3),
        ])
        let transaction = try store.begin()
        let path = transaction.newFilePath(.student, prefix: "x")
        try FileSystem().writeSynced(path, [1, 2, 3])
        try transaction.add(.student, partFile: path, cluster: "x", rowCount: 5, statistics: statistics)
        try transaction.commit()
        let reader = try RegistryStore.open(path: folder.path("store"), for: .reading)
        let snapshot = reader.snapshot(of: .student)
        #expect(snapshot.files.first?.statistics == statistics)
        #expect(snapshot.files(where: "row", mayBe: .integer(10)).isEmpty)
        #expect(snapshot.files(where: "row", mayBe: .integer(9)).count == 1)
    }

    /// The list of schools as it is written, with an escape that is left to the library, and damaged.
    @Test func schoolsOfAFileAreReadFromItsTag() {
        func schools(_ tag: String) -> StringColumn? {
            DataFile(path: "a", byteCount: 1, rowCount: 1, modificationTime: 0, tags: ["schools": tag]).schools
        }
        #expect(schools(#"["3136000001","a\"\\","南昌"]"#) == StringColumn(["3136000001", "a\"\\", "南昌", nil]))
        #expect(schools(#"["\u0033136"]"#) == StringColumn(["3136", nil]))
        #expect(schools("[]") == StringColumn([nil]))
        for damaged in [#"["3136"#, "[1]", "{}", ""] { #expect(schools(damaged) == nil) }
        #expect(DataFile(path: "a", byteCount: 1, rowCount: 1, modificationTime: 0).schools == nil)
    }
}
