import Foundation
import Records
import Reports
import Spreadsheets

/// A small school whose files are right in every respect: three pupils in one class, all forms filled and signed.
enum ClerkSchool {
    static let id = "2136000001"

    /// The 18 characters for the first 17.
    static func number(_ first: String) -> String {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(first, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return first + String(Array("10X98765432")[sum % 11])
    }

    static let pupils: [[String: String]] = [
        pupil("王小明", "男", "20070302", serial: "101", seat: "01"), pupil("李芳", "女", "20061115", serial: "102", seat: "02"),
        pupil("欧阳·雪", "女", "20070809", serial: "104", seat: "03"),
    ]

    private static func pupil(_ name: String, _ sex: String, _ birth: String, serial: String, seat: String) -> [String: String] {
        let serial = sex == "男" ? serial : String(Int(serial)! / 2 * 2)
        let address = "江西省南昌市东湖区叠山路\(seat)号"
        var cells: Record = [
            "school_id": id, "name": name, "sex": sex, "birth_date": birth, "birth_place_code": "360102000000", "native_place": "江西南昌",
            "ethnicity": "汉族", "nationality": "中国", "id_type": "居民身份证", "overseas_status": "否", "health": "健康或良好",
            "political_status": "群众", "id_number": number("360102\(birth)\(serial)"), "household_type": "非农业户口",
            "household_code": "360102000000", "class_no": "01", "entry_month": "201309", "admission_method": "就近入学",
            "study_mode": "走读", "current_address": address, "mail_address": address, "home_address": address,
            "phone": "139000000\(seat)", "postcode": "330006", "only_child": "否", "preschool": "是", "left_behind": "非留守儿童",
            "needs_aid": "否", "gets_subsidy": "否", "orphan": "否", "martyr_child": "否", "commute_km": "1.5",
            "commute_mode": "自行车(含摩托车、电动自行车)", "needs_bus": "否", "blood_type": "A血型", "seat_no": seat, "student_source": "正常入学",
            "disability": "无残疾", "placement": "非随班就读", "bought_place": "否",
        ]
        let members: [(String, [String])] = [("m1", ["王大山", "父亲", "19800512", "3"]), ("m2", ["陈美", "母亲", "19811003", "4"])]
        for (member, person) in members {
            cells[member + "_name"] = person[0] + ["01": "", "02": "福"][seat, default: "华"]
            cells[member + "_relation"] = person[1]
            cells[member + "_address"] = address
            cells[member + "_household_code"] = "360102000000"
            cells[member + "_phone"] = "138\(member.last!)00000\(seat)"
            cells[member + "_is_guardian"] = member == "m1" ? "是" : "否"
            cells[member + "_id_type"] = "居民身份证"
            cells[member + "_id_number"] = number("360102\(person[2])0\(seat.last!)\(person[3])")
            cells[member + "_ethnicity"] = "汉族"
        }
        return cells
    }

    typealias Record = [String: String]

    static let rows: [RegistryTable: [Record]] = [
        .student: pupils, .school: [school], .class: [schoolClass], .summary: summary, .signoff: signatures,
    ]

    private static let school: Record = [
        "school_id": id, "name": "南昌市东湖区叠山路小学", "address": "江西省南昌市东湖区叠山路1号", "division_code": "360102000000",
        "urban_rural": "主城区", "local_authority_code": "360102", "local_authority_name": "东湖区教育局", "school_type": "小学",
        "sponsor": "县级教育部门", "principal": "周正", "office_phone": "0791-86700001", "postcode": "330006", "primary_years": "6",
        "primary_entry_age": "6", "founded": "195809",
    ]

    private static let schoolClass: Record = [
        "school_id": id, "grade": "小学一年级", "class_no": "01", "name": "一(1)班", "opened": "201309", "head_teacher": "吴老师",
        "class_type": "普通小学班",
    ]

    private static var summary: [Record] {
        var classes: Record = [
            "school_id": id, "school_name": "南昌市东湖区叠山路小学", "campus_count": "1", "filler": "郑会", "filled_on": "20130925",
            "stamped": "是", "measure": "班级数", "P_sum": "1", "P1": "1",
        ]
        let row = classes
        classes["measure"] = "学生人数"
        for cell in ["P_sum", "P1", "total"] { classes[cell] = "3" }
        return [row, classes]
    }

    private static var signatures: [Record] {
        let lines: [[String]] = [
            ["学生基本信息表", "学生、家长", "郑小", "20130905"], ["学生基本信息表", "班主任", "吴老师", "20130908"],
            ["学生基本信息表", "学籍管理员", "郑会", "20130910"], ["学生基本信息表", "学校领导", "周正", "20130912"],
            ["打印核对表", "学生、家长", "郑小", "20130918"], ["学校表", "学校领导", "周正", "20130829"],
        ]
        return lines.map { ["school_id": id, "document": $0[0], "role": $0[1], "signer": $0[2], "signed_on": $0[3]] }
    }

    /// What to type where in the template: sheet, address, text.
    static func cells(_ rows: [RegistryTable: [[String: String]]] = rows) -> [String: [String: String]] {
        var cells: [String: [String: String]] = [:]
        for (table, records) in rows {
            for (position, field) in ImportTemplate.fields(table).enumerated() {
                for (index, record) in records.enumerated() {
                    guard let text = record[field.name] else { continue }
                    let address = CellAddress.name(row: index + 2, column: position)
                    cells[ImportTemplate.sheetName(table), default: [:]][address] = text
                }
            }
        }
        return cells
    }

    /// The same as a workbook, without LibreOffice.
    static func write(_ rows: [RegistryTable: [[String: String]]] = rows, to path: String) throws {
        let book = try WorkbookWriter(path: path)
        for table in ImportTemplate.tables {
            guard let records = rows[table] else { continue }
            let fields = ImportTemplate.fields(table)
            let page = try book.addSheet(ImportTemplate.sheetName(table))
            try page.writeRow(fields.map { .text($0.chineseName) })
            for record in records { try page.writeRow(fields.map { record[$0.name].map { .text($0) } ?? .empty }) }
        }
        try book.close()
    }
}
