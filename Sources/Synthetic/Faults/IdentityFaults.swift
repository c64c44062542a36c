import Columnar

extension FaultTable {
    static let identity: [any Fault] = [
        MalformedNumber(), WrongCheckCharacter(), ImpossibleDateInNumber(), OtherBirthDateInNumber(), OtherSexInNumber(),
        UnknownRegion(isProvinceKnown: true), UnknownRegion(isProvinceKnown: false), OldNumberOnPupil(),
    ]
}

/// IDN-01: a digit lost or a letter typed. The number is then no resident number for any other rule.
struct MalformedNumber: Fault {
    let name = "IDN-01"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        var digits = Array(draft.students.text(row, StudentField.idNumber).utf8)
        if bench.random.chance(5_000) { digits.remove(at: 9) } else { digits[11] = UInt8(ascii: "O") }
        draft.students.set(row, StudentField.idNumber, String(decoding: digits, as: UTF8.self))
        draft.students.expect(row, "IDN-01", .error, StudentField.idNumber)
        draft.metas[row].isTouched = true
        return true
    }
}

/// IDN-02: only the last character is wrong.
struct WrongCheckCharacter: Fault {
    let name = "IDN-02"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        var digits = Array(draft.students.text(row, StudentField.idNumber).utf8)
        digits[17] = digits[17] == UInt8(ascii: "X") ? UInt8(ascii: "3") : (digits[17] - 48 + 1) % 10 + 48
        draft.students.set(row, StudentField.idNumber, String(decoding: digits, as: UTF8.self))
        draft.students.expect(row, "IDN-02", .error, StudentField.idNumber)
        draft.metas[row].isTouched = true
        return true
    }
}

/// IDN-03: month 13, or 30 February; the check character fits, so nothing else fires.
struct ImpossibleDateInNumber: Fault {
    let name = "IDN-03"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        let old = draft.students.text(row, StudentField.idNumber)
        let wrong = bench.random.chance(5_000) ? "1305" : "0230"
        let number = NumberMaker.withCheck(String(old.prefix(10)) + wrong + String(old.dropFirst(14).prefix(3)))
        draft.students.set(row, StudentField.idNumber, number)
        draft.students.expect(row, "IDN-03", .error, StudentField.idNumber)
        draft.metas[row].isTouched = true
        return true
    }
}

/// IDN-04: a valid number of another day.
struct OtherBirthDateInNumber: Fault {
    let name = "IDN-04"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        let meta = draft.metas[row]
        let day = meta.birthDay + Int32(bench.random.within(1...300)) - 400
        draft.students.set(row, StudentField.idNumber, bench.workshop.numbers.here(birthDay: day, male: meta.male))
        draft.students.expect(row, "IDN-04", .error, StudentField.birthDate)
        draft.metas[row].isTouched = true
        return true
    }
}

/// IDN-05: a valid number of the other sex.
struct OtherSexInNumber: Fault {
    let name = "IDN-05"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        let meta = draft.metas[row]
        draft.students.set(row, StudentField.idNumber, bench.workshop.numbers.here(birthDay: meta.birthDay, male: !meta.male))
        draft.students.expect(row, "IDN-05", .error, StudentField.sex)
        draft.metas[row].isTouched = true
        return true
    }
}

/// IDN-06: a region that never existed, inside a province that issues numbers (warning) or not (error).
struct UnknownRegion: Fault {
    let isProvinceKnown: Bool

    var name: String { isProvinceKnown ? "IDN-06 county" : "IDN-06 province" }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        let old = draft.students.text(row, StudentField.idNumber)
        let tail = String(old.dropFirst(6).prefix(11))
        let region = isProvinceKnown ? "3699" : "9901"
        let county = NumberMaker.digits(bench.workshop.position, 2)
        draft.students.set(row, StudentField.idNumber, NumberMaker.withCheck(region + county + tail))
        draft.students.expect(row, "IDN-06", isProvinceKnown ? .warning : .error, StudentField.idNumber)
        draft.metas[row].isTouched = true
        return true
    }
}

/// IDN-07: fifteen digits. Read as born in 19xx, so a pupil born after 1999 gives IDN-04 too.
struct OldNumberOnPupil: Fault {
    let name = "IDN-07"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft, where: { !($0.birthDay == AgeArithmetic.day(2000, 2, 29)) }) else { return false }
        let old = draft.students.text(row, StudentField.idNumber)
        draft.students.set(row, StudentField.idNumber, FamilyWriter.fifteen(old))
        draft.students.expect(row, "IDN-07", .warning, StudentField.idNumber)
        if !old.dropFirst(6).hasPrefix("19") { draft.students.expect(row, "IDN-04", .error, StudentField.birthDate) }
        draft.metas[row].isTouched = true
        return true
    }
}
