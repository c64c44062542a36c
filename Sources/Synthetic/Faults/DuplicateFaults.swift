extension FaultTable {
    static let duplicates: [any Fault] = [RepeatedPupil(), PupilOfTwoSchools(), NumberWithTwoNames(), RepeatedPupilWithoutNumber()]
}

/// DUP-01: a row typed twice. The copy counts in every total.
struct RepeatedPupil: Fault {
    let name = "DUP-01"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft) else { return false }
        draft.students.expect(row, "DUP-01", .error, StudentField.idNumber)
        draft.metas[row].isTouched = true
        _ = draft.students.appendCopy(of: row)
        draft.metas.append(draft.metas[row])
        return true
    }
}

/// DUP-02: a guest pupil reported by both schools of one county.
struct PupilOfTwoSchools: Fault {
    let name = "DUP-02"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { plan.isOrdinary }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.isSpecial, !draft.plan.fiveFour,
            let row = bench.pickPlain(draft, where: { !$0.isSpecial && $0.entryYear == $0.grade.cohort && $0.entryMonth == 9 })
        else { return false }
        let grade = draft.metas[row].grade
        let other = bench.laterSchools.first {
            $0.plan.pupils >= 40 && $0.plan.limit == nil && !$0.plan.kind.isSpecial && !$0.plan.fiveFour
                && $0.plan.kind.grades(fiveFour: false).contains(grade)
        }
        guard let other else { return false }
        draft.students.expect(row, "DUP-02", .error, StudentField.idNumber)
        draft.metas[row].isTouched = true
        let visitor = Visitor(record: draft.students.detach(row), meta: draft.metas[row])
        bench.workshop.visitors[other.plan.index, default: []].append(visitor)
        return true
    }
}

extension Visitor {
    /// Enters the pupil in the second school, in the first class of the grade.
    func enter(_ draft: inout SchoolDraft) {
        let grade = meta.grade
        guard let classIndex = draft.classes.firstIndex(where: { $0.grade == grade }) else {
            preconditionFailure("the second school lacks the grade")
        }
        let row = draft.students.append(record)
        var meta = meta
        meta.classIndex = classIndex
        draft.metas.append(meta)
        let serial = draft.nextSerial()
        draft.students.set(row, StudentField.schoolID, draft.plan.id)
        draft.students.set(row, StudentField.classNo, draft.classText(classIndex))
        draft.students.set(row, StudentField.grade, draft.gradeText(meta.grade))
        draft.students.set(row, StudentField.seatNo, draft.traits.usesSeatNumbers ? NumberMaker.digits(serial, 2) : "")
        draft.students.set(row, StudentField.auxNo, draft.traits.usesAuxiliaryNumbers ? "F\(NumberMaker.digits(serial, 6))" : "")
        draft.students.set(row, StudentField.campusNo, "\(draft.classes[classIndex].campus)")
    }
}

/// DUP-03: somebody else with the number of a classmate.
struct NumberWithTwoNames: Fault {
    let name = "DUP-03"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft, where: { !$0.hasDottedName }) else { return false }
        draft.students.expect(row, "DUP-03", .error, StudentField.idNumber)
        draft.metas[row].isTouched = true
        let meta = draft.metas[row]
        let copy = draft.students.appendCopy(of: row)
        draft.metas.append(meta)
        let family = [StudentField.m1Name, .m2Name].map { draft.students.text(row, $0) }
        var name = ""
        repeat {
            name = bench.workshop.names.pupil(
                male: meta.male, birthDay: meta.birthDay, surname: meta.surname, random: &bench.random
            ).text
        } while family.contains(name)
        draft.students.set(copy, StudentField.name, name)
        let serial = draft.nextSerial()
        if draft.traits.usesSeatNumbers { draft.students.set(copy, StudentField.seatNo, NumberMaker.digits(serial, 2)) }
        if draft.traits.usesAuxiliaryNumbers {
            draft.students.set(copy, StudentField.auxNo, "F\(NumberMaker.digits(serial, 6))")
        }
        return true
    }
}

/// DUP-04: a pupil without number entered twice, each time with a proof.
struct RepeatedPupilWithoutNumber: Fault {
    let name = "DUP-04"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.makeBlank(&draft) else { return false }
        draft.students.expect(row, "DUP-04", .error, StudentField.name)
        draft.metas[row].isTouched = true
        _ = draft.students.appendCopy(of: row)
        draft.metas.append(draft.metas[row])
        return true
    }
}

extension FaultBench {
    /// Replaces an ordinary pupil by one without an ID number, who has a proof.
    mutating func makeBlank(_ draft: inout SchoolDraft) -> Int? {
        guard let row = pickPlain(draft) else { return nil }
        maker.fill(
            row, of: &draft, classIndex: draft.metas[row].classIndex, workshop: &workshop, random: &random,
            wish: PupilMaker.Wish(isBlankNumber: true, isPlain: true))
        return row
    }
}
