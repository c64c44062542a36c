/// Addresses of rows as the clerk reads them: she has the file before her, so that its path only hides the row.
package enum NearbyPlaces {
    /// Makes of `path:sheet:26` in a message `第26行` when it is the file and sheet of the finding, `“sheet”第26行` when it is another
    /// sheet of the file; addresses in other files stay whole.
    package static func shortened(_ message: String, file: String, sheet: String, isChinese: Bool) -> String {
        guard !file.isEmpty else { return message }
        var result = ""
        var rest = message[...]
        while let found = rest.firstRange(of: file + ":") {
            result += rest[..<found.lowerBound]
            rest = rest[found.upperBound...]
            // No sheet has a colon in its name.
            guard let colon = rest.firstIndex(of: ":") else {
                result += file + ":"
                continue
            }
            let name = rest[..<colon]
            let digits = rest[rest.index(after: colon)...].prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else {
                result += file + ":"
                continue
            }
            if name != sheet { result += isChinese ? "“\(name)”" : "“\(name)” " }
            result += isChinese ? "第\(digits)行" : "row \(digits)"
            rest = rest[digits.endIndex...]
        }
        return result + rest
    }
}
