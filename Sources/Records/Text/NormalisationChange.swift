/// Whether a cell that normalisation changed is worth a word to the school (FMT-04).
///
/// Chinese text uses full-width punctuation, and Excel users leave spaces at the end of text: neither counts.
/// **Source**: RULES FMT-04, "Not counted".
public enum NormalisationChange {
    /// - Parameter raw: the text of a cell that `Normaliser` changed; for dates without the time that was cut off.
    public static func counts(_ raw: Span<UInt8>, type: FieldType) -> Bool {
        guard type.normalisation == .n1 else { return true }
        var scalars = UTF8Scalars.all(raw)
        if type == .text {
            while scalars.last == 0x20 { scalars.removeLast() }
        }
        // What is left must change by something else than the full-width punctuation.
        if scalars.first == 0x20 || scalars.last == 0x20 { return true }
        return scalars.contains {
            NormalisedScalar.n1($0) != $0 && !NormalisedScalar.isFullWidthPunctuation($0)
        }
    }
}
