/// Findings for a person at a terminal: a heading for each file and sheet, below it a line or more for each finding.
///
///     南昌市/360102东湖区/2136010201.xlsx  学生基本信息
///          17  DUP-02  error    id_number          学生“温**”同时出现在2所学校
///                                                  (…)
///
/// Paths are shortened in their middle; messages are wrapped, never cut. Widths are fixed, so that findings can be written as they come.
struct FindingsListing {
    private static let rowWidth = 8
    private static let ruleWidth = 6
    private static let severityWidth = 7
    private static let fieldWidth = 16
    /// Narrower than this a message stands on lines of its own.
    private static let leastMessageWidth = 24

    private let width: Int
    private let isChinese: Bool
    private var heading: [String]?

    init(width: Int, isChinese: Bool) {
        self.width = width
        self.isChinese = isChinese
    }

    /// - Parameter finding: texts of `FindingsReport.columns`, safe for a terminal.
    mutating func lines(for finding: [String]) -> String {
        let place = [finding[3], finding[4]]
        var text = ""
        if heading != place {
            text += (heading == nil ? "" : "\n") + headingLine(place) + "\n"
            heading = place
        }
        let start =
            Self.padded(finding[5], Self.rowWidth, isRight: true) + "  " + Self.padded(finding[0], Self.ruleWidth) + "  "
            + Self.padded(finding[1], Self.severityWidth) + "  "
            + Self.padded(DisplayWidth.shortenMiddle(finding[6], to: Self.fieldWidth), Self.fieldWidth) + "  "
        return text + joined(start, message: finding[isChinese ? 12 : 13])
    }

    private func headingLine(_ place: [String]) -> String {
        if place[1].isEmpty { return DisplayWidth.shortenMiddle(place[0], to: width) }
        let sheet = DisplayWidth.shortenMiddle(place[1], to: width / 3)
        return DisplayWidth.shortenMiddle(place[0], to: width - DisplayWidth.of(sheet) - 2) + "  " + sheet
    }

    private func joined(_ start: String, message: String) -> String {
        let used = DisplayWidth.of(start)
        if width - used >= Self.leastMessageWidth {
            let lines = DisplayWidth.wrap(message, to: width - used)
            return start + lines.joined(separator: "\n" + String(repeating: " ", count: used)) + "\n"
        }
        let indent = String(repeating: " ", count: Self.rowWidth + 2)
        let lines = DisplayWidth.wrap(message, to: max(8, width - indent.count))
        return start + "\n" + lines.map { indent + $0 + "\n" }.joined()
    }

    private static func padded(_ text: String, _ width: Int, isRight: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
        return isRight ? space + text : text + space
    }
}
