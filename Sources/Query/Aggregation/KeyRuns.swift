import Columnar

/// Where keys change from one row to the next: pupils stand school by school and class by class, so that the runs of equal keys are few
/// and everything that follows is done once a run.
enum KeyRuns {
    /// Runs shorter than that on average are not worth it.
    private static let shortest = 8

    /// The first row of each run, ascending from 0; nil where runs are short or a key does not tell its runs quickly.
    ///
    /// Neighbouring runs may have equal keys.
    static func starts(_ keys: [Vector], count: Int) -> [UInt32]? {
        var changes = [UInt64](repeating: 0, count: (count + 63) / 64)
        let limit = count / shortest
        for key in keys where !key.isConstant {
            guard let own = KeyRuns.changes(of: key, limit: limit) else { return nil }
            for (index, word) in own.enumerated() { changes[index] |= word }
            if let validity = key.validity, !key.hasNoNulls {
                for (index, word) in KeyRuns.changes(of: validity).enumerated() { changes[index] |= word }
            }
        }
        if count > 0 { changes[0] |= 1 }
        let starts = Bitmap(words: changes, count: count)
        return starts.setCount <= limit ? starts.setIndices() : nil
    }

    /// One bit for each row: whether it differs from the row before it.
    ///
    /// - Returns: nil when there were many, or it would take too long to tell.
    private static func changes(of key: Vector, limit: Int) -> [UInt64]? {
        switch key.storage {
        case .bool(let bits): return changes(of: bits)
        case .int(let values): return Runs.changes(values, limit: limit)
        case .double(let values): return Runs.changes(values.map(\.bitPattern), limit: limit)
        case .text(let texts):
            switch texts.codes {
            case .int8(let codes): return Runs.changes(words: codes, limit: limit)
            case .int16(let codes): return Runs.changes(words: codes, limit: limit)
            case .int32(let codes): return Runs.changes(words: codes, limit: limit)
            case nil: return nil
            }
        }
    }

    private static func changes(of bits: Bitmap) -> [UInt64] {
        var last = bits.words.first.map { $0 & 1 } ?? 0
        var changes = bits.words.map { word in
            defer { last = word &>> 63 }
            return word ^ (word &<< 1 | last)
        }
        // Behind the last row there is nothing to differ from it.
        if bits.count & 63 != 0 { changes[changes.count - 1] &= UInt64.max &>> UInt64(64 - bits.count & 63) }
        return changes
    }
}
