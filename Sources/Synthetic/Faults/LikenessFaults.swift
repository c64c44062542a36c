extension FaultTable {
    static let likenesses: [any Fault] = [
        AlsoWithoutNumber(), NumberOffByTypo(), SameNameOtherNumber(), SameNameInOtherSchool(), CousinsWithOneGuardian(),
    ]
}

extension SchoolDraft {
    /// A second row of the same pupil, with class list numbers of its own.
    mutating func addCopy(of row: Int) -> Int {
        let copy = students.appendCopy(of: row)
        metas.append(metas[row])
        let serial = nextSerial()
        if traits.usesSeatNumbers { students.set(copy, StudentField.seatNo, NumberMaker.digits(serial, 2)) }
        if traits.usesAuxiliaryNumbers { students.set(copy, StudentField.auxNo, "F\(NumberMaker.digits(serial, 6))") }
        return copy
    }
}

/// DUP-05: entered once with the number and once, with a proof, without.
struct AlsoWithoutNumber: Fault {
    let name = "DUP-05"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            guard draft.hasMemberNumbers(row) else { return false }
            draft.students.expect(row, "DUP-05", .warning, StudentField.name)
            let copy = draft.addCopy(of: row)
            draft.students.set(copy, StudentField.idNumber, "")
            draft.students.set(copy, StudentField.idValidPeriod, "")
            draft.students.set(copy, StudentField.idType, "其他")
            draft.metas[copy].numberKind = .blank
            draft.metas[copy].isTouched = true
            return true
        }
    }
}

/// DUP-06: entered again with a wrong digit. The number is then false (IDN-02) or of no known county (IDN-06).
struct NumberOffByTypo: Fault {
    let name = "DUP-06"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            draft.students.expect(row, "DUP-06", .warning, StudentField.idNumber)
            let copy = draft.addCopy(of: row)
            draft.metas[copy].isTouched = true
            var digits = Array(draft.students.text(row, StudentField.idNumber).utf8)
            if bench.random.chance(5_000), digits.starts(with: Array("36".utf8)) {
                digits[4] = UInt8(ascii: "9")
                let number = NumberMaker.withCheck(String(decoding: digits[0..<17], as: UTF8.self))
                draft.students.set(copy, StudentField.idNumber, number)
                draft.students.expect(copy, "IDN-06", .warning, StudentField.idNumber)
            } else {
                if digits[14] != digits[15] { digits.swapAt(14, 15) } else { digits[14] = (digits[14] - 48 + 3) % 10 + 48 }
                draft.students.set(copy, StudentField.idNumber, String(decoding: digits, as: UTF8.self))
                draft.students.expect(copy, "IDN-02", .error, StudentField.idNumber)
            }
            return true
        }
    }
}

extension FaultBench {
    /// A number of the same day and sex that nobody takes for a typing error of the old one.
    mutating func otherNumber(than old: String, _ meta: PupilMeta) -> String {
        while true {
            let number = workshop.numbers.here(birthDay: meta.birthDay, male: meta.male)
            let distance = zip(old.utf8, number.utf8).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
            if distance > 2 { return number }
        }
    }
}

/// DUP-07, warning: two of one name, sex and birthday in one school.
struct SameNameOtherNumber: Fault {
    let name = "DUP-07 school"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            draft.students.expect(row, "DUP-07", .warning, StudentField.name)
            let copy = draft.addCopy(of: row)
            draft.metas[copy].isTouched = true
            let number = bench.otherNumber(than: draft.students.text(row, StudentField.idNumber), draft.metas[row])
            draft.students.set(copy, StudentField.idNumber, number)
            return true
        }
    }
}

extension FaultBench {
    /// A later school of the county that could have this pupil too.
    func otherSchool(for meta: PupilMeta) -> Int? {
        laterSchools.first {
            $0.plan.pupils >= 40 && $0.plan.limit == nil && !$0.plan.kind.isSpecial && !$0.plan.fiveFour
                && $0.plan.kind.grades(fiveFour: false).contains(meta.grade)
        }?.plan.index
    }

    func canTravel(_ meta: PupilMeta) -> Bool {
        !meta.isTwin && !meta.isSpecial && meta.entryYear == meta.grade.cohort && meta.entryMonth == 9 && otherSchool(for: meta) != nil
    }
}

/// DUP-07, info: two of one name, sex and birthday in two schools of a county.
struct SameNameInOtherSchool: Fault {
    let name = "DUP-07 county"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { plan.isOrdinary }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.isSpecial, !draft.plan.fiveFour else { return false }
        let planner = bench
        return bench.edit(&draft, where: planner.canTravel) { draft, row, bench in
            guard let other = bench.otherSchool(for: draft.metas[row]) else { return false }
            draft.students.expect(row, "DUP-07", .info, StudentField.name)
            draft.metas[row].isTouched = true
            var visitor = Visitor(record: draft.students.detach(row), meta: draft.metas[row])
            let number = bench.otherNumber(than: visitor.record.texts[StudentField.idNumber.rawValue], visitor.meta)
            visitor.record.texts[StudentField.idNumber.rawValue] = number
            bench.workshop.visitors[other, default: []].append(visitor)
            return true
        }
    }
}

/// DUP-12: the same guardian, birthday, sex and surname in two schools, under two names and numbers.
struct CousinsWithOneGuardian: Fault {
    let name = "DUP-12"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { plan.isOrdinary }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.isSpecial, !draft.plan.fiveFour else { return false }
        let planner = bench
        return bench.edit(&draft, where: { !$0.hasDottedName && planner.canTravel($0) }) { draft, row, bench in
            let meta = draft.metas[row]
            guard let other = bench.otherSchool(for: meta), draft.students.text(row, StudentField.m1IDNumber).utf8.count == 18
            else { return false }
            draft.students.expect(row, "DUP-12", .info, StudentField.name)
            draft.metas[row].isTouched = true
            var visitor = Visitor(record: draft.students.detach(row), meta: draft.metas[row])
            let family = [StudentField.m1Name, .m2Name].map { visitor.record.texts[$0.rawValue] }
            var name = ""
            repeat {
                name = bench.workshop.names.pupil(male: meta.male, birthDay: meta.birthDay, surname: meta.surname, random: &bench.random).text
            } while family.contains(name)
            visitor.record.texts[StudentField.name.rawValue] = name
            visitor.record.texts[StudentField.idNumber.rawValue] = bench.workshop.numbers.here(birthDay: meta.birthDay, male: meta.male)
            bench.workshop.visitors[other, default: []].append(visitor)
            return true
        }
    }
}
