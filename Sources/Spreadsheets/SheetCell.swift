/// One cell to be written: what it holds and how it looks.
package struct SheetCell: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        case empty
        /// Stays text whatever it looks like: neither a formula nor a number is made of it.
        case text(String)
        case number(Double)
        case bool(Bool)
    }

    package var value: Value
    package var style: CellStyle?

    package init(_ value: Value, _ style: CellStyle? = nil) {
        self.value = value
        self.style = style
    }

    package static let empty = SheetCell(.empty)
    package static func text(_ text: String, _ style: CellStyle? = nil) -> SheetCell { SheetCell(.text(text), style) }
    package static func bool(_ value: Bool, _ style: CellStyle? = nil) -> SheetCell { SheetCell(.bool(value), style) }

    /// What a spreadsheet cannot hold as a number becomes text.
    package static func number(_ value: Double, _ style: CellStyle? = nil) -> SheetCell {
        value.isFinite ? SheetCell(.number(value), style) : .text("\(value)", style)
    }

    /// A spreadsheet keeps fifteen digits; a longer number becomes text so that none is lost.
    package static func integer(_ value: some FixedWidthInteger, _ style: CellStyle? = nil) -> SheetCell {
        let number = Int64(exactly: value)
        guard let number, number.magnitude < 1_000_000_000_000_000 else { return .text(String(value), style) }
        return SheetCell(.number(Double(number)), style)
    }

    /// A date as a spreadsheet counts it; one before March 1900, where spreadsheets disagree, as text.
    ///
    /// - Parameter days: since 1970-01-01.
    package static func date(days: Int32, text: @autoclosure () -> String, _ style: CellStyle? = nil) -> SheetCell {
        let serial = Int64(days) + 25_569
        guard serial >= 61, serial <= 2_958_465 else { return .text(text(), style) }
        var style = style ?? CellStyle()
        style.numberFormat = CellStyle.dateFormat
        return SheetCell(.number(Double(serial)), style)
    }
}

/// How a cell looks. Equal styles share one format of the workbook.
package struct CellStyle: Sendable, Hashable {
    package enum Alignment: Sendable, Hashable { case general, left, center }

    package static let textFormat = "@"
    package static let dateFormat = "yyyy-mm-dd"

    /// 0xRRGGBB; nil for none.
    package var fill: UInt32?
    package var color: UInt32?
    package var isBold = false
    package var wraps = false
    package var hasBorder = false
    package var alignment = Alignment.general
    /// Points; nil for the workbook's own size.
    package var fontSize: Double?
    /// Empty for the general format.
    package var numberFormat = ""

    package init(
        fill: UInt32? = nil, color: UInt32? = nil, isBold: Bool = false, wraps: Bool = false, hasBorder: Bool = false,
        alignment: Alignment = .general, fontSize: Double? = nil, numberFormat: String = ""
    ) {
        self.fill = fill
        self.color = color
        self.isBold = isBold
        self.wraps = wraps
        self.hasBorder = hasBorder
        self.alignment = alignment
        self.fontSize = fontSize
        self.numberFormat = numberFormat
    }

    package static let text = CellStyle(numberFormat: CellStyle.textFormat)
    package static let header = CellStyle(fill: 0xDDEBF7, isBold: true, wraps: true, hasBorder: true, alignment: .center)
}
