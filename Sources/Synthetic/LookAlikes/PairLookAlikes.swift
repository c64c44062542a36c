import Columnar

extension LookAlikeTable {
    /// Two pupils whom a rule could take for one.
    static let pairs: [any Fault] = [
        LookAlike(name: "DUP-04 one day apart") { draft, bench in
            guard let row = bench.makeBlank(&draft) else { return false }
            draft.metas[row].isTouched = true
            let days = AgeArithmetic.birthDays(grade: draft.metas[row].grade, primaryYears: draft.plan.primaryYears, offset: 0)
            let copy = draft.addCopy(of: row)
            let day = draft.metas[row].birthDay
            draft.metas[copy].birthDay = day < days.upperBound ? day + 1 : day - 1
            draft.students.set(copy, StudentField.birthDate, CivilDateText.number(draft.metas[copy].birthDay))
            return true
        },
        LookAlike(name: "DUP-10 one seat number in two classes", isFit: { $1.usesSeatNumbers && $0.pupils >= 40 }) { draft, bench in
            guard let row = bench.pickPlain(draft), let other = bench.pickPlain(draft, where: { $0.classIndex != draft.metas[row].classIndex })
            else { return false }
            draft.students.set(other, StudentField.seatNo, draft.students.text(row, StudentField.seatNo))
            for member in [row, other] { draft.metas[member].isTouched = true }
            return true
        },
        cousins("DUP-12 twins of two schools") { visitor, bench in
            visitor.rename(male: !visitor.meta.male, birthDay: visitor.meta.birthDay, surname: visitor.meta.surname, &bench)
        },
        cousins("DUP-12 cousins of two days") { visitor, bench in
            let days = AgeArithmetic.birthDays(grade: visitor.meta.grade, primaryYears: 6, offset: 0)
            let day = visitor.meta.birthDay < days.upperBound ? visitor.meta.birthDay + 1 : visitor.meta.birthDay - 1
            visitor.rename(male: visitor.meta.male, birthDay: day, surname: visitor.meta.surname, &bench)
        },
        cousins("DUP-12 cousins of two surnames") { visitor, bench in
            let surname = visitor.meta.surname.hasPrefix("揭") ? "况" : "揭"
            visitor.rename(male: visitor.meta.male, birthDay: visitor.meta.birthDay, surname: surname, &bench)
        },
    ]

    /// A relative of a pupil in a later school of the county, with the same guardian.
    private static func cousins(
        _ name: String, _ change: @escaping @Sendable (inout Visitor, inout FaultBench) -> Void
    ) -> LookAlike {
        LookAlike(name: name, isFit: { plan, _ in plan.isOrdinary }) { draft, bench in
            let planner = bench
            return bench.edit(&draft, where: { !$0.hasDottedName && planner.canTravel($0) && $0.isOnTime }) { draft, row, bench in
                guard let other = bench.otherSchool(for: draft.metas[row]), draft.students.text(row, StudentField.m1IDNumber).utf8.count == 18
                else { return false }
                draft.metas[row].isTouched = true
                var visitor = Visitor(record: draft.students.detach(row), meta: draft.metas[row])
                change(&visitor, &bench)
                bench.workshop.visitors[other, default: []].append(visitor)
                return true
            }
        }
    }
}

extension PupilMeta {
    var isOnTime: Bool { AgeArithmetic(meta: self, primaryYears: 6, isGradeFromClass: true).offset == 0 }
}

extension Visitor {
    /// Makes the record that of a brother, sister or cousin.
    mutating func rename(male: Bool, birthDay: Int32, surname: String, _ bench: inout FaultBench) {
        let family = [StudentField.m1Name, .m2Name].map { record.texts[$0.rawValue] }
        var name: PupilName
        repeat {
            name = bench.workshop.names.pupil(male: male, birthDay: birthDay, surname: surname, random: &bench.random)
        } while family.contains(name.text)
        meta.male = male
        meta.birthDay = birthDay
        meta.surname = surname
        let texts: [(StudentField, String)] = [
            (.name, name.text), (.sex, male ? "男" : "女"), (.birthDate, CivilDateText.number(birthDay)),
            (.idNumber, bench.workshop.numbers.here(birthDay: birthDay, male: male)),
        ]
        for (field, text) in texts { record.texts[field.rawValue] = text }
    }
}
