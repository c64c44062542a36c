/// Text on its way out of the program: what a terminal or a spreadsheet would take as a command becomes harmless.
public enum OutputText {
    /// Without control characters and marks of writing direction; a line break or tab becomes a space.
    ///
    /// **Source**: Unicode Standard Annex 9, "Directional Formatting Characters".
    public static func terminalSafe(_ text: String) -> String {
        if !text.unicodeScalars.contains(where: isDangerous) { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: result.append(" ")
            default: if !isDangerous(scalar) { result.append(scalar) }
            }
        }
        return String(result)
    }

    /// With a leading `'` when a spreadsheet would read the text as a formula.
    ///
    /// **Source**: OWASP, "CSV Injection".
    public static func formulaSafe(_ text: String) -> String {
        switch text.unicodeScalars.first {
        case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": "'" + text
        default: text
        }
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // direction
        case 0x2028, 0x2029: true  // line and paragraph separator
        default: false
        }
    }
}
