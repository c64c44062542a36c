/// Walks over a JSON text in memory, as far as the store's own files need it, and builds nothing that nobody asks for.
///
/// The library's decoder takes any JSON and any type, and pays for it: the logs of a province took a tenth of a short check.
/// This one gives up at whatever our own writer does not write (escapes by number, fractions, a member twice, a line break between
/// members) and at whatever is wrong; then the library's decoder has the word, which is also the plain twin in the tests. Whether texts
/// are UTF-8 is left to who uses them.
package struct JSONReader {
    /// Thrown where the reader gives up.
    package struct GivesUp: Error {}

    static let quote: UInt8 = 0x22
    static let backslash: UInt8 = 0x5C
    private static let depthLimit = 16

    private let bytes: [UInt8]
    /// Of the byte that comes next.
    private(set) var position: Int
    private var depth = 0
    /// Off while names are compared: what is inside of other members has its turn later.
    private var comparesNames = true

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// What `body` reads, if that is all there is but for line ends; nil where the reader or `body` gives up.
    static func read<Value>(
        _ bytes: [UInt8], _ body: (inout JSONReader) throws(GivesUp) -> Value
    ) -> Value? {
        var reader = JSONReader(bytes)
        guard let value = try? body(&reader) else { return nil }
        reader.skipSpace()
        return bytes[reader.position...].allSatisfy { $0 == 0x0A } ? value : nil
    }

    /// Whether the whole text is JSON of the kind that is read here.
    package static func accepts(_ bytes: [UInt8]) -> Bool {
        read(bytes) { (reader) throws(GivesUp) in try reader.skip() } != nil
    }

    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return position == bytes.count
        }
    }

    // MARK: Values

    /// Goes over the members of an object; `member` reads or skips each value.
    mutating func object(_ member: (inout JSONReader, JSONText) throws(GivesUp) -> Void) throws(GivesUp) {
        try open(0x7B)
        let start = position
        if next == 0x7D { return try close(0x7D) }
        var last: JSONText?
        var areDifferent = !comparesNames
        repeat {
            let name = try text()
            // Our writer orders the names, so that none comes twice.
            if let last, !areDifferent, !last.isSpelledBefore(name) {
                try compareNames(from: start)
                areDifferent = true
            }
            last = name
            guard take(0x3A) else { throw GivesUp() }
            try member(&self, name)
        } while take(0x2C)
        try close(0x7D)
    }

    mutating func array(_ element: (inout JSONReader) throws(GivesUp) -> Void) throws(GivesUp) {
        try open(0x5B)
        if next == 0x5D { return try close(0x5D) }
        repeat { try element(&self) } while take(0x2C)
        try close(0x5D)
    }

    mutating func text() throws(GivesUp) -> JSONText {
        guard take(JSONReader.quote) else { throw GivesUp() }
        let start = position
        var hasEscapes = false
        var end = start
        while true {
            guard end < bytes.count else { throw GivesUp() }
            let byte = bytes[end]
            if byte == JSONReader.quote { break }
            guard byte >= 0x20 else { throw GivesUp() }
            end += 1
            if byte == JSONReader.backslash {
                guard end < bytes.count, JSONText.meaning(of: bytes[end]) != nil else { throw GivesUp() }
                hasEscapes = true
                end += 1
            }
        }
        position = end + 1
        return JSONText(bytes, start..<end, hasEscapes: hasEscapes)
    }

    mutating func integer() throws(GivesUp) -> Int64 {
        skipSpace()
        let isNegative = position < bytes.count && bytes[position] == 0x2D
        if isNegative { position += 1 }
        let start = position
        // Negative, because it goes one further.
        var value: Int64 = 0
        while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = product.subtractingReportingOverflow(Int64(bytes[position] - 0x30))
            guard !overflows, !overflowsToo else { throw GivesUp() }
            value = sum
            position += 1
        }
        // No digits, a leading zero, −0. A fraction or exponent ends in something that no value ends with.
        guard position > start, bytes[start] != 0x30 || (position == start + 1 && !isNegative) else { throw GivesUp() }
        if isNegative { return value }
        guard value != .min else { throw GivesUp() }
        return -value
    }

    mutating func int() throws(GivesUp) -> Int {
        guard let value = Int(exactly: try integer()) else { throw GivesUp() }
        return value
    }

    mutating func bool() throws(GivesUp) -> Bool {
        if takeWord("true") { return true }
        guard takeWord("false") else { throw GivesUp() }
        return false
    }

    /// Whether `null` comes, which is then passed.
    mutating func isNull() -> Bool { takeWord("null") }

    /// What `read` reads, or nil for `null`.
    mutating func optional<Value>(_ read: (inout JSONReader) throws(GivesUp) -> Value) throws(GivesUp) -> Value? {
        isNull() ? nil : try read(&self)
    }

    /// The byte with which the next value begins; 0 at the end.
    var next: UInt8 {
        mutating get {
            skipSpace()
            return position < bytes.count ? bytes[position] : 0
        }
    }

    /// Passes over a value of any kind.
    mutating func skip() throws(GivesUp) {
        switch next {
        case JSONReader.quote: _ = try text()
        case 0x7B: try object { (reader, _) throws(GivesUp) in try reader.skip() }
        case 0x5B: try array { (reader) throws(GivesUp) in try reader.skip() }
        case 0x74, 0x66: _ = try bool()
        case 0x6E: guard isNull() else { throw GivesUp() }
        default: _ = try integer()
        }
    }

    // MARK: Between values

    /// No line breaks: a log has an action a line.
    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 || bytes[position] == 0x0D { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        skipSpace()
        let end = position + word.utf8.count
        guard end <= bytes.count, bytes[position..<end].elementsEqual(word.utf8) else { return false }
        position = end
        return true
    }

    private mutating func open(_ byte: UInt8) throws(GivesUp) {
        guard take(byte), depth < JSONReader.depthLimit else { throw GivesUp() }
        depth += 1
    }

    private mutating func close(_ byte: UInt8) throws(GivesUp) {
        guard take(byte) else { throw GivesUp() }
        depth -= 1
    }

    /// Gives up when two members of the object that was opened before `start` have one name.
    private func compareNames(from start: Int) throws(GivesUp) {
        var reader = self
        reader.position = start
        reader.comparesNames = false
        var known: Set<[UInt8]> = []
        repeat {
            guard known.insert(try reader.text().bytes).inserted, reader.take(0x3A) else { throw GivesUp() }
            try reader.skip()
        } while reader.take(0x2C)
    }
}
