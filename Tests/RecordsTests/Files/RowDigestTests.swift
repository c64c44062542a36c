import Records
import Testing

@Suite struct RowDigestTests {
    @Test func theSpecificationsVector() throws {
        let typed = [
            "school_id": "2136000001", "name": "王 小明", "sex": "男", "birth_date": "2007-8-31", "ethnicity": "汉",
            "class_no": "一（1）班", "entry_month": "201309", "admission_method": "其他",
        ]
        let values = RowDigest.fields.map { field in
            guard let raw = typed[field.name] else { return "" }
            if let list = field.codeList { return list.resolve(raw, stage: .primary).code ?? "" }
            if let kind = field.dateKind, let value = DateReading.cell(Array(raw.utf8).span, as: kind).value {
                return String(kind == .date8 ? RealDate(daysSince1970: value).number : Int(value))
            }
            return Normaliser.normalise(raw, as: field.normalisation)
        }
        #expect(RowDigest.code(values) == "676D2617")
    }

    @Test func theFieldsAreTheTemplates() {
        #expect(RowDigest.fields.count == 70)
        #expect(RowDigest.fields.map(\.chineseName) == StudentTemplate.v1.headers)
        #expect(RowDigest.fields[7].name == "nationality" && RowDigest.fields[69].name == "m2_position")
    }

    @Test func knownHashes() {
        #expect(onBytes("", SHA256Digest.hex) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(onBytes("abc", RowDigest.code(joined:)) == "BA7816BF")
    }
}

@Suite struct FileProblemTests {
    @Test func everyReasonSaysWhatToDo() {
        for problem in FileProblem.allCases {
            #expect(problem.chinese.contains("请") && !problem.english.isEmpty)
            #expect(FileProblem(rawValue: problem.rawValue) == problem)
        }
        #expect(FileProblem.allCases.filter(\.isWarning) == [.noHeaderRow])
        #expect(FileProblem(rawValue: "unknown_content") == .unknownContent)
    }
}
