/// What may be typed into cells, and what the program says when the cursor stands there.
package struct DataValidation: Sendable, Equatable {
    package enum Criterion: Sendable, Equatable {
        /// Only the input message.
        case any
        case list([String])
        /// A range such as `'字典'!$A$2:$A$60`.
        case listRange(String)
        /// A formula about the top left cell, without `=`.
        case formula(String)
        case textLength(ClosedRange<Int>)
    }

    /// What happens to something else.
    package enum Strictness: Sendable, Equatable { case stop, warning, information }

    /// UTF-8 bytes of a list that stands in the validation itself, commas included. Spreadsheets allow 255 characters, but
    /// libxlsxwriter 1.1.4 keeps the list in a buffer of so many bytes and writes beyond it.
    package static let listLimit = 255
    package static let titleLimit = 32
    package static let messageLimit = 255

    package var criterion: Criterion
    package var strictness: Strictness
    package var title: String
    package var message: String
    package var errorMessage: String

    /// Titles and messages are cut at the limits of spreadsheets.
    package init(
        _ criterion: Criterion, strictness: Strictness = .stop, title: String = "", message: String = "", errorMessage: String = ""
    ) {
        self.criterion = criterion
        self.strictness = strictness
        self.title = String(String.UnicodeScalarView(title.unicodeScalars.prefix(Self.titleLimit)))
        self.message = String(String.UnicodeScalarView(message.unicodeScalars.prefix(Self.messageLimit)))
        self.errorMessage = String(String.UnicodeScalarView(errorMessage.unicodeScalars.prefix(Self.messageLimit)))
    }

    /// Whether a list can stand in the validation itself; else it needs a range.
    package static func fitsInline(_ list: [String]) -> Bool {
        list.reduce(list.count - 1) { $0 + $1.utf8.count } <= listLimit && !list.contains { $0.contains(",") }
    }
}
