import CDeflate
import CZlib

/// gzip and zip without any time stamp, so that the same input gives the same bytes.
enum Compression {
    private static func compress(
        _ bytes: [UInt8], bound: (OpaquePointer?, Int) -> Int,
        call: (OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int) -> Int
    ) -> [UInt8] {
        guard let compressor = unsafe libdeflate_alloc_compressor(5) else { preconditionFailure("out of memory") }
        defer { unsafe libdeflate_free_compressor(compressor) }
        let capacity = unsafe bound(compressor, bytes.count)
        var out = [UInt8](repeating: 0, count: capacity)
        // The output has the capacity that the library asked for.
        let count = unsafe bytes.withUnsafeBytes { source in
            unsafe out.withUnsafeMutableBytes { target in
                unsafe call(compressor, source.baseAddress, source.count, target.baseAddress, capacity)
            }
        }
        precondition(count > 0, "deflate refused its own bound")
        return Array(out[0..<count])
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        unsafe compress(
            bytes, bound: { unsafe libdeflate_gzip_compress_bound($0, $1) },
            call: { unsafe libdeflate_gzip_compress($0, $1, $2, $3, $4) })
    }

    private static func deflate(_ bytes: [UInt8]) -> [UInt8] {
        unsafe compress(
            bytes, bound: { unsafe libdeflate_deflate_compress_bound($0, $1) },
            call: { unsafe libdeflate_deflate_compress($0, $1, $2, $3, $4) })
    }

    /// One archive; names are written as GB18030 without the UTF-8 flag when asked, as Chinese archivers do.
    static func zip(_ members: [(name: String, bytes: [UInt8])], namesInGB18030: Bool) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let name = namesInGB18030 ? TextEncoding.gb18030.encode(Array(member.name.utf8)) : Array(member.name.utf8)
            let packed = deflate(member.bytes)
            let checksum = unsafe member.bytes.withUnsafeBytes { unsafe libdeflate_crc32(0, $0.baseAddress, $0.count) }
            let flags: UInt16 = namesInGB18030 ? 0 : 0x0800
            var common: [UInt8] = []
            for value in [20, flags, 8, 0, 0x4335] as [UInt16] { put(value, &common) }
            for value in [checksum, UInt32(packed.count), UInt32(member.bytes.count)] { put(value, &common) }
            put(UInt16(name.count), &common)
            put(UInt16(0), &common)
            let offset = UInt32(out.count)
            out += [0x50, 0x4B, 3, 4] + common + name + packed
            directory += [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10)
            put(offset, &directory)
            directory += name
        }
        let start = UInt32(out.count)
        out += directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
        put(UInt16(members.count), &out)
        put(UInt16(members.count), &out)
        put(UInt32(directory.count), &out)
        put(start, &out)
        put(UInt16(0), &out)
        return out
    }

    private static func put<T: FixedWidthInteger>(_ value: T, _ out: inout [UInt8]) {
        for shift in stride(from: 0, to: T.bitWidth, by: 8) { out.append(UInt8(truncatingIfNeeded: value >> T(shift))) }
    }
}
