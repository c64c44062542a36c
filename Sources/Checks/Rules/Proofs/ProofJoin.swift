import Columnar
import Records

/// A pupil's row in the join with the proofs.
package struct ProofPupil: Sendable {
    package let place: Place
    package let school: Int64
    package let name: String
    package let birth: Int32
    package let sex: UInt8
    package let needsProof: Bool
    /// Nationality is known to be foreign, or there is a number and the type is known to be other than Z.
    package let isKnownNotToNeed: Bool
    package let grade: UInt8
    package let setting: GradeSetting
    /// `ClassKeyTable.none` when the class number is blank.
    package let classKey: Int32
    /// The number as it stands, empty when blank.
    package let number: String
}

/// Joins pupils and proofs one to one; shared by PRF-01, PRF-02 and PRF-03. **Source**: SPEC §8.
package enum ProofJoin: TableScan {
    package struct Outcome: Sendable {
        /// Pupils who need a proof and joined none.
        package var withoutProof: [ProofPupil] = []
        /// For each proof of the catalogue the pupil it joined.
        package var pupils: [ProofPupil?] = []
        /// Whether the proof had more than one free pupil to choose from in the second pass.
        package var isAmbiguous: [Bool] = []
    }

    package static let inputs: ScanInputs = [
        .student: AgeColumns.all + ["name", "sex", "nationality", "id_type", "id_number", "id_key"]
    ]
    package static let preparations: Preparations = .proofs
    package static func empty() -> [ProofPupil] { [] }

    package static func scan(_ batch: TableBatch, into pupils: inout [ProofPupil]) throws {
        let schools = try batch.schoolIDs()
        let births = try batch.numbers("birth_date")
        let sexes = try batch.sexes()
        let nationalities = try batch.nationalities()
        let types = try batch.documentTypes()
        let states = try batch.idStates()
        let proofs = batch.context.proofs
        for row in 0..<batch.rowCount where schools[row] != 0 && births[row] != .min && sexes[row] != 0 {
            let needs = nationalities[row] == .china && (states[row] == .blank || types[row] == DocumentType.other)
            let hash = Proof.joinHash(school: schools[row], birth: births[row], sex: sexes[row])
            guard needs || proofs.mayHold(hash), let name = try batch.text("name").string(row) else { continue }
            let isForeign = nationalities[row] != .china && nationalities[row] != .unknown
            let hasOther = states[row] != .blank && types[row] != 0 && types[row] != DocumentType.other
            pupils.append(
                try pupil(batch, row, name, needs: needs, isKnownNotToNeed: isForeign || hasOther))
        }
    }

    private static func pupil(
        _ batch: TableBatch, _ row: Int, _ name: String, needs: Bool, isKnownNotToNeed: Bool
    ) throws -> ProofPupil {
        let grades = try batch.grades()
        return ProofPupil(
            place: try batch.place(row), school: try batch.schoolIDs()[row], name: name,
            birth: try batch.numbers("birth_date")[row], sex: try batch.sexes()[row], needsProof: needs,
            isKnownNotToNeed: isKnownNotToNeed, grade: grades.grade(row), setting: grades.setting(row),
            classKey: grades.classKey(row), number: needs ? try batch.text("id_number").string(row) ?? "" : "")
    }

    package static func merge(_ other: [ProofPupil], into pupils: inout [ProofPupil]) {
        pupils.append(contentsOf: other)
    }

    private struct JoinKey: Hashable {
        let school: Int64
        let name: ExactText
        let birth: Int32
        let sex: UInt8
    }

    package static func finish(_ pupils: [ProofPupil], _ context: CheckContext) throws -> Outcome {
        let order = PlaceOrder(context.places)
        let proofs = context.proofs.proofs
        var outcome = Outcome(
            pupils: [ProofPupil?](repeating: nil, count: proofs.count),
            isAmbiguous: [Bool](repeating: false, count: proofs.count))
        let joinable = proofs.indices.filter { proofs[$0].canJoin }
        let byKey = Dictionary(grouping: joinable) { key(proofs[$0]) }
        for (key, group) in Dictionary(grouping: pupils, by: { Self.key($0) }) {
            let sorted = group.sorted {
                $0.needsProof != $1.needsProof ? $0.needsProof : order.isBefore($0.place, $1.place)
            }
            let own = (byKey[key] ?? []).sorted { order.isBefore(proofs[$0].place, proofs[$1].place) }
            join(sorted, own, context, &outcome)
        }
        return outcome
    }

    private static func key(_ proof: Proof) -> JoinKey {
        JoinKey(school: proof.school, name: ExactText(proof.name), birth: proof.birth, sex: proof.sex)
    }

    private static func key(_ pupil: ProofPupil) -> JoinKey {
        JoinKey(school: pupil.school, name: ExactText(pupil.name), birth: pupil.birth, sex: pupil.sex)
    }

    /// Pupils and proofs of one key, in their orders: first by class, then whoever is free.
    private static func join(
        _ pupils: [ProofPupil], _ proofs: [Int], _ context: CheckContext, _ outcome: inout Outcome
    ) {
        var isTaken = [Bool](repeating: false, count: pupils.count)
        var left: [Int] = []
        for proof in proofs {
            let number = context.proofs.proofs[proof].classNumber
            let found = pupils.indices.first { !isTaken[$0] && isSameClass(number, pupils[$0], context) }
            guard let found else {
                left.append(proof)
                continue
            }
            isTaken[found] = true
            outcome.pupils[proof] = pupils[found]
        }
        for proof in left {
            let free = pupils.indices.filter { !isTaken[$0] }
            guard let first = free.first else { continue }
            isTaken[first] = true
            outcome.pupils[proof] = pupils[first]
            outcome.isAmbiguous[proof] = free.count > 1
        }
        for index in pupils.indices where pupils[index].needsProof && !isTaken[index] {
            outcome.withoutProof.append(pupils[index])
        }
    }

    /// The proof's class number, read with the pupil's grade, gives the pupil's class key.
    private static func isSameClass(_ number: String?, _ pupil: ProofPupil, _ context: CheckContext) -> Bool {
        guard let number, pupil.classKey != ClassKeyTable.none else { return false }
        return context.classKey(number, grade: Grade(rawValue: pupil.grade), pupil.setting) == pupil.classKey
    }
}
