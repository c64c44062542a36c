/// Builds small OLE2 compound files.
public struct CompoundFileBuilder: Sendable {
    /// 9 for version 3, 12 for version 4.
    public var sectorShift = 9
    /// Streams of the root folder.
    public var streams: [(name: String, bytes: [UInt8])] = []
    /// Streams of a folder inside the root folder, as embedded documents have.
    public var nested: [(name: String, bytes: [UInt8])] = []
    /// Passes over every second sector, so that no chain is in one piece.
    public var isScattered = false

    public init() {}

    private static let endOfChain = 0xFFFF_FFFE
    private static let free = 0xFFFF_FFFF

    public func build() -> [UInt8] {
        var image = Image(sectorByteCount: 1 << sectorShift, isScattered: isScattered)
        var mini = Image(sectorByteCount: 64, isScattered: isScattered)
        let all = streams + nested
        let places = all.map { stream in
            stream.bytes.count < 4096 ? mini.add(stream.bytes) : image.add(stream.bytes)
        }
        let root = image.add(mini.bytes)
        let miniFAT = image.add(mini.next.flatMap { Self.little($0, 4) })
        let directory = image.add(directoryBytes(all, places, root: root, miniByteCount: mini.bytes.count))
        return image.finish(sectorShift: sectorShift, directory: directory, miniFAT: miniFAT)
    }

    private func directoryBytes(
        _ all: [(name: String, bytes: [UInt8])], _ places: [Int], root: Int, miniByteCount: Int
    ) -> [UInt8] {
        // 0 the root, 1… the streams; each entry is the right sibling of the one before; then the folder.
        let folder = all.count + 1
        let first = nested.isEmpty ? Self.free : folder
        var bytes = Self.entry("Root Entry", kind: 5, right: Self.free, child: streams.isEmpty ? first : 1, root, miniByteCount)
        for (index, stream) in all.enumerated() {
            let isLast = index == streams.count - 1 || index == all.count - 1
            let right = !isLast ? index + 2 : index < streams.count ? first : Self.free
            bytes += Self.entry(stream.name, kind: 2, right: right, child: Self.free, places[index], stream.bytes.count)
        }
        if !nested.isEmpty {
            bytes += Self.entry("ObjectPool", kind: 1, right: Self.free, child: streams.count + 1, 0, 0)
        }
        return bytes
    }

    private static func entry(_ name: String, kind: UInt8, right: Int, child: Int, _ first: Int, _ count: Int) -> [UInt8] {
        var bytes = name.utf16.flatMap { little(Int($0), 2) }
        let length = bytes.count + 2
        bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
        bytes += little(length, 2) + [kind, 1] + little(free, 4) + little(right, 4) + little(child, 4)
        return bytes + [UInt8](repeating: 0, count: 36) + little(first, 4) + little(count, 8)
    }

    static func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

    /// Sectors and the chain of each.
    private struct Image {
        let sectorByteCount: Int
        let isScattered: Bool
        var bytes: [UInt8] = []
        var next: [Int] = []

        init(sectorByteCount: Int, isScattered: Bool) {
            self.sectorByteCount = sectorByteCount
            self.isScattered = isScattered
        }

        /// Adds a chain and gives its first sector.
        mutating func add(_ content: [UInt8]) -> Int {
            guard !content.isEmpty else { return endOfChain }
            var numbers: [Int] = []
            for start in stride(from: 0, to: content.count, by: sectorByteCount) {
                if isScattered { append([], free) }
                numbers.append(next.count)
                append(content[start..<min(start + sectorByteCount, content.count)], endOfChain)
            }
            for (number, following) in zip(numbers, numbers.dropFirst()) { next[number] = following }
            return numbers[0]
        }

        private mutating func append(_ content: ArraySlice<UInt8>, _ mark: Int) {
            bytes += content + [UInt8](repeating: 0, count: sectorByteCount - content.count)
            next.append(mark)
        }

        /// Adds FAT and DIFAT and puts the header before all.
        mutating func finish(sectorShift: Int, directory: Int, miniFAT: Int) -> [UInt8] {
            let perSector = sectorByteCount / 4
            var fatCount = 0
            var difatCount = 0
            while fatCount * perSector < next.count + fatCount + difatCount {
                fatCount += 1
                difatCount = max(0, (fatCount - 109 + perSector - 2) / (perSector - 1))
            }
            let fatSectors = (0..<fatCount).map { next.count + $0 }
            let firstDIFAT = next.count + fatCount
            next += [Int](repeating: 0xFFFF_FFFD, count: fatCount) + [Int](repeating: 0xFFFF_FFFC, count: difatCount)
            next += [Int](repeating: free, count: fatCount * perSector - next.count)
            bytes += next.flatMap { little($0, 4) }
            for index in 0..<difatCount {
                var entries = Array(fatSectors.dropFirst(109 + index * (perSector - 1)).prefix(perSector - 1))
                entries += [Int](repeating: free, count: perSector - 1 - entries.count)
                entries.append(index + 1 < difatCount ? firstDIFAT + index + 1 : endOfChain)
                bytes += entries.flatMap { little($0, 4) }
            }
            let listed = fatSectors.prefix(109) + [Int](repeating: free, count: max(0, 109 - fatCount))
            var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
            header += little(0x3E, 2) + little(sectorShift == 9 ? 3 : 4, 2) + little(0xFFFE, 2) + little(sectorShift, 2) + little(6, 2)
            header += [UInt8](repeating: 0, count: 10) + little(fatCount, 4) + little(directory, 4) + little(0, 4) + little(4096, 4)
            header += little(miniFAT, 4) + little(miniFAT == endOfChain ? 0 : 1, 4)
            header += little(difatCount == 0 ? endOfChain : firstDIFAT, 4) + little(difatCount, 4) + listed.flatMap { little($0, 4) }
            return header + [UInt8](repeating: 0, count: sectorByteCount - header.count) + bytes
        }
    }
}
