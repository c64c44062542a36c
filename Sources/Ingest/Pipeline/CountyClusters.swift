import Columnar
import Records

/// Which county's files hold a school's pupils: physical clustering only, no rule reads it.
///
/// The county of the issued list, else of the store's own school rows, else the most frequent known county of the pupils'
/// households, else `000000`.
///
/// **Source**: docs/architecture.md, "Tables of the store".
struct CountyClusters: Sendable {
    static let unknown = "000000"
    /// Tables that are not clustered.
    static let all = "all"

    private var counties: [[UInt8]: Int32] = [:]

    /// Notes the county of each school in rows of a school table. The first that is noted for a school stays.
    mutating func learn(_ rows: RecordBatch) {
        guard let schools = rows["school_id"]?.plainText, let local = rows["local_authority_code"]?.plainText,
            let address = rows["division_code"]?.plainText
        else { return }
        for row in 0..<rows.rowCount where schools.isValid(row) {
            let school = Array(schools.bytes[schools.byteRange(row)])
            guard counties[school] == nil else { continue }
            let county = AdminDivision.knownCounty(local.span(row)) ?? AdminDivision.knownCounty(address.span(row))
            if let county { counties[school] = county }
        }
    }

    /// Cuts pupils' rows by county: the clusters in order of code, each with its rows.
    func split(_ rows: RecordBatch) -> [(cluster: String, rows: [UInt32])] {
        guard case .dictionary(let schools)? = rows["school_id"] else { return [(Self.unknown, rows.allRows)] }
        let codes = schools.codes()
        // One more slot than schools: rows without a school.
        var county = [Int32](repeating: 0, count: schools.values.count + 1)
        var open: Set<Int> = [schools.values.count]
        for code in 0..<schools.values.count {
            if let known = counties[Array(schools.values.bytes[schools.values.byteRange(code)])] {
                county[code] = known
            } else {
                open.insert(code)
            }
        }
        let slot = { (row: Int) in schools.isValid(row) ? Int(codes[row]) : schools.values.count }
        resolve(&county, open: open, rows: rows, slot: slot)
        var byCounty: [Int32: [UInt32]] = [:]
        for row in 0..<rows.rowCount { byCounty[county[slot(row)], default: []].append(UInt32(row)) }
        return byCounty.keys.sorted().map { (Self.name($0), byCounty[$0] ?? []) }
    }

    /// The most frequent known county of the households of each school that nothing else is known of.
    private func resolve(_ county: inout [Int32], open: Set<Int>, rows: RecordBatch, slot: (Int) -> Int) {
        guard case .dictionary(let households)? = rows["household_code"] else { return }
        let codes = households.codes()
        let known = (0..<households.values.count).map { AdminDivision.knownCounty(households.values.span($0)) }
        var counts: [Int: [Int32: Int]] = [:]
        for row in 0..<rows.rowCount where open.contains(slot(row)) && households.isValid(row) {
            if let code = known[Int(codes[row])] { counts[slot(row), default: [:]][code, default: 0] += 1 }
        }
        for (school, counts) in counts {
            county[school] = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
        }
    }

    private static func name(_ county: Int32) -> String {
        let digits = String(county)
        return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    }
}

extension RecordBatch {
    var allRows: [UInt32] { Array(0..<UInt32(rowCount)) }

    /// What the batch takes in memory, roughly.
    ///
    /// A batch of a small file takes more for its many arrays than for their content.
    var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount + 192 } }
}

extension Column {
    /// The column as plain text; nil when it is none.
    var plainText: StringColumn? {
        switch self {
        case .utf8(let column): column
        case .dictionary(let column): column.plainText()
        default: nil
        }
    }

    fileprivate var byteCount: Int {
        let bitmap = (validity?.words.count ?? 0) * 8
        return switch self {
        case .bool(let column): bitmap + column.values.words.count * 8
        case .int8: bitmap + count
        case .int16: bitmap + count * 2
        case .int32, .date: bitmap + count * 4
        case .int64: bitmap + count * 8
        case .utf8(let column): bitmap + column.bytes.count + count * 4
        case .dictionary(let column): bitmap + column.indices.byteCount + column.values.bytes.count + column.values.count * 4
        }
    }
}

extension DictionaryColumn.Indices {
    fileprivate var byteCount: Int {
        switch self {
        case .int8(let indices): indices.count
        case .int16(let indices): indices.count * 2
        case .int32(let indices): indices.count * 4
        }
    }
}
