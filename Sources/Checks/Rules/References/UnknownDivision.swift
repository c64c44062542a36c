import Columnar
import Records

/// REF-10: a division code that is malformed, unknown or not of a county in force.
package enum UnknownDivision: RowRule {
    package static let definition = RuleDefinition(
        "REF-10", "行政区划代码无效", "Division code unknown", severity: "error / warning / info", status: "S",
        message: BilingualText(
            "行政区划代码“{c}”{why}",
            "Division code “{c}” {why_en}"),
        explanation: Explanation(
            finds: (
                "12位行政区划代码位数不对(错误；6位为提示)、前六位查不到(警告)、是省市级或已撤销(提示)。",
                "Codes that are not 12 digits (error; 6 digits info), unknown in their first six (warning), of a province or prefecture or not in force (info)."),
            matters: (
                "出生地、户口所在地按代码导入。",
                "Birth and household places are imported by code."),
            fires: (
                "3601；361299000000；360100000000。",
                "3601; 361299000000; 360100000000."),
            doesNotFire: (
                "市辖区代码如360101；非中国籍学生的出生地。",
                "Placeholder codes such as 360101; the birth place of foreign pupils."),
            source: "GB/T 2260; SPEC §2.1 note 4"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = [
        .student: ResidentColumns.origin + studentFields + ["nationality"],
        .school: ResidentColumns.origin + ["division_code"], .campus: ResidentColumns.origin + ["division_code"],
    ]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        for name in batch.table == .student ? studentFields : ["division_code"] {
            let codes = try batch.encodedText(name)
            let faults = (0..<codes.values.count).map { fault(codes.values[$0] ?? "") }
            guard faults.contains(where: { $0 != nil }), let indices = codes.codes else { continue }
            let isBirthPlace = name == "birth_place_code"
            for row in 0..<batch.rowCount where !codes.isNull(row) {
                guard let fault = faults[Int(indices[row])] else { continue }
                if isBirthPlace {
                    let nationality = try batch.nationalities()[row]
                    if nationality != .china, nationality != .unknown { continue }
                }
                let raw = try batch.typed(name, row)
                try findings.add(
                    batch, row, field: name, fault.severity, value: raw,
                    [Argument("c", raw), Argument("why", fault.why.chinese), Argument("why_en", fault.why.english)])
            }
        }
    }

    private static let studentFields = ["birth_place_code", "household_code", "m1_household_code", "m2_household_code"]

    private struct Fault {
        let severity: Severity
        let why: BilingualText
    }

    /// The most severe fault of a code.
    private static func fault(_ code: String) -> Fault? {
        let isDigits = code.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        guard isDigits, code.utf8.count == 12 || code.utf8.count == 6 else {
            return Fault(severity: .error, why: BilingualText("应为12位数字", "should be 12 digits"))
        }
        guard let division = Int32(code.prefix(6)).flatMap(AdminDivision.lookup) else {
            return Fault(severity: .warning, why: BilingualText("不在行政区划代码表中", "is not in the table of divisions"))
        }
        if code.utf8.count == 6 {
            return Fault(severity: .info, why: BilingualText("只有6位", "has six digits only"))
        }
        if division.level != .county {
            return Fault(severity: .info, why: BilingualText("是省级或市级代码", "is a province or prefecture"))
        }
        if division.isInForce { return nil }
        return Fault(severity: .info, why: BilingualText("已撤销", "is no longer in force"))
    }
}
