import Foundation
import Store
import Testing

/// Our own reading of log entries against the library's decoder: it may give up, but never reads otherwise.
@Suite struct JSONScanTests {
    private static let add =
        #"{"add":{"dataChange":true,"modificationTime":1795595936768,"partitionValues":{"a":null,"b":"x"},"path":"360102-1.parquet","#
        + #""size":10294,"stats":"{\"maxValues\":{\"grade\":\"二年级\",\"row\":657760},\"minValues\":{\"grade\":\"a\\\"\\\\b\","#
        + #"\"row\":-1},\"nullCount\":{\"campus_no\":1,\"grade\":0,\"row\":0},\"numRecords\":1}","tags":{"cluster":"360102"}}}"#
    private static let lines = [
        add, #"{"remove":{"path":"a\/b.parquet","deletionTimestamp":5,"dataChange":false}}"#,
        #"{"remove":{"path":"a","dataChange":true,"extendedFileMetadata":true,"partitionValues":null,"size":7}}"#,
        #" { "txn" : { "appId" : "sha\t\n" , "version" : 0 , "lastUpdated" : null } } "#,
        #"{"commitInfo":{"timestamp":1.5,"x":[1,[],{}]},"txn":{"appId":"é","version":12}}"#.replacingOccurrences(of: "1.5", with: "15"),
        #"{"add":null,"other":[true,false,null]}"#, "{}",
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
            let scanned = try #require(DeltaStatistics(scanning: text))
            let decoded = try #require(JSON.decode(DeltaStatistics.self, from: Array(text.utf8)))
            #expect(scanned.numRecords == decoded.numRecords && scanned.statistics == decoded.statistics)
        }
    }

    /// Left to the decoder, which takes some of it and refuses the rest.
    @Test func givesUp() {
        for text in [
            "", "{", "}", "[1,]", #"{"a":1,"a":2}"#, #"{"a":1,}"#, #"{"a" 1}"#, "01", "-0", "-", "1.5", "1e3", "nul", "truex", #""\u0041""#,
            #""\x""#, "\"\u{1}\"", #""open"#, "9223372036854775808", "{} {}", String(repeating: "[", count: 40), #"{a:1}"#,
        ] {
            #expect(JSONScan(Array(text.utf8)) == nil, "\(text)")
        }
        #expect(JSONScan([0x22, 0xFF, 0x22]) == nil)
        for text in [
            #"{"add":{"path":"a","size":1.5,"modificationTime":1,"dataChange":true,"partitionValues":{}}}"#,
            #"{"add":{"path":"a","size":1,"modificationTime":1,"dataChange":true}}"#, #"{"txn":{"appId":1,"version":1}}"#,
            #"{"metaData":{}}"#, #"{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}"#, "[]", "7",
        ] {
            #expect(DeltaAction(scanning: Array(text.utf8)) == nil, "\(text)")
        }
        #expect(DeltaStatistics(scanning: #"{"numRecords":1,"maxValues":{"a":1.5}}"#) == nil)
        #expect(DeltaStatistics(scanning: #"{"numRecords":1,"nullCount":null}"#) == nil)
    }

    /// Whatever happens to a line, it is read as the decoder reads it, or not at all.
    @Test func changedBytesAreReadAlikeOrNotAtAll() {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let alphabet = Array(#"{}[]",:\0123456789-.eEutnrbfalse "#.utf8) + [0, 0x0A, 0x7F, 0xC3, 0xA9, 0xFF]
        for round in 0..<4000 {
            var bytes = Array(Self.lines[round % Self.lines.count].utf8)
            for _ in 0...next(3) {
                let place = next(bytes.count)
                switch next(3) {
                case 0: bytes[place] = alphabet[next(alphabet.count)]
                case 1: bytes.insert(alphabet[next(alphabet.count)], at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
            guard let scanned = DeltaAction(scanning: bytes) else { continue }
            #expect(scanned == JSON.decode(DeltaAction.self, from: bytes), "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
