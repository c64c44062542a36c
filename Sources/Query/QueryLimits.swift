/// Caps on what a statement may be, so that no text makes the program trap.
package enum QueryLimits {
    /// Bytes of UTF-8.
    package static let statementByteCount = 1 << 20
    /// Expressions within expressions, queries within queries.
    package static let depth = 100
    /// Columns of a result, keys of a sort, values of a list.
    package static let columnCount = 1_664
    /// Tables in one FROM.
    package static let tableCount = 64
    /// Bytes of one text that a function makes.
    package static let textByteCount = 1 << 26
}
