import Columnar

/// Keys of a batch that have few values together, so that a row's combination is a place in a small array.
struct SmallDomain {
    private static let limit = 1 << 15
    /// A place is smaller than that.
    let size: Int
    let places: Places

    /// Nil when there are many values.
    ///
    /// - Precondition: some key is no constant.
    init?(_ keys: [Vector], count: Int) {
        let limit = max(1024, min(SmallDomain.limit, 2 * count))
        var parts: [Part] = []
        var size = 1
        for key in keys where !key.isConstant {
            guard let part = Part(key, stride: size, limit: limit) else { return nil }
            size *= part.width
            guard size <= limit else { return nil }
            parts.append(part)
        }
        self.size = size
        if size > 256 {
            places = .shorts(SmallDomain.places(parts, count: count))
        } else if parts.count == 1, let codes = parts[0].byteCodes {
            places = .bytes(codes)
        } else {
            places = .bytes(SmallDomain.places(parts, count: count))
        }
    }

    /// The place of each row, at a width that holds `size - 1`.
    static func places<T: FixedWidthInteger & UnsignedInteger>(_ parts: [Part], count: Int) -> [T] {
        var places = [T](repeating: 0, count: count)
        for part in parts { part.add(to: &places) }
        return places
    }
}

/// For each row of a batch a small number.
enum Places {
    case bytes([UInt8])
    case shorts([UInt16])

    subscript(row: Int) -> Int {
        switch self {
        case .bytes(let places): Int(places[row])
        case .shorts(let places): Int(places[row])
        }
    }

    /// What stands in a table at the place of each row.
    ///
    /// - Precondition: the table has an element for each place that occurs.
    func looked(up table: [UInt32]) -> [UInt32] {
        switch self {
        case .bytes(let places): places.map { table[Int($0)] }
        case .shorts(let places): places.map { table[Int($0)] }
        }
    }

    /// How many of some rows are at each place.
    func counts(_ rows: Bitmap, size: Int) -> [UInt32] {
        switch self {
        case .bytes(let places): Places.counts(of: places, rows, size: size)
        case .shorts(let places): Places.counts(of: places, rows, size: size)
        }
    }

    private static func counts<T: FixedWidthInteger & UnsignedInteger>(of places: [T], _ rows: Bitmap, size: Int) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: size)
        var counts = result.mutableSpan
        rows.forEachSet { counts[Int(places[$0])] &+= 1 }
        return result
    }
}

extension SmallDomain {
    /// One key: its values, then null if there are any, `stride` apart.
    struct Part {
        let width: Int
        private let key: Vector
        private let lowest: Int64
        private let stride: Int
        private let hasNulls: Bool

        init?(_ key: Vector, stride: Int, limit: Int) {
            guard let (values, lowest) = Part.extent(key, limit: limit) else { return nil }
            self.key = key
            self.lowest = lowest
            self.stride = stride
            hasNulls = !key.hasNoNulls
            width = values + (hasNulls ? 1 : 0)
        }

        /// How many values there may be, and the smallest.
        private static func extent(_ key: Vector, limit: Int) -> (count: Int, lowest: Int64)? {
            switch key.storage {
            case .bool: return (2, 0)
            case .text(let texts): return texts.codes == nil || texts.values.count > limit ? nil : (texts.values.count, 0)
            case .double: return nil
            case .int(let values):
                var (low, high) = (Int64.max, Int64.min)
                forEachRow(values.count, key.validity) { row in
                    low = min(low, values[row])
                    high = max(high, values[row])
                }
                if low > high { (low, high) = (0, 0) }
                let (span, overflow) = high.subtractingReportingOverflow(low)
                return overflow || span >= Int64(limit) ? nil : (Int(span) + 1, low)
            }
        }

        /// The codes of the rows, where they are the places already.
        var byteCodes: [UInt8]? {
            guard !hasNulls, case .text(let texts) = key.storage, case .int8(let codes)? = texts.codes else { return nil }
            return codes
        }

        /// Adds the key's share to the place of each row.
        func add<T: FixedWidthInteger & UnsignedInteger>(to places: inout [T]) {
            switch key.storage {
            case .bool(let values): add(to: &places) { values[$0] ? 1 : 0 }
            case .int(let values): add(to: &places) { T(truncatingIfNeeded: values[$0] &- lowest) }
            case .double: break
            case .text(let texts):
                switch texts.codes {
                case .int8(let codes): add(codes, to: &places)
                case .int16(let codes): add(codes, to: &places)
                case .int32(let codes): add(codes, to: &places)
                case nil: break
                }
            }
        }

        private func add<T: FixedWidthInteger & UnsignedInteger, Code: FixedWidthInteger>(_ codes: [Code], to places: inout [T]) {
            precondition(codes.count == places.count, "codes of other rows")
            let codes = codes.span
            add(to: &places) { unsafe T(truncatingIfNeeded: codes[unchecked: $0]) }  // a row of `places`
        }

        @inline(__always)
        private func add<T: FixedWidthInteger & UnsignedInteger>(to places: inout [T], _ own: (Int) -> T) {
            let stride = T(truncatingIfNeeded: stride)
            var span = places.mutableSpan
            for row in 0..<span.count { unsafe span[unchecked: row] &+= own(row) &* stride }  // row < count
            guard hasNulls, let validity = key.validity else { return }
            // Takes back what the null slot added and puts the null's place there.
            let null = T(truncatingIfNeeded: width - 1)
            validity.forEachUnset { row in places[row] = places[row] &- own(row) &* stride &+ null &* stride }
        }
    }
}
