import Columnar
import Records
import Store

/// How the values of a table leave the store.
package enum ExportTreatment: Sendable {
    /// As printed: personal columns through the masker, which may reveal.
    case masked(Masker)
    /// Tokens for names and numbers, the birth year for the birth date, the rest as the masker shows it.
    case pseudonymised(Pseudonymiser, Masker)
}

/// One column of an export: where it comes from, what it is called, and what becomes of its values.
package struct ExportColumn: Sendable {
    private enum Change: Sendable {
        case none
        case text(@Sendable (String) -> String)
        case number(@Sendable (Int64) -> String)
        case year
    }

    /// The stored column.
    package let source: String
    /// Name and type in the export.
    package let field: Field
    /// Whether values stand there as the store holds them, although the column is personal.
    package let isRevealed: Bool
    /// Whether the smallest and largest value may stand in a file's footer.
    package let isPersonal: Bool
    private let change: Change

    package init(_ field: Field, of table: RegistryTable, _ treatment: ExportTreatment) {
        let mask = table.mask(ofColumn: field.name)
        source = field.name
        isPersonal = mask != .none
        let change = ExportColumn.change(field, mask, treatment)
        self.change = change
        if case .none = change { isRevealed = isPersonal } else { isRevealed = false }
        switch change {
        case .none: self.field = field
        case .text, .number: self.field = Field(field.name, .utf8)
        case .year: self.field = Field(ExportColumn.yearName(field.name), .int32)
        }
    }

    /// `birth_date` → `birth_year`.
    private static func yearName(_ name: String) -> String {
        name.hasSuffix("_date") ? name.dropLast(4) + "year" : name + "_year"
    }

    private static func change(_ field: Field, _ mask: MaskKind, _ treatment: ExportTreatment) -> Change {
        if mask == .none, field.type != .utf8 { return .none }
        switch treatment {
        case .masked(let masker): return masker.reveal ? .none : .text { masker.text($0, as: mask) }
        case .pseudonymised(let pseudonymiser, let masker):
            switch mask {
            case .name: return .text { pseudonymiser.name($0) }
            case .idNumber where field.type == .int64: return .number { pseudonymiser.number(packed: $0) }
            case .idNumber: return .text { pseudonymiser.number($0) }
            case .birthDate where field.type == .date: return .year
            default: return .text { masker.text($0, as: mask) }
            }
        }
    }

    /// The values as they leave.
    package func apply(_ column: Column) -> Column {
        switch change {
        case .none: return column
        case .text(let change): return .dictionary(ExportColumn.map(column, change))
        case .number(let change):
            guard case .int64(let numbers) = column else { return .dictionary(ExportColumn.map(column) { _ in "" }) }
            var builder = DictionaryBuilder(minimumCapacity: numbers.count)
            for row in 0..<numbers.count { builder.append(numbers[row].map(change)) }
            return .dictionary(builder.finish())
        case .year:
            guard case .date(let days) = column else { return column }
            let years = days.values.map { CivilDate(daysSince1970: $0).year }
            return .int32(
                PrimitiveColumn(values: days.validity.map { v in years.indices.map { v[$0] ? years[$0] : 0 } } ?? years, validity: days.validity))
        }
    }

    /// Each entry of a dictionary is changed once.
    private static func map(_ column: Column, _ change: (String) -> String) -> DictionaryColumn {
        var builder = DictionaryBuilder(minimumCapacity: column.count)
        guard case .dictionary(let column) = column else {
            for row in 0..<column.count { builder.append(column.text(row).map(change)) }
            return builder.finish()
        }
        var codes = [UInt32?](repeating: nil, count: column.values.count)
        for row in 0..<column.count {
            guard column.isValid(row) else {
                builder.appendNull()
                continue
            }
            let old = column.code(row)
            let code = codes[old] ?? builder.intern(change(column.values[old] ?? ""))
            codes[old] = code
            builder.appendCode(code)
        }
        return builder.finish()
    }
}
