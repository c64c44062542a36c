import Columnar
import Records

/// What makes two findings of different runs the same fault: the rule, the table, the field, what the row is about
/// (`RecordIdentity`), and the value of the cell.
///
/// - The file, the sheet and the row number take no part where a finding stands at a row: rows may be inserted above it, and
///   the school may send the file again under another name. Findings about a sheet or a file are named by its path.
/// - The value takes part where it is that of a cell. Where it is what is missing or how many (no field, or CMP-04), the
///   fault stays the same while that changes.
/// - The members of a group are told apart by what their rows are about, and the group by the value that they share.
/// - Findings that agree in all this, such as those of a pupil entered three times, are numbered in their order.
struct FaultDigests {
    /// One for each finding, no two equal.
    let digests: [ValueDigest]

    init(_ buffer: FindingBuffer, _ context: CheckContext) throws {
        let records = try FindingRecords(buffer, context).digests()
        let bases = RuleTable.all.map { rule in
            var digest = ValueDigest()
            digest.add(rule.definition.id)
            return digest
        }
        let names = context.places.names
        var digests: [ValueDigest] = []
        digests.reserveCapacity(buffer.count)
        for (index, head) in buffer.heads.enumerated() {
            var digest = bases[Int(head.rule)]
            digest.add(UInt64(truncatingIfNeeded: head.table.map(Self.number) ?? -1))
            digest.add(head.fieldDefinition?.name ?? "")
            if let record = records[index] {
                digest.add(record)
            } else {
                digest.add(names[Int(head.place.file)])
                digest.add(names[Int(head.place.sheet)])
            }
            if head.field >= 0, head.field < FindingHead.pupilField {
                digest.add(buffer.text.span.extracting(buffer.valueRange(head)))
            }
            digests.append(digest)
        }
        self.digests = Self.numbered(digests, threads: context.threads)
    }

    /// A table as `findings` names it, by the letters of its name.
    private static func number(_ table: RegistryTable) -> Int {
        table.findingName.utf8.reduce(0) { $0 &* 257 &+ Int($1) }
    }

    /// Tells equal ones apart by their order.
    private static func numbered(_ digests: [ValueDigest], threads: Int) -> [ValueDigest] {
        let keys = WideKeys(low: digests.map(\.low), high: digests.map(\.high))
        let repeats = DuplicateKeys.candidateGroups(in: [keys], threads: threads)
        var result = digests
        for group in 0..<repeats.count {
            for (ordinal, row) in repeats.rows(of: group).enumerated() where ordinal > 0 {
                result[Int(row)].add(UInt64(ordinal))
            }
        }
        return result
    }
}

/// A finding's id: 128 bits of an HMAC under the store's key over its fault. The same fault has the same id in every run over
/// one store, and without the key nothing can be told from it or compared with another store.
struct FindingID: Sendable, Hashable {
    let low: UInt64
    let high: UInt64

    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// Ids of faults, in their order.
    static func make(_ faults: ArraySlice<ValueDigest>, _ keyed: KeyedDigest) -> [FindingID] {
        var message: [UInt8] = Array("finding".utf8) + [UInt8](repeating: 0, count: 16)
        return faults.map { fault in
            for (half, number) in [fault.low, fault.high].enumerated() {
                for byte in 0..<8 { message[7 + half * 8 + byte] = UInt8(truncatingIfNeeded: number >> UInt64(byte * 8)) }
            }
            let code = keyed.bytes(message.span)
            return FindingID(low: number(code[8..<16]), high: number(code[0..<8]))
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    /// Appends 32 lower-case hexadecimal digits.
    func append(to output: inout [UInt8]) {
        for number in [high, low] {
            for shift in stride(from: UInt64(60), through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: number >> shift & 15)
                output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
    }

    /// Reads what `append` wrote; nil for another text.
    init?(_ text: ArraySlice<UInt8>) {
        guard text.count == 32 else { return nil }
        var halves: [UInt64] = [0, 0]
        for (index, byte) in text.enumerated() {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x61...0x66: digit = byte - 0x57
            default: return nil
            }
            halves[index / 16] = halves[index / 16] << 4 | UInt64(digit)
        }
        self.init(low: halves[1], high: halves[0])
    }
}
