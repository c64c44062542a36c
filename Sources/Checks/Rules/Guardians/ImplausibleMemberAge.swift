import Columnar
import Records

/// GUA-04: the age of a member does not fit the relation.
package enum ImplausibleMemberAge: RowRule {
    package static let definition = RuleDefinition(
        "GUA-04", "成员与学生年龄关系异常", "Member's age implausible", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "成员{m}“{rel}”与学生年龄差{k}岁,不合理",
            "Member {m}, “{rel}”, is {k} years older than the pupil: implausible"),
        explanation: Explanation(
            finds: (
                "按身份证号，父母与学生相差不足15岁或超过60岁，祖父母不足30岁，兄弟姐妹超过30岁。",
                "By the numbers, parents less than 15 or more than 60 years older, grandparents less than 30, siblings more than 30 apart."),
            matters: (
                "关系或号码填错，多为填了学生本人的号码。",
                "The relation or the number is wrong, mostly the pupil's own number."),
            fires: (
                "母亲栏填了学生的号码。",
                "The pupil's number as the mother's."),
            doesNotFire: (
                "关系其他；成员号码无效(GUA-03)。",
                "Relation 其他; an invalid number (GUA-03)."),
            source: "RULES GUA-04, §M"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["birth_date"] + Members.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let births = try batch.numbers("birth_date")
        let parameters = batch.context.parameters
        let (leastParent, mostParent) = (parameters["GUA-04.parent_min"], parameters["GUA-04.parent_max"])
        let leastGrandparent = parameters["GUA-04.grandparent_min"]
        let mostSibling = parameters["GUA-04.sibling_max"]
        for member in 1...2 {
            let keys = try batch.memberKeys(member)
            let relations = try batch.text("m\(member)_relation").mapped(null: UInt8(0)) { UInt8($0) ?? 0 }
            for row in 0..<batch.rowCount where keys[row] != ResidentKey.none && births[row] != .min {
                let years = Self.years(births[row], ResidentID.birthDate(keys[row]))
                let isOdd: Bool
                switch relations[row] {
                case 51, 52: isOdd = years < leastParent || years > mostParent
                case 60: isOdd = years < leastGrandparent
                case 70: isOdd = abs(years) > mostSibling
                default: isOdd = false
                }
                guard isOdd else { continue }
                let relation = String(relations[row])
                try findings.add(
                    batch, row, field: "m\(member)_relation", .warning, value: relation,
                    [
                        Argument("m", member), Argument("rel", CodeLabels.of("family_relation_form", relation)),
                        Argument("k", years),
                    ])
            }
        }
    }

    /// Completed years between the member's birth and the pupil's.
    private static func years(_ pupil: Int32, _ member: Int32) -> Int {
        let (p, m) = (CivilDate(daysSince1970: pupil), CivilDate(daysSince1970: member))
        return Int(p.year - m.year) - ((p.month, p.day) < (m.month, m.day) ? 1 : 0)
    }
}
