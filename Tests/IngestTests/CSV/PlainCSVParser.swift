import Ingest

/// The plain twin of the CSV reader: one character after the other, over the whole text.
enum PlainCSVParser {
    struct Record: Equatable {
        var line: Int
        var fields: [String]
    }

    static func records(_ bytes: [UInt8], delimiter: Delimiter) -> [Record] {
        var records: [Record] = []
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        var line = 1
        var recordLine = 1
        var i = 0
        var isQuoted = false
        var isFieldStart = true
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        func isPairEnd(_ i: Int) -> Bool { bytes[i] == 0x0A && i > 0 && bytes[i - 1] == 0x0D }
        var isEmptyRecord = true
        while i < bytes.count {
            let byte = bytes[i]
            if (byte == 0x0A && !isPairEnd(i)) || byte == 0x0D { line += 1 }
            if isQuoted {
                if byte == 0x22, i + 1 < bytes.count, bytes[i + 1] == 0x22 {
                    field.append(0x22)
                    i += 1
                } else if byte == 0x22 {
                    isQuoted = false
                } else {
                    field.append(byte)
                }
            } else if byte == 0x22 && isFieldStart {
                isQuoted = true
                isEmptyRecord = false
            } else if byte == delimiter.rawValue {
                fields.append(field)
                field = []
                isFieldStart = true
                isEmptyRecord = false
                i += 1
                continue
            } else if byte == 0x0D || byte == 0x0A {
                if byte == 0x0D, i + 1 < bytes.count, bytes[i + 1] == 0x0A { i += 1 }
                records.append(Record(line: recordLine, fields: (fields + [field]).map(text)))
                fields = []
                field = []
                recordLine = line
                isFieldStart = true
                isEmptyRecord = true
                i += 1
                continue
            } else {
                field.append(byte)
                isEmptyRecord = false
            }
            isFieldStart = false
            i += 1
        }
        if !isEmptyRecord { records.append(Record(line: recordLine, fields: (fields + [field]).map(text))) }
        return records
    }
}
