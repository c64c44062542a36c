import Columnar

/// A statement that cannot be understood or carried out: what is wrong, where it stands, what to do.
///
/// The texts quote the statement, never a value of the data.
package struct QueryError: Error, Sendable {
    package enum Kind: Sendable {
        /// The statement is not SQL, or uses what is not supported.
        case syntax
        /// A table, column or function that does not exist, or is ambiguous.
        case name
        /// Types that do not go together.
        case type
        /// Division by zero, a number out of range, a text that cannot be cast.
        case data
        /// More memory is needed than allowed.
        case memory
        /// A file could not be read; `cause` has the details.
        case storage
    }

    package let kind: Kind
    package let chinese: String
    package let english: String
    /// Where in the statement, in bytes of UTF-8; nil when nowhere in particular.
    package let range: Range<Int>?
    package let cause: ColumnarError?

    package init(_ kind: Kind, at range: Range<Int>?, _ chinese: String, _ english: String) {
        self.kind = kind
        self.range = range
        self.chinese = chinese
        self.english = english
        cause = nil
    }

    package init(_ cause: ColumnarError) {
        kind = .storage
        range = nil
        chinese = cause.description
        english = cause.description
        self.cause = cause
    }

    /// 64 for a wrong statement, 4 for memory and storage. **Source**: CONTRACT, exit codes.
    package var exitCode: Int32 {
        switch kind {
        case .syntax, .name, .type, .data: 64
        case .memory, .storage: 4
        }
    }

    package static func outOfMemory(_ what: (String, String), limit: Int) -> QueryError {
        QueryError(
            .memory, at: nil,
            "\(what.0)需要的内存超过上限 \(limit >> 20) MiB;请用 WHERE 或 LIMIT 缩小范围、减少分组,或提高 --memory",
            "\(what.1) needs more than the \(limit >> 20) MiB allowed; narrow it with WHERE or LIMIT, group less finely, or raise --memory")
    }
}

/// Where an error stands in a statement, for people: line and character counted from 1, and the line itself.
package struct StatementPlace: Sendable, Equatable {
    package let line: Int
    package let character: Int
    package let text: String
    /// Characters of `text` before the place and under it.
    package let before: String
    package let marked: String

    package init(of range: Range<Int>, in statement: String) {
        let bytes = Array(statement.utf8)
        let start = min(range.lowerBound, bytes.count)
        var lineStart = start
        while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
        var lineEnd = start
        while lineEnd < bytes.count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
        line = bytes[..<lineStart].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        before = String(decoding: bytes[lineStart..<start], as: UTF8.self)
        marked = String(decoding: bytes[start..<max(start, min(range.upperBound, lineEnd))], as: UTF8.self)
        character = before.unicodeScalars.count + 1
        text = String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self)
    }
}
