import Columnar
import Records

extension GradeSetting {
    /// Resolves a grade text for a school of this setting. **Source**: SPEC §5.2.
    package func resolve(_ text: String) -> Grade? {
        GradeText.resolve(text, span: span, primaryYears: primaryYears)
    }
}

extension CheckContext {
    /// The number of a class key; an unknown grade leaves the forms that need one as they stand. **Source**: SPEC §5.3.
    package func classKey(_ text: String, grade: Grade?, _ setting: GradeSetting) -> Int32 {
        let reference = RealDate(daysSince1970: calendar.referenceDay)
        let key = ClassKey(
            grade: grade, primaryYears: setting.primaryYears, calendar: SchoolCalendar(reference: reference))
        return classKeys.id(of: key.key(text))
    }
}
