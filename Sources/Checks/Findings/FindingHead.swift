import Records

/// How bad a fault is. **Source**: SPEC §7.1.
public enum Severity: UInt8, Sendable, Comparable, CaseIterable {
    case info, warning, error

    public var name: String {
        switch self {
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }

    public init?(name: String) {
        guard let found = Severity.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}

/// Who has to act on a finding: one level of the administration and its code. **Source**: SPEC §7.4.
public struct Owner: Sendable, Hashable {
    public enum Level: UInt8, Sendable, CaseIterable {
        case school, county, prefecture, province

        public var name: String {
            switch self {
            case .school: "school"
            case .county: "county"
            case .prefecture: "prefecture"
            case .province: "province"
            }
        }
    }

    public let level: Level
    /// School identifier, six-digit county, or prefecture and province as `360100` and `360000`; 0 when unknown.
    public let code: Int64

    public init(_ level: Level, _ code: Int64) {
        self.level = level
        self.code = code
    }
}

/// Where a row came from, as numbers of the run's `PlaceTable`.
///
/// **Units**: `row` is 1-based; 0 means that the finding stands at the sheet or the file.
package struct Place: Sendable, Hashable {
    package var file: Int32
    package var sheet: Int32
    package var row: Int32

    package init(file: Int32, sheet: Int32, row: Int32) {
        self.file = file
        self.sheet = sheet
        self.row = row
    }
}

/// The fixed part of a finding; its texts lie in the buffer from `textStart`: value, related rows, arguments.
package struct FindingHead: Sendable {
    package var place: Place
    package var group: Int32
    package var textStart: Int
    package var valueCount: UInt32
    package var relatedCount: UInt32
    package var argumentCount: UInt32
    package var ownerCode: Int64
    /// Position in `RegistryTable.fields`, −1 for none; from `pupilField` on, a field of the pupils' table.
    package var field: Int16
    package var rule: UInt8
    package var severity: Severity
    package var ownerLevel: Owner.Level
    /// Nil for findings about a file as such.
    package var table: RegistryTable?

    /// Findings that stand at a school's row and speak of a field of its pupils (CMP-04) count from here.
    static let pupilField: Int16 = 1000

    var fieldDefinition: FieldDefinition? {
        if field < 0 { return nil }
        if field >= Self.pupilField { return RegistryTable.student.fields[Int(field - Self.pupilField)] }
        return table?.fields[Int(field)]
    }
}
