import Columnar

/// `substring`, `left` and `right` over the entries of a dictionary, without a string for each where a character is a byte.
enum TextParts {
    /// Nil for other functions, and where an argument but the first differs from row to row.
    static func apply(_ function: ScalarFunction, _ arguments: [Vector], _ entries: StringColumn) throws(FunctionFailure) -> StringColumn? {
        guard [.substring, .left, .right].contains(function), arguments.dropFirst().allSatisfy(\.isConstant) else { return nil }
        let numbers = arguments.dropFirst().map { $0.value(0) }
        var builder = StringBuilder(minimumCapacity: entries.count)
        for entry in 0..<entries.count {
            let text = entries.span(entry)
            if let part = part(function, numbers.map(\.int), of: text) {
                builder.append(text.extracting(part))
            } else {
                builder.append(try function.apply([.text(entries[entry] ?? "")] + numbers, .text).string)
            }
        }
        return builder.finish()
    }

    /// The bytes that the function takes; nil where that takes a closer look.
    private static func part(_ function: ScalarFunction, _ numbers: [Int64], of text: Span<UInt8>) -> Range<Int>? {
        var all: UInt8 = 0
        for index in 0..<text.count { all |= text[index] }
        guard all < 0x80 else { return nil }
        let count = Int64(text.count)
        let number = numbers[0]
        switch function {
        case .left: return 0..<Int(number >= 0 ? min(count, number) : max(0, count + max(number, -count)))
        case .right: return Int(number >= 0 ? max(0, count - number) : min(count, -max(number, -count)))..<Int(count)
        default:
            var end = Int64.max
            if numbers.count > 1 {
                guard numbers[1] >= 0 else { return nil }
                let (sum, overflow) = number.addingReportingOverflow(numbers[1])
                end = overflow ? .max : sum
            }
            let from = max(1, number)
            guard end > from else { return 0..<0 }
            return Int(min(count, from - 1))..<Int(min(count, end - 1))
        }
    }
}
