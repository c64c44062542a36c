/// Builds small zip archives in memory, without compression, with whatever faults a test needs.
public struct ZipBuilder: Sendable {
    /// One member; change what a test wants to be wrong.
    public struct Member: Sendable {
        public var name: [UInt8]
        /// As stored; with `method` 8 already deflated.
        public var data: [UInt8]
        public var flags: UInt16 = 0x800
        public var method: UInt16 = 0
        public var crc32: UInt32
        /// Size that the headers state for the inflated content.
        public var byteCount: Int
        /// Sizes follow the data instead of standing in the local header.
        public var usesDataDescriptor = false
        /// Sizes and offset stand in a zip64 field.
        public var usesZip64 = false

        public init(_ name: String, _ data: [UInt8]) {
            self.name = Array(name.utf8)
            self.data = data
            crc32 = ZipBuilder.crc32(data)
            byteCount = data.count
        }

        /// A deflated member.
        public init(_ name: String, deflated: [UInt8], content: [UInt8]) {
            self.init(name, content)
            data = deflated
            method = 8
        }
    }

    public var members: [Member] = []
    public var comment: [UInt8] = []
    /// Bytes before the archive, as of a self-extracting program.
    public var prefix: [UInt8] = []
    /// Ends with a zip64 end record.
    public var usesZip64 = false

    public init() {}

    public mutating func add(_ name: String, _ data: [UInt8]) { members.append(Member(name, data)) }
    public mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

    public func build() -> [UInt8] {
        var output = prefix
        var offsets: [Int] = []
        for member in members {
            offsets.append(output.count - prefix.count)
            appendLocal(member, to: &output)
        }
        let directoryStart = output.count
        for (member, offset) in zip(members, offsets) { appendCentral(member, offset: offset, to: &output) }
        appendEnd(directoryStart: directoryStart, to: &output)
        return output
    }

    private func appendLocal(_ member: Member, to output: inout [UInt8]) {
        let isLate = member.usesDataDescriptor
        append(0x0403_4B50, 4, to: &output)
        append(20, 2, to: &output)
        append(Int(member.flags) | (isLate ? 8 : 0), 2, to: &output)
        append(Int(member.method), 2, to: &output)
        append(0, 4, to: &output)
        append(isLate ? 0 : Int(member.crc32), 4, to: &output)
        append(isLate ? 0 : member.data.count, 4, to: &output)
        append(isLate ? 0 : member.byteCount, 4, to: &output)
        append(member.name.count, 2, to: &output)
        append(0, 2, to: &output)
        output += member.name + member.data
        guard isLate else { return }
        append(0x0807_4B50, 4, to: &output)
        append(Int(member.crc32), 4, to: &output)
        append(member.data.count, 4, to: &output)
        append(member.byteCount, 4, to: &output)
    }

    private func appendCentral(_ member: Member, offset: Int, to output: inout [UInt8]) {
        let full = 0xFFFF_FFFF
        append(0x0201_4B50, 4, to: &output)
        append(20 | 20 << 16, 4, to: &output)
        append(Int(member.flags) | (member.usesDataDescriptor ? 8 : 0), 2, to: &output)
        append(Int(member.method), 2, to: &output)
        append(0, 4, to: &output)
        append(Int(member.crc32), 4, to: &output)
        append(member.usesZip64 ? full : member.data.count, 4, to: &output)
        append(member.usesZip64 ? full : member.byteCount, 4, to: &output)
        append(member.name.count, 2, to: &output)
        append(member.usesZip64 ? 28 : 0, 2, to: &output)
        append(0, 10, to: &output)
        append(member.usesZip64 ? full : offset, 4, to: &output)
        output += member.name
        guard member.usesZip64 else { return }
        append(1, 2, to: &output)
        append(24, 2, to: &output)
        for value in [member.byteCount, member.data.count, offset] { append(value, 8, to: &output) }
    }

    private func appendEnd(directoryStart: Int, to output: inout [UInt8]) {
        let directoryEnd = output.count
        if usesZip64 {
            append(0x0606_4B50, 4, to: &output)
            append(44, 8, to: &output)
            append(45 | 45 << 16, 4, to: &output)
            append(0, 8, to: &output)
            append(members.count, 8, to: &output)
            append(members.count, 8, to: &output)
            append(directoryEnd - directoryStart, 8, to: &output)
            append(directoryStart - prefix.count, 8, to: &output)
            append(0x0706_4B50, 4, to: &output)
            append(0, 4, to: &output)
            append(directoryEnd - prefix.count, 8, to: &output)
            append(1, 4, to: &output)
        }
        append(0x0605_4B50, 4, to: &output)
        append(0, 4, to: &output)
        append(usesZip64 ? 0xFFFF : members.count, 2, to: &output)
        append(usesZip64 ? 0xFFFF : members.count, 2, to: &output)
        append(usesZip64 ? 0xFFFF_FFFF : directoryEnd - directoryStart, 4, to: &output)
        append(usesZip64 ? 0xFFFF_FFFF : directoryStart - prefix.count, 4, to: &output)
        append(comment.count, 2, to: &output)
        output += comment
    }

    private func append(_ value: Int, _ count: Int, to output: inout [UInt8]) {
        for index in 0..<count { output.append(index < 8 ? UInt8(truncatingIfNeeded: value >> (8 * index)) : 0) }
    }

    /// The checksum of zip and gzip.
    public static func crc32(_ data: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    /// Deflate data that do not compress: stored blocks of at most 65,535 bytes.
    public static func deflateStored(_ data: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var start = 0
        repeat {
            let end = min(start + 0xFFFF, data.count)
            let count = UInt16(end - start)
            output += [end == data.count ? 1 : 0, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)]
            output += data[start..<end]
            start = end
        } while start < data.count
        return output
    }

    /// Deflate data for `count` zero bytes, a multiple of 258: one fixed block, about 1,000 times smaller.
    public static func deflateZeros(multipleOf258 count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.append(0b011, 3)  // last block, fixed codes
        bits.append(0b0000_1100, 8)  // literal 0: 00110000, first bit first
        // One literal stands at the start, so the last match is one byte shorter: 257.
        for index in 0..<(count / 258) {
            if index == 0 {
                bits.append(0b0010_0011, 8)  // length code 284: 11000100
                bits.append(257 - 227, 5)
            } else {
                bits.append(0b1010_0011, 8)  // length code 285: 11000101
            }
            bits.append(0, 5)  // distance 1
        }
        bits.append(0, 7)  // end of block
        return bits.finish()
    }

    /// A gzip member.
    public static func gzip(_ data: [UInt8]) -> [UInt8] {
        var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        output += deflateStored(data)
        let crc = crc32(data)
        for shift in [0, 8, 16, 24] { output.append(UInt8(truncatingIfNeeded: crc >> UInt32(shift))) }
        for shift in [0, 8, 16, 24] { output.append(UInt8(truncatingIfNeeded: data.count >> shift)) }
        return output
    }
}

/// Bits, the lowest of each byte first.
private struct BitWriter {
    private var output: [UInt8] = []
    private var current: UInt32 = 0
    private var count: UInt32 = 0

    mutating func append(_ bits: UInt32, _ bitCount: UInt32) {
        current |= bits << count
        count += bitCount
        while count >= 8 {
            output.append(UInt8(truncatingIfNeeded: current))
            current >>= 8
            count -= 8
        }
    }

    consuming func finish() -> [UInt8] { count > 0 ? output + [UInt8(truncatingIfNeeded: current)] : output }
}
