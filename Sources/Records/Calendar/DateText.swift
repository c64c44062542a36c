/// The accepted spellings of dates and months.
///
/// **Source**: SPEC §6.2, rows "date text" and "month".
public enum DateText {
    private static let year: [UInt8] = Array("年".utf8)
    private static let month: [UInt8] = Array("月".utf8)
    private static let part: [UInt8] = Array("份".utf8)
    private static let days: [[UInt8]] = [Array("日".utf8), Array("号".utf8)]

    static func read(_ text: Span<UInt8>, as kind: DateKind) -> DateReading {
        switch kind {
        case .date8:
            guard let (date, isCompact) = date(text) else { return .unreadable }
            return isCompact ? .canonical(date.daysSince1970) : .reformatted(date.daysSince1970)
        case .month6: return month(text)
        case .foundingYear:
            guard text.count == 4, ASCIIMatcher.isDigits(text) else { return month(text) }
            let year = number(text, 0..<4)
            return year >= 1800 && year <= 2099 ? .canonical(Int32(year)) : .unreadable
        }
    }

    /// `20070831` (compact), `2007-8-31`, `2007/8/31`, `2007.8.31`, `2007年8月31` with 日, 号 or nothing.
    private static func date(_ text: Span<UInt8>) -> (RealDate, isCompact: Bool)? {
        if text.count == 8, ASCIIMatcher.isDigits(text) {
            return RealDate(year: number(text, 0..<4), month: number(text, 4..<6), day: number(text, 6..<8))
                .map { ($0, true) }
        }
        var matcher = ASCIIMatcher(text)
        guard matcher.take(text, ASCIIMatcher.digit) == 4 else { return nil }
        let separator = takeSeparator(&matcher, text)
        guard let separator, let monthNumber = takeNumber(&matcher, text) else { return nil }
        guard separator == 0 ? matcher.take(text, sequence: month) : matcher.take(text, separator),
            let day = takeNumber(&matcher, text)
        else { return nil }
        if separator == 0, !matcher.isAtEnd {
            guard matcher.take(text, sequence: days[0]) || matcher.take(text, sequence: days[1]) else { return nil }
        }
        guard matcher.isAtEnd else { return nil }
        return RealDate(year: number(text, 0..<4), month: monthNumber, day: day).map { ($0, false) }
    }

    /// `201309` (canonical), `2013-9`, `2013/9`, `2013.09`, `2013年9` with 月 and 份 or without, and every form of a date.
    private static func month(_ text: Span<UInt8>) -> DateReading {
        if text.count == 6, ASCIIMatcher.isDigits(text) {
            return value(number(text, 0..<4), number(text, 4..<6)).map { .canonical($0) } ?? .unreadable
        }
        if let (date, _) = date(text) { return .reformatted(Int32(date.year * 100 + date.month)) }
        var matcher = ASCIIMatcher(text)
        guard matcher.take(text, ASCIIMatcher.digit) == 4, let separator = takeSeparator(&matcher, text)
        else { return .unreadable }
        let start = matcher.index
        guard let monthNumber = takeNumber(&matcher, text) else { return .unreadable }
        // 2013.1 is what a spreadsheet makes of 2013.10: January or October.
        if separator == 0x2E, matcher.index - start == 1, monthNumber == 1 { return .unreadable }
        if separator == 0 {
            _ = matcher.take(text, sequence: month)
            _ = matcher.take(text, sequence: part)
        }
        guard matcher.isAtEnd else { return .unreadable }
        return value(number(text, 0..<4), monthNumber).map { .reformatted($0) } ?? .unreadable
    }

    private static func value(_ year: Int, _ month: Int) -> Int32? {
        RealDate(year: year, month: month, day: 1).map { Int32($0.year * 100 + $0.month) }
    }

    /// `-`, `/`, `.`, or 0 for 年.
    private static func takeSeparator(_ matcher: inout ASCIIMatcher, _ text: Span<UInt8>) -> UInt8? {
        for separator: UInt8 in [0x2D, 0x2F, 0x2E] where matcher.take(text, separator) { return separator }
        return matcher.take(text, sequence: year) ? 0 : nil
    }

    /// A number of one or two digits, and no third.
    private static func takeNumber(_ matcher: inout ASCIIMatcher, _ text: Span<UInt8>) -> Int? {
        let start = matcher.index
        let count = matcher.take(text, ASCIIMatcher.digit)
        return count == 1 || count == 2 ? number(text, start..<(start + count)) : nil
    }

    private static func number(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var value = 0
        for index in range { value = value * 10 + Int(text[index]) - 0x30 }
        return value
    }

    /// Where in a raw cell a time of day begins that follows a date, together with the spaces (or the T) before it.
    ///
    /// A time is `H:MM`, `H:MM:SS` or `H:MM:SS.f` at the end of the cell. Spaces, digits and colons may be of any width.
    public static func timeStart(_ raw: Span<UInt8>) -> Int? {
        var scalars: [(value: UInt32, offset: Int)] = []
        var hasColon = false
        for index in 0..<raw.count where raw[index] == 0x3A || raw[index] == 0x9A { hasColon = true }
        guard hasColon, raw.count <= 200 else { return nil }
        var index = 0
        while index < raw.count {
            let (scalar, length) = UTF8Scalars.decode(raw, at: index)
            if let mapped = NormalisedScalar.n1(scalar), mapped != 0x20 || !scalars.isEmpty {
                scalars.append((mapped, index))
            }
            index += length
        }
        while scalars.last?.value == 0x20 { scalars.removeLast() }
        let text = scalars.map(\.value)
        for start in text.indices.dropFirst() where text[start] == 0x20 || text[start] == 0x54 {
            var next = start + 1
            while text[start] == 0x20, next < text.count, text[next] == 0x20 { next += 1 }
            if isTime(text[next...]) { return scalars[start].offset }
        }
        return nil
    }

    private static func isTime(_ text: ArraySlice<UInt32>) -> Bool {
        let pieces = text.split(separator: 0x3A, omittingEmptySubsequences: false)
        guard pieces.count == 2 || pieces.count == 3, pieces[0].count == 1 || pieces[0].count == 2,
            isDigits(pieces[0]), pieces[1].count == 2, isDigits(pieces[1])
        else { return false }
        guard pieces.count == 3 else { return true }
        let seconds = pieces[2].split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        return seconds[0].count == 2 && seconds.allSatisfy { !$0.isEmpty && isDigits($0) }
    }

    private static func isDigits(_ text: ArraySlice<UInt32>) -> Bool { text.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
}
