import Ingest
import TestSupport
import Testing

@Suite struct ByteStreamTests {
    private let text = (0..<5000).flatMap { Array("第\($0)行\n".utf8) }

    private func gunzip(_ bytes: [UInt8], limits: Limits = Limits()) throws -> [UInt8] {
        try ByteStream.gzip(.memory(bytes), limits: limits).readAll(maximum: 1 << 20)
    }

    @Test func membersArePutTogether() throws {
        let first = ZipBuilder.gzip(Array("a".utf8))
        let second = ZipBuilder.gzip(text)
        #expect(try gunzip(second) == text)
        #expect(try gunzip(first + second) == Array("a".utf8) + text)
        #expect(try gunzip(first + [0, 0, 0]) == Array("a".utf8))
        #expect(try gunzip(ZipBuilder.gzip([])) == [])
    }

    @Test func smallReads() throws {
        let stream = try ByteStream.gzip(.memory(ZipBuilder.gzip(text)), limits: Limits())
        var found: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 7)
        while true {
            let count = try stream.read(into: &buffer)
            found += buffer[..<count]
            if count == 0 { break }
        }
        #expect(found == text)
    }

    @Test func truncatedAndDamaged() {
        let bytes = ZipBuilder.gzip(Array("姓名,性别\n".utf8))
        for count in 0..<bytes.count {
            #expect(problem { _ = try gunzip(Array(bytes[..<count])) } == .truncated, "\(count) bytes")
        }
        for index in [0, 1, 2, 16, bytes.count - 8, bytes.count - 1] {
            var broken = bytes
            broken[index] ^= 0x55
            #expect(problem { _ = try gunzip(broken) } == .damagedArchive, "byte \(index)")
        }
        #expect(problem { _ = try gunzip(bytes + Array("garbage".utf8)) } == .damagedArchive)
        #expect(problem { _ = try ByteStream.gzip(.memory(bytes), limits: Limits()).readAll(maximum: 3) } == .tooLarge)
        var limits = Limits()
        limits.entryByteCount = 3
        #expect(problem { _ = try gunzip(bytes, limits: limits) } == .bomb)
    }

    @Test func plainBytes() throws {
        #expect(try ByteStream.plain(.memory(text)).readAll(maximum: 1 << 20) == text)
        #expect(try ByteStream.plain(.memory([])).readAll(maximum: 1) == [])
    }
}
