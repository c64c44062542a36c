/// The `stats` member of an `add` action as text, read through once, so that a column can be looked up in it without an error.
///
/// **Source**: Delta Transaction Log Protocol, "Per-file Statistics".
package struct StatisticsText: Sendable {
    private typealias GivesUp = JSONReader.GivesUp

    package let rowCount: Int
    private let bytes: [UInt8]

    /// Nil for fractions, truth values and nested values, which other writers note too, and for what is no statistics.
    package init?(_ text: JSONText) {
        bytes = text.bytes
        var count: Int?
        let isReadable: Void? = JSONReader.read(bytes) { (reader) throws(GivesUp) in
            try StatisticsText.go(
                over: &reader, rowCount: { (reader) throws(GivesUp) in count = try reader.int() },
                nulls: { (reader, _) throws(GivesUp) in _ = try reader.int() },
                minima: { (reader, _) throws(GivesUp) in try StatisticsText.skip(&reader) },
                maxima: { (reader, _) throws(GivesUp) in try StatisticsText.skip(&reader) })
        }
        guard isReadable != nil, let count else { return nil }
        rowCount = count
    }

    package var columns: [String: FileStatistics.Column] {
        var nulls: [String: Int] = [:]
        var minima: [String: FileStatistics.Value] = [:]
        var maxima: [String: FileStatistics.Value] = [:]
        read(
            nulls: { (reader, name) throws(GivesUp) in nulls[name.string] = try reader.int() },
            minima: { (reader, name) throws(GivesUp) in minima[name.string] = try StatisticsText.value(&reader) },
            maxima: { (reader, name) throws(GivesUp) in maxima[name.string] = try StatisticsText.value(&reader) })
        return nulls.reduce(into: [:]) { columns, entry in
            columns[entry.key] = FileStatistics.Column(minimum: minima[entry.key], maximum: maxima[entry.key], nullCount: entry.value)
        }
    }

    package subscript(column: String) -> FileStatistics.Column? {
        var nulls: Int?
        var minimum: FileStatistics.Value?
        var maximum: FileStatistics.Value?
        func isWanted(_ name: JSONText) -> Bool { name.isSpelledLike(column) || name.hasEscapes && name.string == column }
        read(
            nulls: { (reader, name) throws(GivesUp) in
                if isWanted(name) { nulls = try reader.int() } else { _ = try reader.int() }
            },
            minima: { (reader, name) throws(GivesUp) in
                if isWanted(name) { minimum = try StatisticsText.value(&reader) } else { try StatisticsText.skip(&reader) }
            },
            maxima: { (reader, name) throws(GivesUp) in
                if isWanted(name) { maximum = try StatisticsText.value(&reader) } else { try StatisticsText.skip(&reader) }
            })
        return nulls.map { FileStatistics.Column(minimum: minimum, maximum: maximum, nullCount: $0) }
    }

    private typealias Member = (inout JSONReader, JSONText) throws(GivesUp) -> Void

    /// Reads what was found readable before.
    private func read(nulls: Member, minima: Member, maxima: Member) {
        var reader = JSONReader(bytes)
        try? StatisticsText.go(
            over: &reader, rowCount: { (reader) throws(GivesUp) in _ = try reader.int() }, nulls: nulls, minima: minima, maxima: maxima)
    }

    private static func go(
        over reader: inout JSONReader, rowCount: (inout JSONReader) throws(GivesUp) -> Void, nulls: Member, minima: Member, maxima: Member
    ) throws(GivesUp) {
        try reader.object { (reader, name) throws(GivesUp) in
            switch name {
            case "numRecords": try rowCount(&reader)
            case "nullCount": try reader.object(nulls)
            case "minValues": try reader.object(minima)
            case "maxValues": try reader.object(maxima)
            default: try reader.skip()
            }
        }
    }

    private static func value(_ reader: inout JSONReader) throws(GivesUp) -> FileStatistics.Value {
        reader.next == JSONReader.quote ? .text(try reader.text().string) : .integer(try reader.integer())
    }

    private static func skip(_ reader: inout JSONReader) throws(GivesUp) {
        if reader.next == JSONReader.quote { _ = try reader.text() } else { _ = try reader.integer() }
    }
}
