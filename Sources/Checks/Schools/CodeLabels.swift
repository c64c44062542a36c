import Records

/// Labels of codes for messages.
enum CodeLabels {
    /// The label of a code, or the code itself where the list does not have it.
    static func of(_ list: String, _ code: String) -> String {
        code.isEmpty ? "" : CodeList.named(list)?.label(of: code) ?? code
    }
}
