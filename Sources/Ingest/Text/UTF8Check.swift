import CVector

/// Strict validation of UTF-8 that arrives in chunks; also counts U+FFFD.
///
/// Overlong forms, surrogates and scalars after U+10FFFF are errors.
package struct UTF8Check: Sendable {
    /// False once an ill-formed sequence was seen.
    package private(set) var isValid = true
    /// How often U+FFFD stands in the text so far.
    package private(set) var replacementCount = 0
    /// The first bytes of a sequence that the chunk's end cut; at most three.
    private var cut: [UInt8] = []

    package init() {}

    /// True when all was valid and nothing is cut off.
    package var isValidToEnd: Bool { isValid && cut.isEmpty }

    package static func isValid(_ bytes: [UInt8]) -> Bool {
        var replacements = 0
        return validPrefix(bytes, in: 0..<bytes.count, replacements: &replacements) == bytes.count
    }

    package mutating func consume(_ bytes: [UInt8]) { consume(bytes, in: 0..<bytes.count) }

    /// - Precondition: `range` lies within `bytes`.
    package mutating func consume(_ bytes: [UInt8], in range: Range<Int>) {
        guard isValid else { return }
        var start = range.lowerBound
        while !cut.isEmpty && start < range.upperBound {
            cut.append(bytes[start])
            start += 1
            let whole = cut
            let valid = Self.validPrefix(whole, in: 0..<whole.count, replacements: &replacementCount)
            if valid == whole.count {
                cut = []
            } else if !Self.isCut(whole, in: 0..<whole.count) {
                isValid = false
                return
            }
        }
        guard start < range.upperBound else { return }
        let rest = start..<range.upperBound
        let valid = Self.validPrefix(bytes, in: rest, replacements: &replacementCount)
        guard valid < range.upperBound else { return }
        if Self.isCut(bytes, in: valid..<range.upperBound) {
            cut = Array(bytes[valid..<range.upperBound])
        } else {
            isValid = false
        }
    }

    /// Where the first sequence begins that is ill-formed or cut; the range's end when there is none.
    ///
    /// - Precondition: `range` lies within `bytes`.
    /// - Complexity: O(bytes), 32 bytes a step where the processor can, else as `plainValidPrefix`.
    package static func validPrefix(_ bytes: [UInt8], in range: Range<Int>, replacements: inout Int) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range outside the bytes")
        guard VectorCode.isAvailable, range.count >= 64 else {
            return plainValidPrefix(bytes, in: range, replacements: &replacements)
        }
        let end = lastBorder(bytes, in: range)
        var found = 0
        let isValid = unsafe bytes.withUnsafeBufferPointer { buffer in
            // `range` is not empty and lies within the array, and so does what ends at `end`.
            unsafe xj_utf8_is_valid(buffer.baseAddress! + range.lowerBound, end - range.lowerBound, &found)
        }
        if isValid != 0 { replacements += found }
        // Else where it is not, which the plain way finds out.
        let rest = (isValid != 0 ? end : range.lowerBound)..<range.upperBound
        return plainValidPrefix(bytes, in: rest, replacements: &replacements)
    }

    /// The same in Swift alone, 8 ASCII bytes or one character a step: the plain twin.
    package static func plainValidPrefix(_ bytes: [UInt8], in range: Range<Int>, replacements: inout Int) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range outside the bytes")
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            // `range` was checked against the array; every access below stays under `end`.
            unsafe validPrefix(buffer.baseAddress, from: range.lowerBound, to: range.upperBound, &replacements)
        }
    }

    /// Where the last character begins, if its lead is among the last three bytes; else the range's end.
    private static func lastBorder(_ bytes: [UInt8], in range: Range<Int>) -> Int {
        for back in 1...3 where bytes[range.upperBound - back] >= 0xC0 { return range.upperBound - back }
        return range.upperBound
    }

    private static func validPrefix(
        _ base: UnsafePointer<UInt8>?, from start: Int, to end: Int, _ replacements: inout Int
    ) -> Int {
        guard let base = unsafe base else { return start }
        var i = start
        while i < end {
            if i &+ 8 <= end {
                // Eight bytes lie before `end`.
                let word = unsafe UnsafeRawPointer(base + i).loadUnaligned(as: UInt64.self)
                let high = word & 0x8080_8080_8080_8080
                if high == 0 {
                    i &+= 8
                    continue
                }
                i &+= high.trailingZeroBitCount &>> 3
            } else if unsafe base[i] < 0x80 {
                i &+= 1
                continue
            }
            // A run of three-byte characters, as Chinese text is.
            while i &+ 4 <= end {
                // Four bytes lie before `end`.
                let word = unsafe UnsafeRawPointer(base + i).loadUnaligned(as: UInt32.self)
                guard word & 0x00C0_C0F0 == 0x0080_80E0, isPlainThree(word, &replacements) else { break }
                i &+= 3
            }
            guard i < end else { break }
            if unsafe base[i] < 0x80 { continue }
            let length = unsafe sequenceLength(base + i, left: end &- i)
            if length == 0 { return i }
            if length == 3, unsafe base[i] == 0xEF && base[i + 1] == 0xBF && base[i + 2] == 0xBD { replacements += 1 }
            i &+= length
        }
        return i
    }

    /// Whether a word that has the shape of three bytes is a scalar: not overlong, no surrogate.
    @inline(__always) private static func isPlainThree(_ word: UInt32, _ replacements: inout Int) -> Bool {
        let lead = word & 0xFF
        if lead == 0xE0 { return word & 0x2000 != 0 }
        if lead == 0xED { return word & 0x2000 == 0 }
        if word & 0xFF_FFFF == 0xBD_BFEF { replacements += 1 }
        return true
    }

    /// Length of the well-formed sequence of two bytes or more at a place, 0 when there is none.
    ///
    /// **Source**: The Unicode Standard, table 3-7.
    private static func sequenceLength(_ at: UnsafePointer<UInt8>, left: Int) -> Int {
        // Every index is below `left`, which is checked first.
        let lead = unsafe at[0]
        if lead >= 0xC2 && lead <= 0xDF { return unsafe left >= 2 && isContinuation(at[1]) ? 2 : 0 }
        if lead >= 0xE0 && lead <= 0xEF {
            guard left >= 3, unsafe isSecond(at[1], after: lead), unsafe isContinuation(at[2]) else { return 0 }
            return 3
        }
        guard lead >= 0xF0 && lead <= 0xF4, left >= 4, unsafe isSecond(at[1], after: lead) else { return 0 }
        return unsafe isContinuation(at[2]) && isContinuation(at[3]) ? 4 : 0
    }

    @inline(__always) private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func isSecond(_ byte: UInt8, after lead: UInt8) -> Bool {
        guard isContinuation(byte) else { return false }
        switch lead {
        case 0xE0: return byte >= 0xA0
        case 0xED: return byte < 0xA0
        case 0xF0: return byte >= 0x90
        case 0xF4: return byte < 0x90
        default: return true
        }
    }

    /// Whether the bytes are the beginning of a well-formed sequence that needs more bytes.
    private static func isCut(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        let lead = bytes[range.lowerBound]
        let length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0
        guard range.count < length else { return false }
        if range.count > 1, !isSecond(bytes[range.lowerBound + 1], after: lead) { return false }
        return range.count < 3 || isContinuation(bytes[range.lowerBound + 2])
    }
}
