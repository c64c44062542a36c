import Foundation
import Records
import Store
import Testing

/// Our own reading of log entries against the library's decoder: it may give up, but never reads otherwise.
@Suite struct JSONReaderTests {
    private static let add =
        #"{"add":{"dataChange":true,"modificationTime":1795595936768,"partitionValues":{"a":null,"b":"x"},"path":"360102-1.parquet","#
        + #""size":10294,"stats":"{\"maxValues\":{\"grade\":\"二年级\",\"row\":657760},\"minValues\":{\"grade\":\"a\\\"\\\\b\","#
        + #"\"row\":-1},\"nullCount\":{\"campus_no\":1,\"grade\":0,\"row\":0},\"numRecords\":1}","tags":{"cluster":"360102"}}}"#
    private static let lines = [
        add, #"{"remove":{"path":"a\/b.parquet","deletionTimestamp":5,"dataChange":false}}"#,
        #"{"remove":{"path":"a","dataChange":true,"extendedFileMetadata":true,"partitionValues":null,"size":7}}"#,
        #" { "txn" : { "appId" : "sha\t\n" , "version" : 0 , "lastUpdated" : null } } "#,
        #"{"commitInfo":{"timestamp":1.5,"x":[1,[],{}]},"txn":{"appId":"é","version":12}}"#.replacingOccurrences(of: "1.5", with: "15"),
        #"{"add":null,"other":[true,false,null]}"#, "{}", #"{"protocol":{"minWriterVersion":2,"minReaderVersion":1}}"#,
        #"{"metaData":{"configuration":{"a":"b"},"createdTime":7,"format":{"options":{},"provider":"parquet"},"id":"x","name":null,"#
            + #""partitionColumns":["a","b"],"schemaString":"{\"fields\":[]}"}}"#,
    ]

    @Test(arguments: lines) func readsWhatTheDecoderReads(line: String) throws {
        let bytes = Array(line.utf8)
        let scanned = try #require(DeltaAction(scanning: bytes))
        #expect(scanned == JSON.decode(DeltaAction.self, from: bytes))
    }

    @Test func readsTheJournal() throws {
        for text in [
            #"{"sequence":7,"tables":{"findings":{"version":3},"students":{"entry":"{\"add\":1}\n","version":6}}}"#,
            #"{"sequence":0,"tables":{}}"#,
        ] {
            let bytes = Array(text.utf8)
            let scanned = JournalEntry(scanning: bytes)
            #expect(scanned != nil && scanned == JSON.decode(JournalEntry.self, from: bytes))
        }
        for text in [#"{"sequence":0}"#, #"{"tables":{}}"#, #"{"sequence":1,"tables":{"a":{}}}"#, #"{"sequence":"1","tables":{}}"#] {
            #expect(JournalEntry(scanning: Array(text.utf8)) == nil)
        }
    }

    @Test func readsStatistics() throws {
        for text in [
            #"{"numRecords":3}"#, #"{"numRecords":0,"nullCount":{},"minValues":{},"maxValues":{}}"#,
            #"{"maxValues":{"a":"\"","b":9},"minValues":{"a":"","b":-9},"nullCount":{"a":1,"b":0,"c":3},"numRecords":3}"#,
        ] {
            let scanned = try #require(StatisticsText(JSONText(text)))
            let decoded = try #require(JSON.decode(DeltaStatistics.self, from: Array(text.utf8)))
            #expect(scanned.rowCount == decoded.numRecords && scanned.columns == decoded.statistics.columns)
            for name in ["a", "b", "c", "d"] { #expect(scanned[name] == decoded.statistics.columns[name]) }
        }
    }

    /// Left to the decoder, which takes some of it and refuses the rest.
    @Test func givesUp() {
        for text in [
            "", "{", "}", "[1,]", #"{"a":1,"a":2}"#, #"{"a":1,}"#, #"{"a" 1}"#, "01", "-0", "-", "1.5", "1e3", "nul", "truex", #""\u0041""#,
            #""\x""#, "\"\u{1}\"", #""open"#, "9223372036854775808", "{} {}", String(repeating: "[", count: 40), #"{a:1}"#,
            "[1\n]", #"{"/":1,"\/":2}"#, #"{"b":1,"a":2,"b":3}"#, #"{"b":1,"a":{"d":1,"c":2,"d":3}}"#, "-9223372036854775809",
        ] {
            #expect(!JSONReader.accepts(Array(text.utf8)), "\(text)")
        }
        for text in [
            #"{"add":{"path":"a","size":1.5,"modificationTime":1,"dataChange":true,"partitionValues":{}}}"#,
            #"{"add":{"path":"a","size":1,"modificationTime":1,"dataChange":true}}"#, #"{"txn":{"appId":1,"version":1}}"#,
            #"{"metaData":{}}"#, #"{"protocol":{"minReaderVersion":1}}"#, "[]", "7",
        ] {
            #expect(DeltaAction(scanning: Array(text.utf8)) == nil, "\(text)")
        }
        #expect(DeltaAction(scanning: Array(#"{"txn":{"appId":""#.utf8) + [0xFF] + Array(#"","version":1}}"#.utf8)) == nil)
        #expect(StatisticsText(JSONText(#"{"numRecords":1,"maxValues":{"a":1.5}}"#)) == nil)
        #expect(StatisticsText(JSONText(#"{"numRecords":1,"nullCount":null}"#)) == nil)
        #expect(StatisticsText(JSONText(#"{"nullCount":{}}"#)) == nil)
    }

    @Test func readsSchemas() throws {
        for table in RegistryTable.allCases {
            let bytes = Array(DeltaSchema.encode(table.schema).utf8)
            #expect(DeltaSchema.scan(bytes) == table.schema && DeltaSchema.decodeAny(bytes) == table.schema)
        }
        // As Spark orders the members; a type that is none of ours.
        let spark = Array(#"{"type":"struct","fields":[{"name":"a","type":"byte","nullable":true,"metadata":{"x":[1]}}]}"#.utf8)
        #expect(DeltaSchema.scan(spark) != nil && DeltaSchema.scan(spark) == DeltaSchema.decodeAny(spark))
        let nested = Array(#"{"type":"struct","fields":[{"name":"a","type":{"type":"array"}}]}"#.utf8)
        #expect(DeltaSchema.scan(nested) == nil && DeltaSchema.decodeAny(nested) == nil)
    }

    /// Texts of every kind of character, spelled as the library spells them.
    @Test func textsMeanWhatTheDecoderReads() throws {
        var random = Bytes(seed: UInt64.random(in: 0 ... .max))
        let pieces = ["\"", "\\", "/", "\u{8}", "\u{c}", "\n", "\r", "\t", "a", "二年级", "😀", "e\u{301}", "", "\\\"", String(repeating: "x", count: 70)]
        for _ in 0..<500 {
            let text = (0..<random.next(12)).map { _ in pieces[random.next(pieces.count)] }.joined()
            let encoder = JSONEncoder()
            encoder.outputFormatting = random.next(2) == 0 ? [] : .withoutEscapingSlashes
            let line = #"{"txn":{"appId":"# + String(decoding: try encoder.encode(text), as: UTF8.self) + #","version":1}}"#
            let scanned = try #require(DeltaAction(scanning: Array(line.utf8)))
            #expect(scanned == JSON.decode(DeltaAction.self, from: Array(line.utf8)), "seed \(random.seed)")
        }
    }

    /// Whatever happens to a log, it is read line by line as the decoder reads it, or not at all.
    @Test func changedLogsAreReadAlikeOrNotAtAll() throws {
        var random = Bytes(seed: UInt64.random(in: 0 ... .max))
        var readCount = 0
        for _ in 0..<2000 {
            var bytes = Array(Self.lines.prefix(1 + random.next(Self.lines.count)).joined(separator: "\n").utf8)
            random.change(&bytes)
            guard let scanned = DeltaLog.scan(bytes) else { continue }
            readCount += 1
            let decoded = try DeltaLog.decodeEachLine(bytes, path: "log")
            #expect(scanned == decoded, "seed \(random.seed): \(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(readCount > 100)
    }

    /// Whatever happens to a line, it is read as the decoder reads it, or not at all.
    @Test func changedBytesAreReadAlikeOrNotAtAll() {
        var random = Bytes(seed: UInt64.random(in: 0 ... .max))
        for round in 0..<4000 {
            var bytes = Array(Self.lines[round % Self.lines.count].utf8)
            random.change(&bytes)
            guard let scanned = DeltaAction(scanning: bytes) else { continue }
            #expect(scanned == JSON.decode(DeltaAction.self, from: bytes), "seed \(random.seed): \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    /// Whatever happens to statistics, both readers agree on what they say of each column.
    @Test func changedStatisticsAreReadAlikeOrNotAtAll() {
        var random = Bytes(seed: UInt64.random(in: 0 ... .max))
        let text = #"{"maxValues":{"grade":"二年级","row":657760,"x":"\"\\"},"minValues":{"grade":"a","row":-1},"nullCount":{"grade":0,"row":0},"numRecords":1}"#
        for _ in 0..<4000 {
            var bytes = Array(text.utf8)
            random.change(&bytes)
            guard let changed = String(validating: bytes, as: UTF8.self), let scanned = StatisticsText(JSONText(changed)) else { continue }
            let decoded = JSON.decode(DeltaStatistics.self, from: bytes)
            #expect(scanned.rowCount == decoded?.numRecords && scanned.columns == decoded?.statistics.columns, "seed \(random.seed): \(changed)")
            for (name, column) in scanned.columns { #expect(scanned[name] == column) }
        }
    }

    /// Damage as tests do it.
    private struct Bytes {
        let seed: UInt64
        private var state: UInt64
        private static let alphabet = Array(#"{}[]",:\0123456789-.eEutnrbfalse "#.utf8) + [0, 0x0A, 0x7F, 0xC3, 0xA9, 0xFF]

        init(seed: UInt64) {
            self.seed = seed
            state = seed
        }

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }

        mutating func change(_ bytes: inout [UInt8]) {
            for _ in 0...next(3) {
                let place = next(bytes.count)
                switch next(3) {
                case 0: bytes[place] = Self.alphabet[next(Self.alphabet.count)]
                case 1: bytes.insert(Self.alphabet[next(Self.alphabet.count)], at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
        }
    }
}
