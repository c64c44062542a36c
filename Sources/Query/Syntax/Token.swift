/// A piece of a statement.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        /// A word without quotes, in lower case: a keyword or a name.
        case word(String)
        /// A name in double quotes.
        case quoted(String)
        case integer(String)
        case decimal(String)
        case string(String)
        /// An operator or a punctuation mark.
        case symbol(String)
        case end
    }

    let kind: Kind
    /// Bytes of the statement.
    let range: Range<Int>
}
