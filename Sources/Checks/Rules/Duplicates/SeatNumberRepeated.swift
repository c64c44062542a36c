import Records

/// DUP-10: one seat number for several pupils of a class.
package enum SeatNumberRepeated: Rule {
    package typealias Scan = SeatNumberGroups

    package static let definition = RuleDefinition(
        "DUP-10", "班内学号重复", "Seat number repeated in class", severity: "warning", status: "I", isCore: false,
        message: BilingualText("班内学号“{no}”在本班重复", "Seat number “{no}” is used {n} times in the class"),
        explanation: Explanation(
            finds: ("同校同年级同班、班内学号相同的不同学生。", "Different pupils of one class with one seat number."),
            matters: ("学号用于班内点名和排序，应当唯一。", "The number orders the class and should be unique."),
            fires: ("1班两名学生都是“01”和“1”。", "Two pupils of class 1 with 01 and 1."),
            doesNotFire: ("同一学生重复录入(姓名、出生日期都相同)；年级或班号未知。",
                "One pupil entered twice (equal name and birth date); an unknown grade or class."),
            source: "RULES DUP-10"))

    package static func findings(
        _ groups: [[NumberedPupil]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws { buffer.add(groups, field: "seat_no", context) }
}
