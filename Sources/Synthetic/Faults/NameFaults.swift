extension FaultTable {
    static let names: [any Fault] = [LostCharacter(), StrangeCharacter(), LongName()]
}

/// IDN-12, error: a rare character became something else.
struct LostCharacter: Fault {
    let name = "IDN-12 lost"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            let sign = bench.random.pick(["?", "□", "■", "3", "\u{E000}", "\u{E76C}"])
            draft.students.set(row, StudentField.name, draft.students.text(row, StudentField.name) + sign)
            draft.students.expect(row, "IDN-12", .error, StudentField.name)
            return true
        }
    }
}

/// IDN-12, warning: a sign or a Latin letter in a Chinese citizen's name.
struct StrangeCharacter: Fault {
    let name = "IDN-12 strange"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            let sign = bench.random.pick(["A", "-", "x", "*", "、"])
            draft.students.set(row, StudentField.name, draft.students.text(row, StudentField.name) + sign)
            draft.students.expect(row, "IDN-12", .warning, StudentField.name)
            return true
        }
    }
}

/// IDN-13: the former name stands behind the name, which is long only where there is no dot.
struct LongName: Fault {
    let name = "IDN-13"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft, where: { !$0.hasDottedName }) { draft, row, bench in
            let tail = bench.random.pick(["原名刘小明", "又名王建国", "即上学期转入者"])
            draft.students.set(row, StudentField.name, draft.students.text(row, StudentField.name) + tail)
            draft.students.expect(row, "IDN-13", .warning, StudentField.name)
            return true
        }
    }
}
