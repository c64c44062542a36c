extension LookAlikeTable {
    /// Cells that look odd and are allowed.
    static let cells: [any Fault] = [
        distance("COD-06 boarder from afar", "住校", ["500", "101", "500.0"]), distance("COD-06 day pupil at the limit", "走读", ["100", "0", "99.9"]),
        text("FMT-06 several numbers", .phone, ["13900000000/0791-1234567", "(0791)8123456", "8123456", "010-62345678、13800000000"]),
        text("FMT-08 as long as allowed", .nativePlace, ["江西省某市某县某镇某村某组某某户口本如𬱖"]),
        text("FMT-04 punctuation of Chinese text", .homeAddress, ["江西省某县某镇（老街），八号", "某路一号 ", "某小区：三栋"]),
        text("CMP-01 nothing to say", .talent, ["无", "-", "/"]),
        text("FMT-09 long address", .email, ["a.b+c@mail.example.com", "x@y.z"]),
        text("REF-10 district without name", .birthPlaceCode, ["360101000000", "360201000000"]),
        LookAlike.edit("REF-09 leading zero", isFit: { plan, traits in traits.template == .v3 && (traits.hasTwoCampuses || plan.index % 3 == 0) }) { draft, row, _ in
            draft.students.set(row, StudentField.campusNo, "0\(draft.classes[draft.metas[row].classIndex].campus)")
            return true
        },
        LookAlike.edit("COD-05 bus wanted") { draft, row, _ in
            draft.students.set(row, StudentField.commuteMode, "校车")
            draft.students.set(row, StudentField.needsBus, "是")
            return true
        },
        LookAlike.edit("DUP-02 guest of one school") { draft, row, _ in
            draft.students.set(row, StudentField.studentSource, "借读")
            return true
        },
    ]

    private static func text(_ name: String, _ field: StudentField, _ texts: [String]) -> LookAlike {
        LookAlike.edit(name) { draft, row, bench in
            draft.students.set(row, field, bench.random.pick(texts))
            return true
        }
    }

    private static func distance(_ name: String, _ mode: String, _ texts: [String]) -> LookAlike {
        LookAlike.edit(name) { draft, row, bench in
            draft.students.set(row, StudentField.studyMode, mode)
            draft.students.set(row, StudentField.commuteKm, bench.random.pick(texts))
            return true
        }
    }
}
