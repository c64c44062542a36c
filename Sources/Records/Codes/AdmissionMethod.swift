/// 入学方式, the one list in which two entries share the spelling 其他.
///
/// **Source**: SPEC §3; `admission_method.csv`, column `stage`.
public enum AdmissionMethod {
    /// What stands in the store for 其他 and 其它, until the grade is derived.
    public static let storedOther = "其他"

    static func isOther(_ value: String) -> Bool { value.isExactly("其他") || value.isExactly("其它") }

    /// 其他 at a stage: 99 in senior secondary, else, and for an unknown grade, 12.
    public static func otherCode(stage: Stage?) -> String { stage == .senior ? "99" : "12" }

    /// The canonical code of a stored value: the code itself, or 其他 read with the pupil's stage.
    public static func code(stored: String, stage: Stage?) -> String {
        stored == storedOther ? otherCode(stage: stage) : stored
    }

    /// Whether a stored value is possible at a stage; 其他 and unknown values fit all.
    public static func fits(stored: String?, stage: Stage) -> Bool {
        switch stored {
        case "11", "12": stage != .senior
        case "21", "22", "23", "99": stage == .senior
        default: true
        }
    }
}
