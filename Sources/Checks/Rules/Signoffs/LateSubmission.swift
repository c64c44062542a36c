import Columnar
import Records

/// SGN-06: a document was signed after its due date.
package enum LateSubmission: Rule {
    package typealias Scan = SubmissionDates

    package static let definition = RuleDefinition(
        "SGN-06", "逾期", "Late", severity: "warning", status: "V", isCore: false,
        message: BilingualText("{doc}日期{d}超过期限{due}", "{doc}: {d} is after the due date {due}"),
        explanation: Explanation(
            finds: ("最后签字日期晚于期限的文件。", "Documents whose last signature is after the due date."),
            matters: ("方案规定了各步期限。", "The plan sets a date for each step."),
            fires: ("学校名单8月15日、学校表8月31日、学生表、打印稿和汇总表9月30日之后；汇总表也看填报日期。每校一条。",
                "After 15 August (school list), 31 August (school tables), 30 September (student forms, print-outs and "
                    + "summary; also its 填报日期). One finding for each school."),
            doesNotFire: ("期限当天；日期空白或不可读。", "The due date itself; blank or unreadable dates."),
            source: "SPEC §1"))

    package static func findings(
        _ filled: SubmissionDates.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for school in context.directory.schools {
            var latest = context.signoffs.schools[school.id]?.latest ?? SchoolSignoffs().latest
            let summary = Int(SignoffDocument.summary.rawValue)
            latest[summary] = max(latest[summary], filled[school.id] ?? .min)
            let late = SignoffDocument.allCases.compactMap { document -> Late? in
                let day = latest[Int(document.rawValue)]
                guard day != .min else { return nil }
                let date = CivilDate(daysSince1970: day)
                let due = context.parameters[dueParameter(document)]
                let number = Int(date.year) * 10_000 + Int(date.month) * 100 + Int(date.day)
                return number > due ? Late(document: document, date: date.compact, due: due) : nil
            }
            if late.isEmpty { continue }
            buffer.addSchool(
                school, field: "", .warning, value: late.map { "\($0.document.id)=\($0.date)" }.joined(separator: "、"),
                late.flatMap { [Argument("doc", $0.document.id), Argument("d", $0.date), Argument("due", $0.due)] }, context)
        }
    }

    private struct Late {
        let document: SignoffDocument
        let date: String
        let due: Int
    }

    private static func dueParameter(_ document: SignoffDocument) -> String {
        switch document {
        case .schoolCheck: "SGN-06.school_check"
        case .schoolTables: "SGN-06.school_tables"
        case .studentForm, .printout, .summary: "SGN-06.students"
        }
    }
}
