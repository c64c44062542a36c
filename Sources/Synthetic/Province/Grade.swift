/// A grade of the registry, in the order of the summary form.
enum SchoolGrade: Int, CaseIterable {
    case p1, p2, p3, p4, p5, p6, j1, j2, j3, j4, s1, s2, s3

    enum Stage: Int { case primary, junior, senior }

    var stage: Stage { rawValue < 6 ? .primary : rawValue < 10 ? .junior : .senior }

    /// Index inside the stage, from 1.
    var step: Int { rawValue < 6 ? rawValue + 1 : rawValue < 10 ? rawValue - 5 : rawValue - 9 }

    /// Years since grade 1, from 1, in a system with so many primary years.
    func ordinal(primaryYears: Int) -> Int {
        switch stage {
        case .primary: step
        case .junior: primaryYears + step
        case .senior: 9 + step
        }
    }

    /// The calendar year of entry into the stage for a pupil on time.
    var cohort: Int { 2014 - step }

    var name: String { SchoolGrade.names[rawValue] }

    private static let names = [
        "小学一年级", "小学二年级", "小学三年级", "小学四年级", "小学五年级", "小学六年级", "初中一年级", "初中二年级", "初中三年级",
        "初中四年级", "高中一年级", "高中二年级", "高中三年级",
    ]

    /// The spelling in daily use, which depends on the school.
    func dailyName(primaryOnly: Bool) -> String {
        switch stage {
        case .primary: primaryOnly ? ["一", "二", "三", "四", "五", "六"][step - 1] + "年级" : name
        case .junior: ["初一", "初二", "初三", "初四"][step - 1]
        case .senior: ["高一", "高二", "高三"][step - 1]
        }
    }
}
