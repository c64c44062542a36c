import Columnar
import Records

/// One row of the proof table, for the join with pupils. **Source**: SPEC §8.
package struct Proof: Sendable {
    package let place: Place
    /// 0 when blank or unusable.
    package let school: Int64
    package let name: String
    /// Hash of the name's bytes.
    package let nameHash: UInt64
    /// `Int32.min` when blank or unreadable.
    package let birth: Int32
    package let sex: UInt8
    package let classNumber: String?

    /// All four values of the join are there.
    package var canJoin: Bool { school != 0 && !name.isEmpty && birth != .min && sex != 0 }
    package var joinHash: UInt64 { Proof.joinHash(school: school, birth: birth, sex: sex) }
    /// Equal for equal values of all four.
    package var keyHash: UInt64 { ByteHash.combine(joinHash, nameHash) }

    /// A first sieve: the name is compared afterwards.
    package static func joinHash(school: Int64, birth: Int32, sex: UInt8) -> UInt64 {
        ByteHash.combine(UInt64(bitPattern: school), UInt64(UInt32(bitPattern: birth)) << 8 | UInt64(sex))
    }
}

/// All proofs, with a sieve that tells most pupils at once that no proof can be theirs.
package struct ProofCatalogue: Sendable {
    package private(set) var proofs: [Proof] = []
    private var joinHashes: Set<UInt64> = []
    /// One bit for each value of the first bits of a hash: what most pupils are told at once.
    private var sieve: [UInt64] = [0]
    private var sieveShift: UInt64 = 58

    package init() {}

    package init(_ source: any BatchSource, _ context: CheckContext) throws(ColumnarError) {
        for partition in 0..<source.partitionCount {
            let batch = try TableBatch(.proof, source, partition: partition, preload: [], context: context)
            let schools = try batch.schoolIDs()
            let names = try batch.text("student_name")
            let births = try batch.numbers("birth_date")
            let sexes = try batch.text("sex").mapped(null: UInt8(0)) { $0 == "1" ? 1 : $0 == "2" ? 2 : 0 }
            let classes = try batch.text("class_no")
            for row in 0..<batch.rowCount {
                proofs.append(
                    Proof(
                        place: try batch.place(row), school: schools[row], name: names.string(row) ?? "",
                        nameHash: names.hash(row), birth: births[row], sex: sexes[row], classNumber: classes.string(row)))
            }
        }
        joinHashes = Set(proofs.lazy.filter(\.canJoin).map(\.joinHash))
        makeSieve()
    }

    /// Some 64 to 128 bits a proof, so that one pupil in a hundred goes on to the set.
    private mutating func makeSieve() {
        var bits: UInt64 = 6
        while bits < 32, 1 << bits < joinHashes.count * 64 { bits += 1 }
        sieve = [UInt64](repeating: 0, count: 1 << Int(bits - 6))
        sieveShift = 64 - bits
        for hash in joinHashes { sieve[Int(hash >> sieveShift) >> 6] |= 1 << (hash >> sieveShift & 63) }
    }

    package func mayHold(_ hash: UInt64) -> Bool {
        sieve[Int(hash >> sieveShift) >> 6] >> (hash >> sieveShift & 63) & 1 != 0 && joinHashes.contains(hash)
    }
}
