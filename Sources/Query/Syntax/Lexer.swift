/// Cuts a statement into tokens.
///
/// **Source**: PostgreSQL, "Lexical Structure". Names may hold any letter, Chinese ones included; comments `--` and nested `/* */`.
struct Lexer {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// - Returns: the tokens, the last of kind `end`.
    static func tokens(of text: String) throws(QueryError) -> [Token] {
        guard text.utf8.count <= QueryLimits.statementByteCount else {
            throw QueryError(
                .syntax, at: nil, "语句有 \(text.utf8.count) 字节,上限为 \(QueryLimits.statementByteCount);请拆成几条",
                "the statement has \(text.utf8.count) bytes, at most \(QueryLimits.statementByteCount) are taken; split it")
        }
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while true {
            try lexer.skipBlanks()
            let start = lexer.position
            guard start < lexer.bytes.count else {
                tokens.append(Token(kind: .end, range: start..<start))
                return tokens
            }
            let kind = try lexer.next()
            tokens.append(Token(kind: kind, range: start..<lexer.position))
        }
    }

    private func byte(_ offset: Int = 0) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    private mutating func skipBlanks() throws(QueryError) {
        while position < bytes.count {
            if byte() == 0x20 || (0x09...0x0D).contains(byte()) {
                position += 1
            } else if byte() == 0xE3, byte(1) == 0x80, byte(2) == 0x80 {  // U+3000, the full-width space
                position += 3
            } else if byte() == 0xC2, byte(1) == 0xA0 {  // U+00A0
                position += 2
            } else if byte() == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") {
                while position < bytes.count, byte() != 0x0A { position += 1 }
            } else if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                try skipBlockComment()
            } else {
                return
            }
        }
    }

    private mutating func skipBlockComment() throws(QueryError) {
        let start = position
        var depth = 0
        repeat {
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
            } else if position >= bytes.count {
                throw QueryError(
                    .syntax, at: start..<start + 2, "注释没有结束;缺 */", "the comment does not end; expected */")
            } else {
                position += 1
            }
        } while depth > 0
    }

    private mutating func next() throws(QueryError) -> Token.Kind {
        let first = byte()
        if first == UInt8(ascii: "'") { return .string(try quotedText(first)) }
        if first == UInt8(ascii: "\"") { return .quoted(try quotedText(first)) }
        if Lexer.isDigit(first) || first == UInt8(ascii: ".") && Lexer.isDigit(byte(1)) { return try number() }
        if Lexer.isNameStart(first) { return try word() }
        return try symbol()
    }

    private mutating func quotedText(_ quote: UInt8) throws(QueryError) -> String {
        let start = position
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            if byte() == quote {
                guard byte(1) == quote else {
                    position += 1
                    return try checked(content, quote, start)
                }
                position += 1
            }
            content.append(byte())
            position += 1
        }
        let mark = quote == UInt8(ascii: "'") ? "'" : "\""
        throw QueryError(
            .syntax, at: start..<start + 1, "引号没有结束;缺 \(mark)", "the quotation does not end; expected \(mark)")
    }

    private func checked(_ content: [UInt8], _ quote: UInt8, _ start: Int) throws(QueryError) -> String {
        if quote == UInt8(ascii: "\""), content.isEmpty {
            throw QueryError(.syntax, at: start..<position, "引号里的名称是空的", "an empty name in quotes")
        }
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func number() throws(QueryError) -> Token.Kind {
        let start = position
        var isDecimal = false
        while Lexer.isDigit(byte()) { position += 1 }
        if byte() == UInt8(ascii: "."), byte(1) != UInt8(ascii: ".") {
            isDecimal = true
            position += 1
            while Lexer.isDigit(byte()) { position += 1 }
        }
        if byte() | 0x20 == UInt8(ascii: "e") {
            let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
            if Lexer.isDigit(byte(signed ? 2 : 1)) {
                isDecimal = true
                position += signed ? 2 : 1
                while Lexer.isDigit(byte()) { position += 1 }
            }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if Lexer.isNameStart(byte()) {
            while Lexer.isNamePart(byte()) { position += 1 }
            throw QueryError(
                .syntax, at: start..<position, "数字后面紧跟着字母;以数字开头的名称要加双引号",
                "letters right behind a number; a name that begins with a digit stands in double quotes")
        }
        return isDecimal ? .decimal(text) : .integer(text)
    }

    private mutating func word() throws(QueryError) -> Token.Kind {
        let start = position
        while Lexer.isNamePart(byte()) {
            if let mark = fullWidthMark() {
                if position == start { throw mark }
                break
            }
            if byte() == 0xE3, byte(1) == 0x80, byte(2) == 0x80 { break }
            position += 1
            while byte() & 0xC0 == 0x80 { position += 1 }
        }
        return .word(Lexer.folded(String(decoding: bytes[start..<position], as: UTF8.self)))
    }

    /// Names without quotes are in lower case; only ASCII letters are folded, as PostgreSQL does in UTF-8.
    private static func folded(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// What a Chinese keyboard types instead of a mark of SQL.
    private static let fullWidth: [(scalar: String, meant: String)] = [
        ("，", ","), ("（", "("), ("）", ")"), ("；", ";"), ("＝", "="), ("＜", "<"), ("＞", ">"), ("＊", "*"), ("‘", "'"),
        ("’", "'"), ("“", "\""), ("”", "\""), ("。", "."), ("．", "."), ("、", ","), ("＋", "+"), ("－", "-"), ("％", "%"),
        ("／", "/"), ("｜", "|"), ("：", ":"),
    ]

    private func fullWidthMark() -> QueryError? {
        guard byte() >= 0xE2 else { return nil }
        for (scalar, meant) in Lexer.fullWidth where bytes[position...].starts(with: scalar.utf8) {
            return QueryError(
                .syntax, at: position..<position + scalar.utf8.count, "全角符号“\(scalar)”;请用半角 \(meant)",
                "the full-width mark \(scalar); type \(meant)")
        }
        return nil
    }

    private static let symbols = [
        "::", "<>", "!=", "<=", ">=", "||", "+", "-", "*", "/", "%", "^", "=", "<", ">", "(", ")", ",", ".", ";", "[", "]",
    ]

    private mutating func symbol() throws(QueryError) -> Token.Kind {
        for symbol in Lexer.symbols where bytes[position...].starts(with: symbol.utf8) {
            position += symbol.utf8.count
            return .symbol(symbol == "!=" ? "<>" : symbol)
        }
        let scalar = String(UnicodeScalar(byte()))
        throw QueryError(
            .syntax, at: position..<position + 1, "不认识的字符“\(scalar)”", "the character \(scalar) means nothing here")
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) && byte & 0x40 != 0 || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
    }
}
