/// An OLE2 compound file with one stream.
///
/// ```
/// header 512 │ stream, 512 each │ directory │ allocation table │ its second list, above 109 sectors
/// ```
///
/// **Source**: [MS-CFB].
enum CompoundFile {
    private static let sector = 512
    private static let (free, endOfChain, table, list) = (0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD, 0xFFFF_FFFC)

    /// - Parameter stream: content of the stream; padded to 4,096 bytes, below which streams are kept in another way.
    static func pack(_ stream: [UInt8], name: String) -> [UInt8] {
        var body = stream + [UInt8](repeating: 0, count: max(0, 4_096 - stream.count))
        let size = body.count
        body += [UInt8](repeating: 0, count: (sector - size % sector) % sector)
        let first = body.count / sector
        body += directory(name, size: size)
        var next = Array(1..<first) + [endOfChain, endOfChain]
        let (tables, lists) = tableCounts(next.count)
        let places = (0..<tables).map { next.count + $0 }
        let firstList = next.count + tables
        next += [Int](repeating: table, count: tables) + [Int](repeating: list, count: lists)
        next += [Int](repeating: free, count: tables * 128 - next.count)
        for value in next { put(value, 4, &body) }
        for index in 0..<lists {
            var entries = Array(places.dropFirst(109 + index * 127).prefix(127))
            entries += [Int](repeating: free, count: 127 - entries.count)
            for value in entries + [index + 1 < lists ? firstList + index + 1 : endOfChain] { put(value, 4, &body) }
        }
        return header(directory: first, places: places, firstList: lists == 0 ? endOfChain : firstList, lists: lists) + body
    }

    /// How many sectors the allocation table and the list of its sectors take, themselves included.
    private static func tableCounts(_ used: Int) -> (tables: Int, lists: Int) {
        var (tables, lists) = (0, 0)
        while tables * 128 < used + tables + lists {
            tables += 1
            lists = max(0, (tables - 109 + 126) / 127)
        }
        return (tables, lists)
    }

    private static func header(directory: Int, places: [Int], firstList: Int, lists: Int) -> [UInt8] {
        var out: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
        for value in [0x3E, 3, 0xFFFE, 9, 6] { put(value, 2, &out) }
        out += [UInt8](repeating: 0, count: 10)
        for value in [places.count, directory, 0, 4_096, endOfChain, 0, firstList, lists] { put(value, 4, &out) }
        for index in 0..<109 { put(index < places.count ? places[index] : free, 4, &out) }
        return out
    }

    /// The root and the stream, and two empty entries.
    private static func directory(_ name: String, size: Int) -> [UInt8] {
        entry("Root Entry", kind: 5, child: 1, first: endOfChain, size: 0) + entry(name, kind: 2, child: free, first: 0, size: size)
            + entry("", kind: 0, child: free, first: 0, size: 0) + entry("", kind: 0, child: free, first: 0, size: 0)
    }

    private static func entry(_ name: String, kind: UInt8, child: Int, first: Int, size: Int) -> [UInt8] {
        var out: [UInt8] = []
        for unit in name.utf16 { put(Int(unit), 2, &out) }
        let length = name.isEmpty ? 0 : out.count + 2
        out += [UInt8](repeating: 0, count: 64 - out.count)
        put(length, 2, &out)
        out += [kind, 1]
        for value in [free, free, child] { put(value, 4, &out) }
        out += [UInt8](repeating: 0, count: 36)
        put(first, 4, &out)
        put(size, 8, &out)
        return out
    }

    static func put(_ value: Int, _ count: Int, _ out: inout [UInt8]) {
        for index in 0..<count { out.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }
}
