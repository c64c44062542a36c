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
            guard mark(key, &changes, limit: limit) else { return nil }
            if let validity = key.validity, !key.hasNoNulls { mark(validity, &changes) }
        }
        if count > 0 { changes[0] |= 1 }
        let starts = Bitmap(words: changes, count: count)
        return starts.setCount <= limit ? starts.setIndices() : nil
    }

    /// Sets the bit of each row that differs from the row before it.
    ///
    /// - Returns: false when there were more than `limit` of them, or many from the start, or it would take too long to tell.
    private static func mark(_ key: Vector, _ changes: inout [UInt64], limit: Int) -> Bool {
        switch key.storage {
        case .bool(let bits):
            mark(bits, &changes)
            return true
        case .int(let values): return mark(values.count, &changes, limit: limit) { Runs.changed(values, $0) }
        case .double(let values):
            let patterns = values.map(\.bitPattern)
            return mark(values.count, &changes, limit: limit) { Runs.changed(patterns, $0) }
        case .text(let texts):
            switch texts.codes {
            case .int8(let codes): return mark(codes.count, &changes, limit: limit) { Runs.changed(words: codes, $0) }
            case .int16(let codes): return mark(codes.count, &changes, limit: limit) { Runs.changed(words: codes, $0) }
            case .int32(let codes): return mark(codes.count, &changes, limit: limit) { Runs.changed(words: codes, $0) }
            case nil: return false
            }
        }
    }

    private static func mark(_ bits: Bitmap, _ changes: inout [UInt64]) {
        var last = bits.words.first.map { $0 & 1 } ?? 0
        for (index, word) in bits.words.enumerated() {
            changes[index] |= word ^ (word &<< 1 | last)
            last = word &>> 63
        }
    }

    /// Goes over 64 rows at a time, so that it can give up early.
    @inline(__always)
    private static func mark(_ count: Int, _ changes: inout [UInt64], limit: Int, _ changed: (Range<Int>) -> UInt64) -> Bool {
        var found = 0
        for index in changes.indices {
            let word = changed(index << 6..<min(index << 6 + 64, count))
            changes[index] |= word
            found += word.nonzeroBitCount
            // As many as a row in four at the beginning will not become few.
            if found > limit || index == 15 && found > 256 { return false }
        }
        return true
    }
}
