/// Grades as schools write them.
///
/// **Source**: SPEC §5.2, "Resolving a grade text".
public enum GradeText {
    /// The grade that a cell means, nil when it does not resolve.
    ///
    /// - Parameters:
    ///   - text: raw or N1, not blank.
    ///   - primaryYears: Lp, 5 or 6.
    public static func resolve(_ text: String, span: GradeSpan, primaryYears: Int) -> Grade? {
        let plain = Normaliser.n1(text).withoutSpaces
        if let number = bareGrade(plain) { return bare(number, span, primaryYears) }
        return GradeNames.shared.grade(plain)
    }

    /// n of n年级, 一…九 or 1…9.
    private static func bareGrade(_ text: String) -> Int? {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count == 3, scalars[1] == "年", scalars[2] == "级" else { return nil }
        if scalars[0] >= "1", scalars[0] <= "9" { return Int(scalars[0].value) - 0x30 }
        return ChineseNumber.digit(scalars[0])
    }

    /// The bare forms depend on the school: 七年级 of a six-year primary system is J1, 六年级 of a five-year one too.
    private static func bare(_ number: Int, _ span: GradeSpan, _ primaryYears: Int) -> Grade? {
        if number > primaryYears { return Grade(.junior, number - primaryYears) }
        if span.contains(.primary) || number > 4 { return Grade(.primary, number) }
        return switch span.stages {
        case [.junior]: Grade(.junior, number)
        case [.senior]: number <= 3 ? Grade(.senior, number) : Grade(.primary, number)
        default: nil
        }
    }
}

/// Chinese numerals up to 99.
enum ChineseNumber {
    static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "一": 1
        case "二": 2
        case "三": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        default: nil
        }
    }

    /// Every numeral in a text as digits: 十二(三) → 12(3).
    static func converted(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < scalars.count {
            let (value, length) = numeral(scalars, index)
            if let value {
                result += Array(String(value).unicodeScalars)
            } else {
                result.append(scalars[index])
            }
            index += length
        }
        return result
    }

    private static func numeral(_ scalars: [Unicode.Scalar], _ index: Int) -> (value: Int?, length: Int) {
        func digit(_ at: Int) -> Int? { at < scalars.count ? self.digit(scalars[at]) : nil }
        func isTen(_ at: Int) -> Bool { at < scalars.count && scalars[at] == "十" }
        let tens = digit(index)
        let ten = tens == nil ? index : index + 1
        guard isTen(ten) else { return (tens, 1) }
        let units = digit(ten + 1)
        return ((tens ?? 1) * 10 + (units ?? 0), ten + 1 + (units == nil ? 0 : 1) - index)
    }
}
