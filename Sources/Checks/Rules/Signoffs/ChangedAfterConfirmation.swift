import Columnar
import Records

/// SGN-03: a pupil's row is no longer the one that was printed and signed.
package enum ChangedAfterConfirmation: RowRule {
    package static let definition = RuleDefinition(
        "SGN-03", "核对后又修改", "Data changed after confirmation", severity: "error", status: "I", isCore: false,
        message: BilingualText("数据在家长签字后被修改,须重新确认", "The data were changed after the parents signed; confirm them again"),
        explanation: Explanation(
            finds: ("核对码与签过字的打印稿不同的学生。", "Pupils whose row digest is not that of the signed print-out."),
            matters: ("家长确认的不是现在的数据。", "The parents confirmed other data than these."),
            fires: ("打印稿的签字记录有核对码，而没有一个等于现在的核对码。",
                "Sign-off rows of the print-out carry a digest, and none equals the present one."),
            doesNotFire: ("只改写法(汉→汉族)；有一个核对码相符；没有核对码；没有签字人和日期的记录。",
                "Only the spelling changed; one digest agrees; no digest; rows without signer and date."),
            limits: ("只看70列模板的字段。", "Only the 70 fields of the template."),
            source: "SPEC §2.6"))

    package static let inputs: ScanInputs = [
        .student: AgeColumns.all + RowDigest.fields.map(\.name).filter { !AgeColumns.all.contains($0) },
        .signoff: SignoffIndex.columns,
    ]
    package static let preparations: Preparations = .signoffs

    package static func obstacle(_ context: CheckContext) -> BilingualText? {
        context.signoffs.hasDigests ? nil : BilingualText("签字记录没有核对码", "no sign-off row has a digest (核对码)")
    }

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        guard batch.table == .student else { return }
        let index = batch.context.signoffs
        let (schools, births, names) = (try batch.schoolIDs(), try batch.numbers("birth_date"), try batch.text("name"))
        var school: (id: Int64, signed: SchoolSignoffs) = (0, SchoolSignoffs())
        var digest: PupilDigest?
        for row in 0..<batch.rowCount where schools[row] != 0 && births[row] != .min && !names.isNull(row) {
            if school.id != schools[row] { school = (schools[row], index.schools[schools[row]] ?? SchoolSignoffs()) }
            if school.signed.pupils.isEmpty { continue }
            var signed: [RowDigest.Typed] = []
            index.forEachRow(of: school.signed, name: names, row, birth: births[row]) { position in
                let signoff = index.pupils[position]
                if signoff.document == .printout, let typed = signoff.digest { signed.append(typed) }
            }
            if signed.isEmpty { continue }
            if digest == nil { digest = try PupilDigest(batch) }
            guard let present = try digest?.code(row), !signed.contains(RowDigest.Typed(present)) else { continue }
            try findings.add(batch, row, field: "", .error, value: present)
        }
    }
}
