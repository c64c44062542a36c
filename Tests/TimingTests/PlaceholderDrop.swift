import Foundation

/// A county whose pupils were typed from one line: every row has the same number, name, birth date, seat and guardian, or a number
/// that is off by a digit or two, or none at all; some proofs name the same pupil.
struct PlaceholderDrop {
    let path: String
    let byteCount: Int
    /// Pupils with the one number, all in two schools.
    let equalCount: Int
    /// Pupils with numbers that differ in their last characters only.
    let nearCount: Int
    /// Pupils without a number.
    let blankCount: Int

    private static let header = "学校标识码,姓名,性别,出生日期,国籍/地区,身份证件类型,身份证件号,班号,入学年月,入学方式,班内学号,学籍辅号,成员1姓名,成员1关系,成员1是否监护人,成员1身份证件类型,成员1身份证件号"
    private static let rest = "1,201309,就近入学,1,1,张父,父亲,是,居民身份证,360102198001010013"

    /// - Parameter rows: a multiple of 5: three fifths with the number, one fifth each near it and without one.
    init(rows: Int, path: String) throws {
        self.path = path
        (equalCount, nearCount, blankCount) = (rows / 5 * 3, rows / 5, rows / 5)
        var text = Self.header + "\n"
        func add(_ school: Int, _ type: String, _ number: String) {
            text += "213600000\(school),张三,男,20070101,中国,\(type),\(number),\(Self.rest)\n"
        }
        for row in 0..<equalCount { add(1 + row & 1, "居民身份证", "360102200701010014") }
        for row in 0..<nearCount { add(1 + row & 1, "居民身份证", Self.nearNumber(row)) }
        for row in 0..<blankCount { add(1 + row & 1, "其他", "") }
        try FileManager.default.createDirectory(atPath: path + "/issued", withIntermediateDirectories: true)
        try text.write(toFile: path + "/pupils.csv", atomically: true, encoding: .utf8)
        var proofs = "学校标识码,学生姓名,性别,出生日期,班级,无身份证号原因\n"
        for row in 0..<blankCount / 2 { proofs += "213600000\(1 + row & 1),张三,男,20070101,\(row % 3 == 0 ? "1" : ""),未上户口\n" }
        try proofs.write(toFile: path + "/proofs.csv", atomically: true, encoding: .utf8)
        let schools =
            "学校标识码,学校名称,办学类型,属地管理教育行政部门代码,学校地址行政区划代码\n"
            + "2136000001,一小,小学,360102,360102000000\n2136000002,二小,小学,360102,360102000000\n"
        try schools.write(toFile: path + "/schools.csv", atomically: true, encoding: .utf8)
        byteCount = text.utf8.count + proofs.utf8.count
    }

    /// Numbers with a wrong check character, no two equal: each is one or two characters off others.
    private static func nearNumber(_ row: Int) -> String {
        let sequence = String(1000 + row % 1000).suffix(3)
        let digits = "36010\(row / 1000 % 10)20070101\(sequence)"
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
        return digits + ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum + 1 + row / 10_000) % 11]
    }
}
