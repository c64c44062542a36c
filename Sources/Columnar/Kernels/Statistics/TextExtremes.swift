/// First and last text in order, and the range of lengths.
package struct TextExtremes: Sendable {
    /// In the order of bytes, which is that of code points; nil without texts.
    package private(set) var first: [UInt8]?
    package private(set) var last: [UInt8]?
    /// **Units**: Unicode scalars.
    package private(set) var shortest = Int.max
    package private(set) var longest = 0

    package init() {}

    /// - Parameter validity: which texts count; nil: all.
    package mutating func add(_ texts: StringColumn, validity: Bitmap?) {
        guard let start = (0..<texts.count).first(where: { validity?[$0] ?? true }) else { return }
        let offsets = texts.offsets.span
        unsafe texts.bytes.withUnsafeBytes { bytes in
            // Empty texts have no address, and none is read.
            let base = unsafe bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)!
            let begin = Int(offsets[start])
            var scan = unsafe TextScan(base + begin, Int(offsets[start + 1]) - begin)
            if let validity {
                for row in start..<texts.count where validity[row] {
                    // row < count, and the offsets lie inside the bytes.
                    let from = unsafe Int(offsets[unchecked: row])
                    unsafe scan.add(base + from, Int(offsets[unchecked: row &+ 1]) &- from)
                }
            } else {
                for row in start..<texts.count {
                    let from = unsafe Int(offsets[unchecked: row])  // as above
                    unsafe scan.add(base + from, Int(offsets[unchecked: row &+ 1]) &- from)
                }
            }
            let (low, high) = unsafe (Array(scan.low), Array(scan.high))  // copied while the bytes are there
            unsafe merge(low, high, scan.shortest, scan.longest)
        }
    }

    mutating func merge(_ other: TextExtremes) {
        guard let low = other.first, let high = other.last else { return }
        merge(low, high, other.shortest, other.longest)
    }

    mutating func merge(_ low: [UInt8], _ high: [UInt8], _ shortest: Int, _ longest: Int) {
        if first.map({ low.span.precedes($0.span) }) ?? true { first = low }
        if last.map({ $0.span.precedes(high.span) }) ?? true { last = high }
        self.shortest = min(self.shortest, shortest)
        self.longest = max(self.longest, longest)
    }
}

/// Goes over texts and remembers the first, the last and the lengths.
///
/// In a column of addresses all texts of a county begin alike. What the first and the last share is compared once, and only
/// the word behind it with both.
@unsafe private struct TextScan {
    private(set) var low: UnsafeRawBufferPointer
    private(set) var high: UnsafeRawBufferPointer
    private(set) var shortest = Int.max
    private(set) var longest = 0
    /// Words of eight bytes in which `low` and `high` are alike.
    private var sharedWords = 0
    private var lowWord: UInt64 = 0
    private var highWord: UInt64 = 0

    init(_ start: UnsafeRawPointer, _ count: Int) {
        unsafe low = UnsafeRawBufferPointer(start: start, count: count)
        unsafe high = low
        unsafe compareExtremes()
    }

    /// - Precondition: `count` bytes can be read at `start`.
    @inline(__always) mutating func add(_ start: UnsafeRawPointer, _ count: Int) {
        let length = unsafe TextScan.scalarCount(start, count)
        unsafe shortest = min(shortest, length)
        unsafe longest = max(longest, length)
        var i = 0
        if unsafe count >= (sharedWords &+ 1) &* 8 {
            // All words compared lie inside both texts.
            while unsafe i < sharedWords &* 8, unsafe TextScan.word(start, i) == TextScan.word(low.baseAddress!, i) { i &+= 8 }
            if unsafe i == sharedWords &* 8 {
                let word = unsafe UInt64(bigEndian: TextScan.word(start, i))
                if unsafe word > lowWord && word < highWord { return }
            }
        }
        unsafe place(UnsafeRawBufferPointer(start: start, count: count))
    }

    @inline(never) private mutating func place(_ text: UnsafeRawBufferPointer) {
        if unsafe TextScan.precedes(text, low) {
            unsafe low = text
        } else if unsafe TextScan.precedes(high, text) {
            unsafe high = text
        } else {
            return
        }
        unsafe compareExtremes()
    }

    private mutating func compareExtremes() {
        unsafe sharedWords = 0
        let shorter = unsafe min(low.count, high.count)
        func word(_ text: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
            var word: UInt64 = 0
            for i in at..<min(at + 8, text.count) { word |= UInt64(unsafe text[i]) << UInt64(56 - 8 * (i - at)) }
            return word
        }
        while unsafe (sharedWords + 1) * 8 <= shorter, unsafe word(low, sharedWords * 8) == word(high, sharedWords * 8) {
            unsafe sharedWords += 1
        }
        unsafe lowWord = word(low, sharedWords * 8)
        unsafe highWord = word(high, sharedWords * 8)
    }

    /// As `Span.precedes`, over memory that outlives the call.
    private static func precedes(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        let shared = min(a.count, b.count)
        var i = 0
        while i &+ 8 <= shared {
            let (x, y) = unsafe (a.loadUnaligned(fromByteOffset: i, as: UInt64.self), b.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            if x != y { return UInt64(bigEndian: x) < UInt64(bigEndian: y) }
            i &+= 8
        }
        while i < shared {
            if unsafe a[i] != b[i] { return unsafe a[i] < b[i] }
            i &+= 1
        }
        return a.count < b.count
    }

    @inline(__always) private static func word(_ start: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)  // the callers stay inside
    }

    /// Every byte of UTF-8 but the continuation bytes (10xxxxxx) begins a scalar.
    @inline(__always) private static func scalarCount(_ start: UnsafeRawPointer, _ count: Int) -> Int {
        var i = 0
        var continuations = 0
        while i &+ 8 <= count {
            // One count a byte, summed every 31 words at the latest, so that none overflows.
            var counts: UInt64 = 0
            let end = min(count &- 7, i &+ 8 &* 31)
            while i < end {
                let word = unsafe word(start, i)  // the loop condition keeps the read inside
                counts &+= (word &>> 7) & ~(word &>> 6) & 0x0101_0101_0101_0101
                i &+= 8
            }
            let pairs = (counts & 0x00FF_00FF_00FF_00FF) &+ ((counts &>> 8) & 0x00FF_00FF_00FF_00FF)
            continuations &+= Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
        }
        while i < count {
            if unsafe start.load(fromByteOffset: i, as: UInt8.self) & 0xC0 == 0x80 { continuations &+= 1 }
            i &+= 1
        }
        return count &- continuations
    }
}
