import Records
import Spreadsheets

/// What may be typed into the cells of a field, and what stands beside them.
struct FieldValidation {
    /// The sheet's fields in column order.
    let fields: [FieldDefinition]
    let dictionary: DictionarySheet

    /// - Parameters:
    ///   - position: of the field among `fields`.
    ///   - row: 1-based number of the first data row.
    func validation(at position: Int, row: Int) -> DataValidation {
        let field = fields[position]
        let cell = CellAddress.name(row: row, column: position)
        let title = "\(field.chineseName)(\(FieldLayout.requirement(field)))"
        let text = FieldGuide.text(field)
        func make(_ criterion: DataValidation.Criterion, _ strictness: DataValidation.Strictness, _ error: String = "") -> DataValidation {
            DataValidation(criterion, strictness: strictness, title: title, message: text, errorMessage: error.isEmpty ? text : error)
        }
        if let list = dictionary.criterion(for: field) {
            // Several roles may stand in one cell, and sponsors may be given by code.
            let isOpen = field.name == "role" || field.name == "sponsor"
            return make(list, isOpen ? .warning : .stop, "请从下拉列表中选择。")
        }
        switch field.type {
        case .date8: return make(.formula(Self.date(cell)), .stop)
        case .month6: return make(.formula(Self.month(cell)), field.name == "founded" ? .warning : .stop)
        case .digits where field.name == "unit_code": return make(.textLength(6...12), .stop)
        case .digits(.some(let count)): return make(.formula("AND(LEN(\(cell))=\(count),ISNUMBER(-\(cell)))"), .stop)
        case .idno: return idNumber(field, cell, row, make)
        case .decimal, .int: return make(.formula("AND(ISNUMBER(-\(cell)),-\(cell)<=0)"), .stop)
        default:
            guard let limit = field.maxLength else { return make(.any, .stop) }
            return make(.textLength(1...limit), .stop)
        }
    }

    /// Eight digits that are a day: a month or day out of range would come out as another month.
    private static func date(_ cell: String) -> String {
        "AND(LEN(\(cell))=8,MONTH(DATE(LEFT(\(cell),4),MID(\(cell),5,2),RIGHT(\(cell),2)))=-(-MID(\(cell),5,2)))"
    }

    private static func month(_ cell: String) -> String {
        "AND(LEN(\(cell))=6,-LEFT(\(cell),4)<=-1800,-RIGHT(\(cell),2)<=-1,-RIGHT(\(cell),2)>=-12)"
    }

    /// The check character, where the document type says that there is one: 2^(18−i) mod 11 is the weight of place i.
    ///
    /// **Source**: GB 11643-1999; SPEC §4.1.
    private func idNumber(
        _ field: FieldDefinition, _ cell: String, _ row: Int,
        _ make: (DataValidation.Criterion, DataValidation.Strictness, String) -> DataValidation
    ) -> DataValidation {
        let typeName = field.name.replacing("number", with: "type")
        let places = "ROW(INDIRECT(\"1:17\"))"
        let check =
            "IF(LEN(\(cell))=18,MID(\"10X98765432\",MOD(SUMPRODUCT(MID(\(cell),\(places),1)*2^(18-\(places))),11)+1,1)=UPPER(RIGHT(\(cell))),FALSE)"
        let message = "居民身份证号应为18位,且末位校验码正确;请对照户口簿核对。"
        guard let position = fields.firstIndex(where: { $0.name == typeName }) else {
            return make(.formula(check), .warning, message)
        }
        let type = CellAddress.name(row: row, column: position)
        return make(.formula("IF(OR(\(type)=\"\",\(type)=\"居民身份证\"),\(check),TRUE)"), .warning, message)
    }
}

extension DictionarySheet {
    /// The bare list of a field, for a sheet that is no template.
    func validation(for field: FieldDefinition) -> DataValidation? {
        criterion(for: field).map { DataValidation($0, strictness: .warning, title: field.chineseName, errorMessage: "请从下拉列表中选择。") }
    }
}
