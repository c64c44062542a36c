extension LookAlikeTable {
    /// Names and numbers that are rare, and right.
    static let persons: [any Fault] = [
        LookAlike.edit("IDN-06 abolished region", isFit: { plan, _ in plan.teaches(.senior) }, pupil: { $0.birthDay < 10_957 }) { draft, row, bench in
            let meta = draft.metas[row]
            let regions = [362_122, 362_134, 362_221, 362_222, 362_223, 362_225, 360_211, 360_411, 360_422]
            guard let number = bench.workshop.numbers.reserved(bench.random.pick(regions), birthDay: meta.birthDay, male: meta.male)
            else { return false }
            draft.students.set(row, StudentField.idNumber, number)
            return true
        },
        LookAlike.edit("IDN-06 district without name") { draft, row, bench in
            let meta = draft.metas[row]
            let regions = [360_101, 360_201, 510_101, 440_101]
            guard let number = bench.workshop.numbers.reserved(bench.random.pick(regions), birthDay: meta.birthDay, male: meta.male)
            else { return false }
            draft.students.set(row, StudentField.idNumber, number)
            return true
        },
        LookAlike.edit("IDN-12 character of a rare plane") { draft, row, bench in
            draft.students.set(row, StudentField.name, draft.students.text(row, StudentField.name) + bench.random.pick(NamePools.outside))
            return true
        },
        LookAlike(name: "IDN-12 dotted name") { draft, bench in bench.remakePlain(&draft, PupilMaker.Wish(person: .dotted)) },
        LookAlike(name: "IDN-12 Latin name") { draft, bench in
            guard let row = bench.pickPlain(draft) else { return false }
            bench.remake(row, &draft, PupilMaker.Wish(person: .foreigner))
            draft.students.set(row, StudentField.name, bench.random.pick(["ANNE-MARIE O'NEILL", "José Núñez", "Zoë D’Arcy", "金 SMITH"]))
            draft.students.set(row, StudentField.birthPlaceCode, bench.random.pick(["美国", "首尔", draft.county.code12]))
            return true
        },
        LookAlike.edit("IDN-13 six characters", pupil: { !$0.hasDottedName }) { draft, row, _ in draft.lengthenName(row, to: 6) },
        LookAlike.edit("IDN-13 thirty with a dot") { draft, row, _ in
            draft.students.set(row, StudentField.name, draft.students.text(row, StudentField.name) + "·")
            return draft.lengthenName(row, to: 30)
        },
    ]

    static let documents: [any Fault] = [
        LookAlike.edit("IDN-08 document of a known form") { draft, row, bench in
            let paper = bench.random.pick(Paper.all)
            draft.students.set(row, StudentField.idType, paper.type)
            draft.students.set(row, StudentField.overseasStatus, paper.status)
            draft.students.set(row, StudentField.nationality, paper.nationality)
            draft.students.set(row, StudentField.idNumber, paper.number(bench.workshop.nextDocument()))
            draft.metas[row].numberKind = .other
            draft.metas[row].isChinese = paper.nationality == "中国"
            return true
        },
        LookAlike(name: "DUP-08 one number under two types") { draft, bench in
            guard let rows = bench.pickPlain(2, draft) else { return false }
            let number = bench.workshop.nextDocument()
            for (row, paper) in zip(rows, [Paper.all[7], Paper("护照", "台湾同胞", "台湾") { $0 }]) {
                draft.students.set(row, StudentField.idType, paper.type)
                draft.students.set(row, StudentField.overseasStatus, paper.status)
                draft.students.set(row, StudentField.nationality, paper.nationality)
                draft.students.set(row, StudentField.idNumber, number)
                draft.metas[row].numberKind = .other
                draft.metas[row].isChinese = false
                draft.metas[row].isTouched = true
            }
            return true
        },
        LookAlike(name: "PRF-03 proof of another class") { draft, bench in
            guard let row = bench.makeBlank(&draft) else { return false }
            draft.metas[row].proof = .ofOtherClass
            draft.metas[row].isTouched = true
            return true
        },
        LookAlike(name: "PRF-06 guardian with an old number") { draft, bench in
            guard let row = bench.makeBlank(&draft) else { return false }
            draft.metas[row].isTouched = true
            let day = min(draft.metas[row].birthDay - 18_000, -3_700)
            draft.students.set(row, StudentField.m1Relation, "祖父母或外祖父母")
            draft.students.set(row, StudentField.m1RelationNote, "")
            draft.students.set(row, StudentField.m1IDType, "居民身份证")
            draft.students.set(row, StudentField.m1IDNumber, FamilyWriter.fifteen(bench.workshop.numbers.here(birthDay: day, male: true)))
            return true
        },
        LookAlike.edit("SGN-03 signed again", isFit: { $1.signsByPupil }) { draft, row, bench in
            draft.metas[row].printout = bench.random.chance(5_000) ? .signedAgain : .besideBlank
            return true
        },
    ]
}

/// A document other than the resident card, in one of the forms of SPEC §4.2.
struct Paper: Sendable {
    let type: String
    let status: String
    let nationality: String
    /// Made of eight digits that no other document has.
    let number: @Sendable (String) -> String

    init(_ type: String, _ status: String, _ nationality: String, _ number: @escaping @Sendable (String) -> String) {
        self.type = type
        self.status = status
        self.nationality = nationality
        self.number = number
    }

    private static let hongKong = ("香港特区护照/身份证明", "香港同胞", "香港")
    private static let macao = ("澳门特区护照/身份证明", "澳门同胞", "澳门")
    private static let taiwan = ("台湾居民来往大陆通行证", "台湾同胞", "台湾")

    static let all: [Paper] = [
        Paper(hongKong.0, hongKong.1, hongKong.2) { "H\($0)" },
        Paper(hongKong.0, hongKong.1, hongKong.2) { "H\($0)01" },
        Paper(hongKong.0, hongKong.1, hongKong.2) { "\(letters($0))\($0.suffix(6))(A)" },
        Paper(hongKong.0, hongKong.1, hongKong.2) { "KJ\($0)" },
        Paper(macao.0, macao.1, macao.2) { "M\($0)" },
        Paper(macao.0, macao.1, macao.2) { "M\($0)02" },
        Paper(macao.0, macao.1, macao.2) { "MA\($0)" },
        Paper(taiwan.0, taiwan.1, taiwan.2) { $0 },
        Paper(taiwan.0, taiwan.1, taiwan.2) { "00\($0)(A)" },
        Paper("境外永久居住证", "外国人", "日本") { "JPN3300\($0)" },
        Paper("护照", "外国人", "法国") { "12AB\($0)" },
        Paper("护照", "归侨子女", "中国") { "G\($0)" },
    ]

    /// The first two digits as letters.
    private static func letters(_ digits: String) -> String {
        digits.prefix(2).map { String(Array("ABCDEFGHIJ")[Int(String($0)) ?? 0]) }.joined()
    }
}

extension SchoolDraft {
    /// Fills a name up with characters that no list of names has, so that it stays unlike all others.
    mutating func lengthenName(_ row: Int, to length: Int) -> Bool {
        var name = students.text(row, StudentField.name)
        guard name.unicodeScalars.count < length else { return false }
        while name.unicodeScalars.count < length { name += NamePools.fillers[name.unicodeScalars.count % NamePools.fillers.count] }
        students.set(row, StudentField.name, name)
        return true
    }
}

extension FaultBench {
    /// Makes a plain pupil anew.
    mutating func remakePlain(
        _ draft: inout SchoolDraft, _ wish: PupilMaker.Wish, where isFit: (PupilMeta) -> Bool = { _ in true }
    ) -> Bool {
        guard let row = pickPlain(draft, where: isFit) else { return false }
        remake(row, &draft, wish)
        return true
    }
}
