import Glibc
import Testing

import Query

@Suite struct SpillFileTests {
    private let secret = Array("王芳 110101200401011234 王芳 110101200401011234 王芳 110101200401011234".utf8)

    private static func write(_ bytes: [UInt8], to file: SpillFile) throws -> SpillFile.Block {
        try unsafe file.write(bytes.span.bytes)  // bytes of bytes
    }

    private func disk(_ file: SpillFile) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: file.byteCount)
        // The buffer is as long as the count says.
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(file.descriptor, $0.baseAddress, $0.count, 0) }
        #expect(count == file.byteCount)
        return bytes
    }

    @Test func givesBackWhatWasWritten() throws {
        let file = try SpillFile()
        let blocks = try (0..<50).map { number in try Self.write([UInt8](repeating: UInt8(number), count: number * 17), to: file) }
        for number in [49, 0, 7, 7, 48] { #expect(try file.read(blocks[number]) == [UInt8](repeating: UInt8(number), count: number * 17)) }
    }

    @Test func hasNoNameAndIsItsOwnersAlone() throws {
        let file = try SpillFile()
        var status = stat()
        #expect(unsafe fstat(file.descriptor, &status) == 0)
        #expect(status.st_nlink == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func holdsNothingInClear() throws {
        let file = try SpillFile()
        _ = try Self.write(secret, to: file)
        _ = try Self.write(secret, to: file)
        let bytes = disk(file)
        let name = Array("王芳".utf8), number = Array("20040101".utf8)
        #expect(!bytes.indices.contains { bytes[$0...].starts(with: name) || bytes[$0...].starts(with: number) })
        // Equal blocks do not look equal, and neither do equal parts of one.
        let half = bytes.count / 2
        #expect(bytes[..<half] != bytes[half...])
        #expect(Set((0..<half / 4).map { Array(bytes[$0 * 4..<$0 * 4 + 4]) }).count == half / 4)
    }

    @Test func noticesChangedBytes() throws {
        let file = try SpillFile()
        let block = try Self.write(secret, to: file)
        var byte = disk(file)[5] ^ 1
        #expect(unsafe pwrite(file.descriptor, &byte, 1, 5) == 1)
        let error = #expect(throws: QueryError.self) { try file.read(block) }
        #expect(error?.exitCode == 4)
    }
}
