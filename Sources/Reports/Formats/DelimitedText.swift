/// CSV as RFC 4180 says, with LF line ends: a field is quoted when it holds a comma, a quote or a line break.
package enum DelimitedText {
    package static func row(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\n" }

    package static func field(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
