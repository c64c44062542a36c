import Columnar

/// Keys of a batch that have few values together, so that a row's combination is a place in a small array.
struct SmallDomain {
    private static let limit = 1 << 15
    let size: Int
    let places: [UInt32]

    init?(_ keys: [Vector], count: Int) {
        var size = 1
        var places = [UInt32](repeating: 0, count: count)
        for key in keys {
            guard let (values, lowest) = SmallDomain.extent(key) else { return nil }
            let width = values + 1  // the last stands for null
            guard size * width <= max(1024, min(SmallDomain.limit, 2 * count)) else { return nil }
            SmallDomain.add(key, lowest, values, UInt32(size), &places)
            size *= width
        }
        self.size = size
        self.places = places
    }

    /// How many values there may be, and the smallest.
    private static func extent(_ key: Vector) -> (count: Int, lowest: Int64)? {
        if key.isConstant { return (1, 0) }
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

    private static func add(_ key: Vector, _ lowest: Int64, _ nullPlace: Int, _ stride: UInt32, _ places: inout [UInt32]) {
        if key.isConstant {
            if key.isNullConstant { for row in places.indices { places[row] &+= stride } }
            return
        }
        switch key.storage {
        case .bool(let values): for row in places.indices { places[row] &+= values[row] ? stride : 0 }
        case .int(let values): for row in places.indices { places[row] &+= UInt32(truncatingIfNeeded: values[row] &- lowest) &* stride }
        case .text(let texts):
            if let codes = texts.codes { for row in places.indices { places[row] &+= codes[row] &* stride } }
        case .double: break
        }
        guard let validity = key.validity, !key.hasNoNulls else { return }
        for row in places.indices where !validity[row] {
            // Takes back what the null slot added and puts the null's place there.
            var own: UInt32 = 0
            switch key.storage {
            case .bool(let values): own = values[row] ? 1 : 0
            case .int(let values): own = UInt32(truncatingIfNeeded: values[row] &- lowest)
            case .text(let texts): own = texts.codes?[row] ?? 0
            case .double: break
            }
            places[row] = places[row] &- own &* stride &+ UInt32(nullPlace) &* stride
        }
    }
}
