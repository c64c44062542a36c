/// Administrative divisions 1980–2019 by their six-digit code.
///
/// **Source**: `admin_division.csv` (GB/T 2260, all revisions), `province.csv`; SPEC §4.1, RULES conventions.
public struct AdminDivision: Sendable, Equatable {
    public enum Level: String, Sendable {
        case province, prefecture, county
    }

    public let code: Int32
    public let name: String
    public let level: Level
    /// On 2013-09-01.
    public let isInForce: Bool
    /// 市辖区 and the like: a code that stands for no place of its own.
    public let isPlaceholder: Bool

    /// The division with this code, in force or not.
    ///
    /// **Complexity**: O(log n).
    public static func lookup(_ code: Int32) -> AdminDivision? {
        DivisionTable.shared.index(of: code).map { DivisionTable.shared.divisions[$0] }
    }

    /// The division that the first six characters of a text name.
    public static func lookup(firstSixOf text: Span<UInt8>) -> AdminDivision? {
        sixDigits(text).flatMap { lookup($0) }
    }

    /// The first six characters as a number, where they are digits.
    public static func sixDigits(_ text: Span<UInt8>) -> Int32? {
        guard text.count >= 6 else { return nil }
        var code: Int32 = 0
        for index in 0..<6 {
            let digit = text[index] &- 0x30
            if digit > 9 { return nil }
            code = code * 10 + Int32(digit)
        }
        return code
    }

    /// A *known county*: of county level, in force or not, and no placeholder.
    public static func isKnownCounty(_ code: Int32) -> Bool {
        guard let division = lookup(code) else { return false }
        return division.level == .county && !division.isPlaceholder
    }

    /// The known county that the first six characters of a text name, e.g. of 属地管理教育行政部门代码.
    public static func knownCounty(_ text: Span<UInt8>) -> Int32? {
        sixDigits(text).flatMap { isKnownCounty($0) ? $0 : nil }
    }

    /// Whether the two digits are a province whose police issued resident IDs in 2013.
    public static func isIssuingProvince(_ province: Int32) -> Bool {
        province >= 0 && province < 100 && DivisionTable.shared.isIssuer[Int(province)]
    }

    /// All divisions in the order of their codes.
    public static var all: [AdminDivision] { DivisionTable.shared.divisions }
}

/// A division of Jiangxi at the reference date.
///
/// **Source**: `admin_division_jx_2013.csv`.
public struct JiangxiDivision: Sendable, Equatable {
    public let code: Int32
    public let name: String
    public let level: AdminDivision.Level
    /// `district`, `county`, `county-level city`; empty above the counties.
    public let kind: String
    /// The name of the prefecture that a county belongs to.
    public let prefecture: String

    /// The province, 11 prefectures and 100 counties in code order.
    public static let all: [JiangxiDivision] = {
        let rows = GeneratedTable.admin_division_jx_2013.rows().compactMap(JiangxiDivision.init)
        return rows.sorted { $0.code < $1.code }
    }()

    private init?(row: GeneratedRow) {
        guard let code = row["code"].flatMap({ Int32($0) }), let name = row["name_zh"],
            let level = row["level"].flatMap(AdminDivision.Level.init)
        else { return nil }
        self.code = code
        self.name = name
        self.level = level
        kind = row["kind"] ?? ""
        prefecture = row["prefecture"] ?? ""
    }
}

/// `admin_division.csv`, read once: sorted codes for binary search beside the divisions.
private struct DivisionTable: Sendable {
    static let shared = DivisionTable()
    let codes: [Int32]
    let divisions: [AdminDivision]
    /// By the two digits of a province.
    let isIssuer: [Bool]

    init() {
        divisions = DivisionTable.parse(GeneratedTable.admin_division).sorted { $0.code < $1.code }
        codes = divisions.map(\.code)
        let provinces = GeneratedTable.province.rows().filter { $0["resident_id_issuer_2013"] == "1" }
        let issuers = Set(provinces.compactMap { $0["code"].flatMap { Int($0) } })
        isIssuer = (0..<100).map(issuers.contains)
    }

    /// Reads the rows byte by byte: there are too many for a dictionary each.
    private static func parse(_ table: GeneratedTable) -> [AdminDivision] {
        let bytes = Array(table.text.utf8)
        let names = "code\tname_zh\tlevel\tin_force_2013_09_01\tplaceholder\t"
        precondition(bytes.starts(with: names.utf8), "admin_division.csv begins with other columns")
        var divisions: [AdminDivision] = []
        // Ends of the first five cells of the line.
        var tabs: [Int] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x09 && tabs.count < 5 {
            if byte == 0x09 {
                tabs.append(index)
                continue
            }
            if start > 0, index > start { divisions.append(division(bytes, start, tabs)) }
            start = index + 1
            tabs.removeAll(keepingCapacity: true)
        }
        if start < bytes.count { divisions.append(division(bytes, start, tabs)) }
        return divisions
    }

    private static func division(_ bytes: [UInt8], _ start: Int, _ tabs: [Int]) -> AdminDivision {
        guard tabs.count == 5, let code = AdminDivision.sixDigits(bytes.span.extracting(start..<tabs[0])), tabs[0] == start + 6
        else { preconditionFailure("admin_division.csv: a row cannot be read") }
        let level: AdminDivision.Level
        // p r o vince, p r e fecture, c ounty
        switch (bytes[tabs[1] + 1], bytes[tabs[1] + 3]) {
        case (0x70, 0x6F): level = .province
        case (0x70, 0x65): level = .prefecture
        case (0x63, _): level = .county
        default: preconditionFailure("admin_division.csv: a level cannot be read")
        }
        return AdminDivision(
            code: code, name: String(decoding: bytes[tabs[0] + 1..<tabs[1]], as: UTF8.self), level: level,
            isInForce: bytes[tabs[2] + 1] == 0x31, isPlaceholder: bytes[tabs[3] + 1] == 0x31)
    }

    func index(of code: Int32) -> Int? {
        let index = codes.indices.partitionPoint { codes[$0] < code }
        return index < codes.count && codes[index] == code ? index : nil
    }
}
