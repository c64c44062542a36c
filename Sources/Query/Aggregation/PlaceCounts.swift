import Columnar

/// How many rows of a batch are at each place, and where each place comes first.
package struct PlaceCounts: Equatable {
    /// For each place.
    package let counts: [UInt32]
    /// The first row of each place that occurs, ascending.
    package let firstRows: [UInt32]

    /// - Precondition: every place is smaller than `size`; fewer than 2³² rows.
    init(_ places: Places, size: Int) {
        switch places {
        case .bytes(let places): self.init(places, size: size)
        case .shorts(let places): self.init(places, size: size)
        }
    }

    private init<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(_ places: [T], size: Int) {
        // A wide table would be looked through too often.
        if size > 1024 || places.count < 4 * size { self.init(plain: places, size: size) } else { self.init(words: places, size: size) }
    }

    /// Row by row.
    package init<T: FixedWidthInteger & UnsignedInteger>(plain places: [T], size: Int) {
        var counts = [UInt32](repeating: 0, count: size)
        var firstRows: [UInt32] = []
        for (row, place) in places.enumerated() {
            if counts[Int(place)] == 0 { firstRows.append(UInt32(truncatingIfNeeded: row)) }
            counts[Int(place)] &+= 1
        }
        self.counts = counts
        self.firstRows = firstRows
    }

    /// A word of eight bytes at a time: rows of one place stand together mostly, and those that do not are counted in four tables, so
    /// that no addition waits for the one before. Where a place comes first is looked for in the block in which it was first counted.
    package init<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(words places: [T], size: Int) {
        var tally = PlaceTally(size: size)
        var unseen = (0..<size).map { $0 }
        var isNew = [Bool](repeating: false, count: size)
        var firstRows: [UInt32] = []
        for start in stride(from: 0, to: places.count, by: 2048) {
            let block = start..<min(start + 2048, places.count)
            tally.add(places.span.extracting(block))
            if unseen.isEmpty { continue }
            let found = unseen.filter { tally[$0] > 0 }
            if found.isEmpty { continue }
            unseen.removeAll { tally[$0] > 0 }
            for place in found { isNew[place] = true }
            var left = found.count
            for row in block where isNew[Int(places[row])] {
                firstRows.append(UInt32(truncatingIfNeeded: row))
                isNew[Int(places[row])] = false
                left -= 1
                if left == 0 { break }
            }
        }
        counts = (0..<size).map { tally[$0] }
        self.firstRows = firstRows
    }
}

/// Counts of places in four tables.
private struct PlaceTally {
    private let size: Int
    /// Place p of table t is at `t * size + p`.
    private var tables: [UInt32]

    init(size: Int) {
        self.size = size
        tables = [UInt32](repeating: 0, count: 4 * size)
    }

    subscript(place: Int) -> UInt32 { tables[place] &+ tables[size + place] &+ tables[2 * size + place] &+ tables[3 * size + place] }

    /// - Precondition: every place is smaller than `size`.
    mutating func add<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(_ places: Span<T>) {
        let width = T.bitWidth / 8
        let bytes = unsafe places.bytes  // integers have no padding
        let wordCount = bytes.byteCount / 8
        let size = size
        var tables = tables.mutableSpan
        for index in 0..<wordCount {
            // Inside, as `wordCount` says.
            let word = unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index &* 8, as: UInt64.self))
            let first = T(truncatingIfNeeded: word)
            if word == UInt64(first) &* (UInt64.max / UInt64(T.max)) {
                // Here and below: the index is below 4 * size by the precondition.
                unsafe tables[unchecked: Int(first)] &+= UInt32(8 / width)
                continue
            }
            for lane in 0..<8 / width {
                let place = Int(T(truncatingIfNeeded: word &>> UInt64(lane &* T.bitWidth)))
                unsafe tables[unchecked: (lane & 3) &* size &+ place] &+= 1
            }
        }
        for index in (wordCount * 8 / width)..<places.count { tables[Int(places[index])] &+= 1 }
    }
}
