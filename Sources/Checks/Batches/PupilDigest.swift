import Columnar
import Records

/// Computes 核对码 for rows of a batch of pupils, byte by byte without strings. **Source**: SPEC §2.6.
struct PupilDigest {
    private enum Part {
        case text(TextColumn)
        case method(TextColumn)
        case date([Int32])
        case number([Int32])
        case flag(String)
    }

    private let batch: TableBatch
    private let parts: [Part]
    private let grades: DerivedGrades

    init(_ batch: TableBatch) throws {
        self.batch = batch
        grades = try batch.grades()
        parts = try RowDigest.fields.map { field in
            if field.name == "admission_method" { return .method(try batch.text(field.name)) }
            return switch field.columnType {
            case .bool: .flag(field.name)
            case .date: .date(try batch.numbers(field.name))
            case .int32: .number(try batch.numbers(field.name))
            default: .text(try batch.text(field.name))
            }
        }
    }

    func code(_ row: Int) throws -> String {
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if index > 0 { bytes.append(RowDigest.separator) }
            switch part {
            case .text(let column): bytes.append(contentsOf: column.values.bytes[column.range(row)])
            case .method(let column):
                guard let stored = column.string(row) else { break }
                let stage = Grade(rawValue: grades.grade(row))?.stage
                bytes.append(contentsOf: AdmissionMethod.code(stored: stored, stage: stage).utf8)
            case .date(let days):
                if days[row] != .min { bytes.append(contentsOf: CivilDate(daysSince1970: days[row]).compact.utf8) }
            case .number(let numbers):
                if numbers[row] != .min { bytes.append(contentsOf: String(numbers[row]).utf8) }
            case .flag(let name):
                if let value = try batch.bool(name, row) { bytes.append(value ? 0x31 : 0x30) }
            }
        }
        return RowDigest.code(joined: bytes.span)
    }
}
