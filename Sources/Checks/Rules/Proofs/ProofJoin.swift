import Columnar
import Records

/// A pupil's row in the join with the proofs.
package struct ProofPupil: Sendable {
    package let place: Place
    package let school: Int64
    package let name: String
    /// As `Proof.keyHash`.
    let keyHash: UInt64
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
        var rows: [(row: Int, hash: UInt64, needs: Bool)] = []
        for row in 0..<batch.rowCount where schools[row] != 0 && births[row] != .min && sexes[row] != 0 {
            let needs = nationalities[row] == .china && (states[row] == .blank || types[row] == DocumentType.other)
            let hash = Proof.joinHash(school: schools[row], birth: births[row], sex: sexes[row])
            if needs || proofs.mayHold(hash) { rows.append((row, hash, needs)) }
        }
        guard !rows.isEmpty else { return }
        // Whole: the groups of repeated numbers and the findings will ask for names again.
        let names = try batch.text("name")
        let numbers = try batch.texts("id_number", rows: rows.filter { $0.needs && states[$0.row] != .blank }.map(\.row))
        for (row, hash, needs) in rows {
            guard let name = names.string(row) else { continue }
            let isForeign = nationalities[row] != .china && nationalities[row] != .unknown
            let hasOther = states[row] != .blank && types[row] != 0 && types[row] != DocumentType.other
            let keyHash = ByteHash.combine(hash, names.hash(row))
            pupils.append(
                try pupil(
                    batch, row, name, keyHash, number: needs && states[row] != .blank ? numbers.string(row) ?? "" : "",
                    needs: needs, isKnownNotToNeed: isForeign || hasOther))
        }
    }

    private static func pupil(
        _ batch: TableBatch, _ row: Int, _ name: String, _ keyHash: UInt64, number: String, needs: Bool,
        isKnownNotToNeed: Bool
    ) throws -> ProofPupil {
        let grades = try batch.grades()
        return ProofPupil(
            place: try batch.place(row), school: try batch.schoolIDs()[row], name: name,
            keyHash: keyHash, birth: try batch.numbers("birth_date")[row], sex: try batch.sexes()[row], needsProof: needs,
            isKnownNotToNeed: isKnownNotToNeed, grade: grades.grade(row), setting: grades.setting(row),
            classKey: grades.classKey(row), number: number)
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
        let joinable = byHash(proofs.indices.filter { proofs[$0].canJoin }) { proofs[$0].keyHash }
        let sorted = byHash(Array(pupils.indices)) { pupils[$0].keyHash }
        var (start, first) = (0, 0)
        while start < sorted.count {
            let hash = sorted[start].hash
            var end = start + 1
            while end < sorted.count, sorted[end].hash == hash { end += 1 }
            while first < joinable.count, joinable[first].hash < hash { first += 1 }
            var last = first
            while last < joinable.count, joinable[last].hash == hash { last += 1 }
            let own = joinable[first..<last].map(\.index)
            if end == start + 1, own.count <= 1 {
                joinOnly(pupils[sorted[start].index], own.first, context, &outcome)
            } else {
                for (group, own) in split(sorted[start..<end].map { pupils[$0.index] }, own, context) {
                    join(
                        group.sorted { $0.needsProof != $1.needsProof ? $0.needsProof : order.isBefore($0.place, $1.place) },
                        own.sorted { order.isBefore(proofs[$0].place, proofs[$1].place) }, context, &outcome)
                }
            }
            (start, first) = (end, last)
        }
        return outcome
    }

    private static func byHash(_ indices: [Int], _ hash: (Int) -> UInt64) -> [(hash: UInt64, index: Int)] {
        indices.map { (hash($0), $0) }.sorted { $0.hash < $1.hash }
    }

    /// One pupil and at most one proof of one hash, as nearly always: whatever the class, they join where their keys are equal.
    private static func joinOnly(_ pupil: ProofPupil, _ proof: Int?, _ context: CheckContext, _ outcome: inout Outcome) {
        if let proof, key(context.proofs.proofs[proof]) == key(pupil) {
            outcome.pupils[proof] = pupil
        } else if pupil.needsProof {
            outcome.withoutProof.append(pupil)
        }
    }

    /// Pupils and proofs of one hash by their keys.
    private static func split(
        _ pupils: [ProofPupil], _ proofs: [Int], _ context: CheckContext
    ) -> [(pupils: [ProofPupil], proofs: [Int])] {
        let byKey = Dictionary(grouping: proofs) { key(context.proofs.proofs[$0]) }
        return Dictionary(grouping: pupils) { key($0) }.map { ($0.value, byKey[$0.key] ?? []) }
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
        if let proof = proofs.first, proofs.count == 1, pupils.count == 1 {
            // Whatever the class, they join in one of the passes, and there is nobody else.
            outcome.pupils[proof] = pupils[0]
            return
        }
        var isTaken = [Bool](repeating: false, count: pupils.count)
        var classes = ClassQueues(pupils)
        var left: [Int] = []
        for proof in proofs {
            let number = context.proofs.proofs[proof].classNumber
            guard let found = classes.take(where: { isSameClass(number, pupils[$0], context) }) else {
                left.append(proof)
                continue
            }
            isTaken[found] = true
            outcome.pupils[proof] = pupils[found]
        }
        let free = pupils.indices.filter { !isTaken[$0] }
        for (position, (proof, pupil)) in zip(left, free).enumerated() {
            isTaken[pupil] = true
            outcome.pupils[proof] = pupils[pupil]
            outcome.isAmbiguous[proof] = free.count - position > 1
        }
        for index in pupils.indices where pupils[index].needsProof && !isTaken[index] {
            outcome.withoutProof.append(pupils[index])
        }
    }

    /// The pupils of one key by class, so that a key of many thousand pupils is not searched for each proof.
    private struct ClassQueues {
        private struct ClassOfPupils: Hashable {
            let grade: UInt8
            let setting: GradeSetting
            let key: Int32
        }

        /// Pupils of a class in their order, and how many are taken.
        private var queues: [(pupils: [Int], taken: Int)] = []

        init(_ pupils: [ProofPupil]) {
            let classes = Dictionary(grouping: pupils.indices) {
                ClassOfPupils(grade: pupils[$0].grade, setting: pupils[$0].setting, key: pupils[$0].classKey)
            }
            queues = classes.values.map { ($0, 0) }
        }

        /// Takes the first free pupil of the classes that a test accepts; it is asked with one pupil of each.
        mutating func take(where isMeant: (Int) -> Bool) -> Int? {
            var best: (queue: Int, pupil: Int)?
            for (index, queue) in queues.enumerated() where queue.taken < queue.pupils.count {
                let pupil = queue.pupils[queue.taken]
                if pupil < best?.pupil ?? .max, isMeant(pupil) { best = (index, pupil) }
            }
            guard let best else { return nil }
            queues[best.queue].taken += 1
            return best.pupil
        }
    }

    /// The proof's class number, read with the pupil's grade, gives the pupil's class key.
    private static func isSameClass(_ number: String?, _ pupil: ProofPupil, _ context: CheckContext) -> Bool {
        guard let number, pupil.classKey != ClassKeyTable.none else { return false }
        return context.classKey(number, grade: Grade(rawValue: pupil.grade), pupil.setting) == pupil.classKey
    }
}
