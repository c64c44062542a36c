import Records
import Spreadsheets

/// How the column of a field looks in a workbook.
enum FieldLayout {
    /// Characters; a Chinese one counts two.
    static func width(_ field: FieldDefinition) -> Double {
        let header = Double(DisplayWidth.of(field.chineseName) + 4)
        let content: Double =
            switch field.type {
            case .date8: 11
            case .month6: 9
            case .idno: 21
            case .digits(let count): Double((count ?? 12) + 3)
            case .phone: 15
            case .name: 10
            case .text: field.maxLength.map { $0 >= 180 ? 30 : 14 } ?? 14
            case .email: 18
            case .period: 19
            case .code, .grade: 14
            case .bool, .classno, .decimal, .int, .file: 8
            }
        // A long header wraps.
        return max(content, min(header, 16))
    }

    /// Text, so that a spreadsheet neither drops zeros nor turns numbers into powers or dates.
    static func numberFormat(_ field: FieldDefinition) -> String {
        switch field.type {
        case .decimal, .int: ""
        default: CellStyle.textFormat
        }
    }

    static func header(_ field: FieldDefinition) -> String { mark(field) + field.chineseName }

    /// Readers of headers pass over these marks. **Source**: SPEC §2.1, header matching.
    static func mark(_ field: FieldDefinition) -> String {
        switch field.requirement {
        case .mandatory: "★"
        case .conditional: "☆"
        case .optional, .notFilled: ""
        }
    }

    static func headerStyle(_ field: FieldDefinition) -> CellStyle {
        var style = CellStyle(isBold: true, wraps: true, hasBorder: true, alignment: .center, numberFormat: CellStyle.textFormat)
        switch field.requirement {
        case .mandatory: (style.fill, style.color) = (0xC0504D, 0xFFFFFF)
        case .conditional: (style.fill, style.color) = (0xFCE4D6, 0x833C0B)
        case .optional, .notFilled: (style.fill, style.color) = (0xE7E6E6, 0x404040)
        }
        return style
    }

    static func requirement(_ field: FieldDefinition) -> String {
        switch field.requirement {
        case .mandatory: "必填"
        case .conditional: "条件必填"
        case .optional: "选填"
        case .notFilled: "不填"
        }
    }
}
