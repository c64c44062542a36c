import Columnar
import Records

/// A pupil's number under 居民身份证 that is not a valid 18-digit number, and what is wrong with it.
package struct IrregularNumber: Sendable {
    package let row: Int
    package let check: ResidentID.Check
    package let text: String

    /// The date inside a number whose check character alone is wrong. **Units**: days since 1970-01-01.
    package var birthDate: Int32? {
        guard case .wrongCheckCharacter = check, let number = Int32(text.dropFirst(6).prefix(8)) else { return nil }
        return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)?.daysSince1970
    }
}

extension TableBatch {
    /// Rows with type 1 and a readable number without a key: few, so that only they are looked at as text.
    package func irregularNumbers() throws(ColumnarError) -> [IrregularNumber] {
        if let made = student.irregularNumbers { return made }
        let types = try documentTypes()
        let states = try idStates()
        let rows = (0..<rowCount).filter { types[$0] == DocumentType.residentCard && states[$0] == .other }
        let texts = rows.isEmpty ? nil : try texts("id_number", rows: rows)
        let made = rows.map { row in
            let text = texts?.string(row) ?? ""
            return IrregularNumber(row: row, check: ResidentID.check(text), text: text)
        }
        student.irregularNumbers = made
        return made
    }
}

/// Canonical codes of document types as ASCII characters. **Source**: `id_document_type.csv`.
package enum DocumentType {
    package static let residentCard = UInt8(ascii: "1")
    package static let hongKong = UInt8(ascii: "6")
    package static let macao = UInt8(ascii: "7")
    package static let taiwan = UInt8(ascii: "8")
    package static let permanentResidence = UInt8(ascii: "9")
    package static let passport = UInt8(ascii: "A")
    package static let other = UInt8(ascii: "Z")
}
