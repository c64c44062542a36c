/// Text normalisation N1, N2 and N3.
///
/// There are two of each: over bytes with a quick "nothing to do" scan, for cells, and over `String`, the plain twin for
/// labels, edges and tests. Both give the same.
///
/// **Source**: SPEC §6.1.
public enum Normaliser {
    /// Normalises a cell.
    ///
    /// Returns false, and leaves `output` alone, when the bytes are normal already; else `output` holds the normal form.
    /// **Complexity**: O(bytes); eight ASCII bytes or one Chinese character a step when there is nothing to do.
    public static func normalise(
        _ bytes: Span<UInt8>, as kind: Normalisation, into output: inout [UInt8]
    ) -> Bool {
        if NormalScan.isNormal(bytes, as: kind) { return false }
        return rewrite(bytes, as: kind, into: &output)
    }

    /// Whether a cell is quickly seen to be normal. For N3 false may also mean that it takes `normalise` to find out.
    @inline(__always)
    public static func isNormal(_ bytes: Span<UInt8>, as kind: Normalisation) -> Bool { NormalScan.isNormal(bytes, as: kind) }

    /// The plain twin.
    public static func normalise(_ text: String, as kind: Normalisation) -> String {
        let plain = n1(text)
        return switch kind {
        case .n1: plain
        case .n2: n2(plain, isID: false)
        case .n2ID: n2(plain, isID: true)
        case .n3: n3(plain)
        }
    }

    public static func n1(_ text: String) -> String {
        let kept = text.unicodeScalars.compactMap { NormalisedScalar.n1($0.value).flatMap(Unicode.Scalar.init) }
        guard let first = kept.firstIndex(where: { $0 != " " }), let last = kept.lastIndex(where: { $0 != " " })
        else { return "" }
        return String(String.UnicodeScalarView(kept[first...last]))
    }

    public static func n2(_ text: String, isID: Bool = false) -> String {
        var scalars = n1(text).unicodeScalars.filter { $0 != " " }
        if let first = scalars.first, NormalisedScalar.isLeadingApostrophe(first.value) { scalars.removeFirst() }
        let mapped = scalars.compactMap { Unicode.Scalar(NormalisedScalar.n2($0.value, isID: isID)) }
        return String(String.UnicodeScalarView(mapped))
    }

    public static func n3(_ text: String) -> String {
        var scalars = n1(text).unicodeScalars.map(\.value)
        unifyDots(&scalars)
        if scalars.allSatisfy({ $0 == 0x20 || $0 == 0xB7 || HanCharacter.contains($0) }) {
            scalars.removeAll { $0 == 0x20 }
        }
        return String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    }

    static func asciiUppercased(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }, as: UTF8.self)
    }

    /// Middle dots in all spellings, and a full stop standing between two Han characters, become U+00B7.
    private static func unifyDots(_ scalars: inout [UInt32]) {
        let before = scalars
        for (index, scalar) in before.enumerated() {
            if NormalisedScalar.isMiddleDot(scalar) { scalars[index] = 0xB7 }
            if scalar == 0x2E, index > 0, index + 1 < before.count,
                HanCharacter.contains(before[index - 1]), HanCharacter.contains(before[index + 1])
            {
                scalars[index] = 0xB7
            }
        }
    }

    private static func rewrite(
        _ bytes: Span<UInt8>, as kind: Normalisation, into output: inout [UInt8]
    ) -> Bool {
        if kind == .n1 {
            output = rewriteN1(bytes)
            return true  // the scan is exact for N1
        }
        var scalars = trimmedN1(bytes)
        switch kind {
        case .n1: break
        case .n2: applyN2(&scalars, isID: false)
        case .n2ID: applyN2(&scalars, isID: true)
        case .n3:
            unifyDots(&scalars)
            if scalars.allSatisfy({ $0 == 0x20 || $0 == 0xB7 || HanCharacter.contains($0) }) {
                scalars.removeAll { $0 == 0x20 }
            }
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for scalar in scalars { UTF8Scalars.append(scalar, to: &result) }
        if isEqual(result, bytes) { return false }
        output = result
        return true
    }

    /// N1 from bytes to bytes: what does not change is copied.
    private static func rewriteN1(_ bytes: Span<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index)
            if let kept = NormalisedScalar.n1(scalar), kept != 0x20 || !result.isEmpty {
                if kept == scalar, length > 1 {
                    for offset in 0..<length { result.append(bytes[index + offset]) }
                } else {
                    UTF8Scalars.append(kept, to: &result)
                }
            }
            index += length
        }
        while result.last == 0x20 { result.removeLast() }
        return result
    }

    private static func trimmedN1(_ bytes: Span<UInt8>) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let (scalar, length) = UTF8Scalars.decode(bytes, at: index)
            if let kept = NormalisedScalar.n1(scalar), kept != 0x20 || !scalars.isEmpty { scalars.append(kept) }
            index += length
        }
        while scalars.last == 0x20 { scalars.removeLast() }
        return scalars
    }

    private static func applyN2(_ scalars: inout [UInt32], isID: Bool) {
        scalars.removeAll { $0 == 0x20 }
        if let first = scalars.first, NormalisedScalar.isLeadingApostrophe(first) { scalars.removeFirst() }
        for index in scalars.indices { scalars[index] = NormalisedScalar.n2(scalars[index], isID: isID) }
    }

    private static func isEqual(_ a: [UInt8], _ b: Span<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        for index in a.indices where a[index] != b[index] { return false }
        return true
    }
}
