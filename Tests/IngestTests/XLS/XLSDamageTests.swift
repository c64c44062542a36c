import Ingest
import TestSupport
import Testing

/// Whatever the bytes are, reading gives blocks or an `IngestError`.
@Suite struct XLSDamageTests {
    private static func books() -> [[UInt8]] {
        let records =
            (0..<6).flatMap { BIFF.shared($0, 0, $0 % 3) + BIFF.number($0, 1, 0.5) + BIFF.rk($0, 2, bits: BIFF.rkBits($0)) }
            + BIFF.formula(6, 0, result: [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) + BIFF.string("文字") + BIFF.row(3, isHidden: true)
            + BIFF.columns(1, 2, isHidden: true) + BIFF.multipleRK(7, 0, bits: [1, 2, 3]) + BIFF.label(2, 5, "标签") + BIFF.error(8, 1, 7)
        var modern = XLSBuilder(records, strings: ["学校", "", "𠀀x"])
        modern.sheets.append(.init("藏", records, state: 1))
        var old = XLSBuilder(BIFF.label(0, 0, bytes: [0xD0, 0xD5]), BIFF.label(0, 1, bytes: [0xD0, 0xD5], isRich: true), BIFF.bool(1, 0, true))
        old.isBIFF5 = true
        old.globals = BIFF.record(0x42, BIFF.little(936, 2))
        var scattered = CompoundFileBuilder()
        scattered.isScattered = true
        scattered.streams = [("Workbook", modern.stream() + [UInt8](repeating: 0, count: 4096))]
        return [modern.build(), old.build(), scattered.build()]
    }

    /// Nil when the bytes were read.
    private func failure(_ bytes: [UInt8]) -> (any Error)? {
        do { _ = try readXLS(bytes, includesHidden: true) } catch { return error }
        return nil
    }

    @Test(arguments: 0..<3) func cutAnywhere(_ index: Int) {
        let bytes = Self.books()[index]
        #expect(failure(bytes) == nil)
        for count in stride(from: 0, to: bytes.count, by: 7) {
            let error = failure(Array(bytes.prefix(count)))
            #expect(error == nil || error is IngestError, "the first \(count) bytes")
        }
        #expect(failure(Array(bytes.prefix(bytes.count / 4))) != nil)
    }

    @Test(arguments: 0..<3) func flippedBytes(_ index: Int) {
        let bytes = Self.books()[index]
        // The parts that hold something: the rest of a sector is zero.
        let places = bytes.indices.filter { bytes[$0] != 0 }
        for seed in UInt64(0)..<400 {
            var random = SplitMix(seed: seed)
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[places.randomElement(using: &random) ?? 0] = UInt8.random(in: 0...255, using: &random)
            }
            let error = failure(damaged)
            #expect(error == nil || error is IngestError, "seed \(seed)")
        }
    }

    /// The same inside the stream of records, whose container stays whole.
    @Test func flippedRecords() {
        let stream = XLSBuilder(BIFF.shared(0, 0, 0), BIFF.label(1, 0, "甲乙"), BIFF.multipleRK(2, 0, bits: [1, 2]), strings: ["ab", "学"]).stream()
        var file = CompoundFileBuilder()
        for index in stream.indices {
            for value in [0, 1, 0x3C, 0x7F, 0xFF] as [UInt8] {
                var damaged = stream
                damaged[index] = value
                file.streams = [("Workbook", damaged)]
                let error = failure(file.build())
                #expect(error == nil || error is IngestError, "byte \(index) as \(value)")
            }
        }
    }
}
