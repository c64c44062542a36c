/// What is known about a pupil's row besides its texts; age, grade and proof findings are computed from it at the end.
struct PupilMeta {
    var grade: SchoolGrade
    var classIndex: Int
    var male: Bool
    var birthDay: Int32
    var entryYear: Int
    var entryMonth: Int
    var numberKind: NumberKind = .resident
    var isChinese = true
    /// A disabled pupil, or one of a special school: older pupils are normal.
    var isSpecial = false
    /// The row's school_id is the school's own; otherwise the row counts for nobody.
    var hasSchool = true
    /// The identifier is well formed, but no school has it.
    var isOfUnknownSchool = false
    var isGradeKnown = true
    /// The birth date can be read.
    var isBirthKnown = true
    var isEntryKnown = true
    /// The class number leads to the pupil's class.
    var isClassKnown = true
    var proof: Proof = .full
    /// Another pupil of the class has the same birthday and parents.
    var isTwin = false
    /// A fault or look-alike was planted here; nothing else may be.
    var isTouched = false
    var surname = ""
    /// A Tibetan or Uyghur name, which has no surname in front and a dot inside.
    var hasDottedName: Bool { surname == "艾" }
    /// What became of the print-out that pupil and parent signed.
    var printout: Printout = .signed

    enum NumberKind { case resident, blank, freeText, other, unreadable }
    enum Proof { case full, missing, withoutPupil, withoutParent, withoutStamp
        /// The paper names another class; the first of two such pupils could be either (PRF-03).
        case ofOtherClass, ambiguous }

    /// A sign-off row with 核对码 for this pupil: as the data are, as they were (SGN-03), twice with the right one last, or
    /// beside a row that nobody signed.
    enum Printout { case signed, changedAfterwards, signedAgain, besideBlank }

    /// SPEC §8: a Chinese citizen without a number, or with document type Z.
    var needsProof: Bool { isChinese && (numberKind == .blank || numberKind == .freeText) }
}
