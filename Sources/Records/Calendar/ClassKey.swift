/// Class numbers as keys that make all spellings of one class equal.
///
/// In a first grade `01`, `1班`, `(1)班`, `201301`, `1301`, `一班` and `一(1)班` are all class `1`.
///
/// **Source**: SPEC §5.3.
public struct ClassKey: Sendable {
    private let grade: Grade?
    private let ordinal: Int?
    private let cohort: Int?
    private let spellings: [[Unicode.Scalar]]

    /// - Parameters:
    ///   - grade: the grade of the row; nil where it is not known.
    ///   - primaryYears: Lp of the school.
    public init(grade: Grade?, primaryYears: Int, calendar: SchoolCalendar) {
        self.grade = grade
        ordinal = grade?.ordinal(primaryYears: primaryYears)
        cohort = grade.map(calendar.entryYear)
        spellings = grade.map { ClassKey.spellings[Int($0.rawValue)] } ?? []
    }

    /// The spellings of each grade with numerals as digits, by its raw value.
    private static let spellings = Grade.allCases.map { grade in
        grade.spellings.map { ChineseNumber.converted(Array($0.unicodeScalars)) }
    }

    /// The key of an N2 text that is not blank. Pure: the same text gives the same key.
    public func key(_ classNumber: String) -> String {
        let whole = Array(classNumber.unicodeScalars)
        let text = ClassKey.simplified(whole)
        if let (gradePart, classPart) = ClassKey.gradeForm(text) {
            return isThisGrade(gradePart) && ClassKey.isDigits(classPart, 1...2)
                ? ClassKey.withoutZeros(classPart) : classNumber
        }
        return ClassKey.withoutZeros(numbered(text) ?? text)
    }

    /// Step 1: without 班, without brackets around the whole, numerals as digits.
    private static func simplified(_ whole: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var text = whole[...]
        if text.last == "班" { text.removeLast() }
        for (open, close): (Unicode.Scalar, Unicode.Scalar) in [("(", ")"), ("[", "]"), ("【", "】")]
        where text.count >= 2 && text.first == open && text.last == close {
            if isPair(text, open, close) { text = text.dropFirst().dropLast() }
            break
        }
        if text.last == "班" { text.removeLast() }
        return text.isEmpty ? whole : ChineseNumber.converted(Array(text))
    }

    /// Whether the first bracket is closed by the last: not so in (1)班(2).
    private static func isPair(_ text: ArraySlice<Unicode.Scalar>, _ open: Unicode.Scalar, _ close: Unicode.Scalar) -> Bool {
        var depth = 0
        for index in text.indices {
            if text[index] == open { depth += 1 }
            if text[index] == close { depth -= 1 }
            if depth == 0 { return index == text.indices.last }
        }
        return false
    }

    /// Step 2: the parts of g(c), g班(c) and g年级c; nil for other texts.
    private static func gradeForm(
        _ text: [Unicode.Scalar]
    ) -> (grade: ArraySlice<Unicode.Scalar>, class: ArraySlice<Unicode.Scalar>)? {
        if text.last == ")", let open = text.lastIndex(of: "("), open > 0 {
            var grade = text[..<open]
            if grade.last == "班", grade.count > 1 { grade.removeLast() }
            return (grade, text[(open + 1)...].dropLast())
        }
        for index in text.indices.dropFirst() where text[index] == "年" && index + 2 < text.count {
            if text[index + 1] == "级" { return (text[..<index], text[(index + 2)...]) }
        }
        return nil
    }

    private func isThisGrade(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let grade, let ordinal else { return false }
        var bare = part
        if bare.count > 2, bare.suffix(2).elementsEqual(["年", "级"]) { bare.removeLast(2) }
        if ClassKey.isDigits(bare, 1...4) {
            let number = ClassKey.number(bare)
            return number == ordinal || number == grade.index
        }
        return spellings.contains { $0.elementsEqual(bare) || $0.elementsEqual(bare + ["年", "级"]) }
    }

    /// Step 3: the class in `c`, `YYYYcc`, `gcc`, `ggcc` and `YYcc`; nil for other texts.
    private func numbered(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        if ClassKey.isDigits(text[...], 1...2) { return text }
        guard let ordinal, let cohort, ClassKey.isDigits(text[...], 3...6), text.count != 5 else { return nil }
        let lead = ClassKey.number(text.dropLast(2))
        let isClass =
            switch text.count {
            case 6: lead == cohort
            case 4: lead == ordinal || 2000 + lead == cohort
            default: lead == ordinal
            }
        return isClass ? Array(text.suffix(2)) : nil
    }

    /// Step 4.
    private static func withoutZeros(_ text: some Collection<Unicode.Scalar>) -> String {
        let string = String(String.UnicodeScalarView(text))
        return ContactFormats.looseKey(string)
    }

    private static func isDigits(_ text: ArraySlice<Unicode.Scalar>, _ lengths: ClosedRange<Int>) -> Bool {
        lengths.contains(text.count) && text.allSatisfy { $0 >= "0" && $0 <= "9" }
    }

    private static func number(_ digits: ArraySlice<Unicode.Scalar>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1.value) - 0x30 }
    }
}
