/// What a cell holds.
package enum CellKind: UInt8, Sendable {
    /// No cell, or one without content.
    case empty
    /// UTF-8 text.
    case text
    /// The number's text as it stands in the file (`3.60102E+17`).
    case number
    /// The text `TRUE` or `FALSE`.
    case bool
    /// An error as shown, such as `#REF!`.
    case error
    /// A formula whose value the file does not hold.
    case formulaWithoutValue
}

/// Which of the block's buffers holds a cell's bytes.
package enum CellSource: UInt8, Sendable {
    /// The sheet's or file's own bytes.
    case own
    /// Text that differs from the bytes of the file: unescaped, unquoted.
    case side
    /// The workbook's shared strings: the same offset is the same text in all blocks of a workbook.
    case shared
}

/// One cell, as a place in the buffers of its block.
///
///     bits  0–31  offset
///     bits 32–58  length
///     bits 59–61  kind
///     bits 62–63  source
///
/// **Shape**: 8 bytes; all bits zero is the empty cell.
/// **Units**: offset and length in bytes; a buffer holds at most `CellRef.maximumOffset` bytes.
package struct CellRef: Sendable, Equatable {
    /// The packed form: equal bits within one workbook are equal cells.
    package let bits: UInt64

    @inlinable package init(bits: UInt64) { self.bits = bits }

    /// The caller checks both limits where it fills the buffers.
    @inlinable package init(_ kind: CellKind, _ source: CellSource = .own, offset: Int, length: Int) {
        precondition(UInt(bitPattern: offset) <= UInt(Self.maximumOffset) && UInt(bitPattern: length) <= UInt(Self.maximumLength))
        bits =
            UInt64(truncatingIfNeeded: offset) | UInt64(truncatingIfNeeded: length) << 32
            | UInt64(kind.rawValue) << 59 | UInt64(source.rawValue) << 62
    }

    @inlinable package static var empty: CellRef { CellRef(bits: 0) }
    @inlinable package static var maximumOffset: Int { 0xFFFF_FFFF }
    @inlinable package static var maximumLength: Int { (1 << 27) - 1 }

    @inlinable package var offset: Int { Int(truncatingIfNeeded: bits & 0xFFFF_FFFF) }
    @inlinable package var length: Int { Int(truncatingIfNeeded: (bits >> 32) & 0x7FF_FFFF) }
    @inlinable package var range: Range<Int> { offset..<(offset &+ length) }
    @inlinable package var isEmpty: Bool { bits == 0 }

    @inlinable package var kind: CellKind { CellKind(rawValue: UInt8(truncatingIfNeeded: bits >> 59) & 7) ?? .empty }
    @inlinable package var source: CellSource { CellSource(rawValue: UInt8(truncatingIfNeeded: bits >> 62)) ?? .own }
}
