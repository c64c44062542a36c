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

    /// Cuts pupils' rows by county.
    func split(_ rows: RecordBatch) -> CountySplit { CountySplit(rows, counties: counties) }

    static func name(_ county: Int32) -> String {
        let digits = String(county)
        return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    }
}

/// The counties of a batch's pupils.
struct CountySplit {
    /// The rows of one county.
    struct Part {
        var cluster: String
        /// Nil: all rows that were asked for.
        var rows: [UInt32]?
    }

    private let batch: RecordBatch
    /// Code of each row's school; one more code than schools stands for rows without one.
    private var schools: [Int32] = []
    /// By code of the school; 0 where it is not known.
    private var counties: [Int32] = []
    /// Codes of schools that nothing is known of.
    private var isOpen: [Bool] = []

    fileprivate init(_ batch: RecordBatch, counties known: [[UInt8]: Int32]) {
        self.batch = batch
        guard case .dictionary(let column)? = batch["school_id"] else { return }
        let values = column.values
        for code in 0..<values.count {
            let county = known[Array(values.bytes[values.byteRange(code)])]
            counties.append(county ?? 0)
            isOpen.append(county == nil)
        }
        counties.append(0)
        isOpen.append(true)
        schools = column.codes().map { Int32(truncatingIfNeeded: $0) }
        for row in schools.indices where !column.isValid(row) { schools[row] = Int32(values.count) }
    }

    /// The clusters of a range of rows in the order of their codes, each with its rows: those of one file's sheet.
    func parts(_ range: Range<Int>) -> [Part] {
        guard !schools.isEmpty else { return [Part(cluster: CountyClusters.unknown)] }
        let counties = self.counties(of: range)
        let first = counties[Int(schools[range.lowerBound])]
        if range.allSatisfy({ counties[Int(schools[$0])] == first }) { return [Part(cluster: CountyClusters.name(first))] }
        var byCounty: [Int32: [UInt32]] = [:]
        for row in range { byCounty[counties[Int(schools[row])], default: []].append(UInt32(row)) }
        return byCounty.keys.sorted().map { Part(cluster: CountyClusters.name($0), rows: byCounty[$0] ?? []) }
    }

    /// For schools that nothing else is known of the most frequent known county of their pupils' households in these rows.
    private func counties(of range: Range<Int>) -> [Int32] {
        guard range.contains(where: { isOpen[Int(schools[$0])] }), case .dictionary(let households)? = batch["household_code"]
        else { return counties }
        var known: [Int: Int32?] = [:]
        var counts: [Int: [Int32: Int]] = [:]
        for row in range where isOpen[Int(schools[row])] && households.isValid(row) {
            let code = households.code(row)
            let county = known[code] ?? AdminDivision.knownCounty(households.values.span(code))
            known[code] = .some(county)
            if let county { counts[Int(schools[row]), default: [:]][county, default: 0] += 1 }
        }
        var counties = counties
        for (school, counts) in counts {
            counties[school] = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
        }
        return counties
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
