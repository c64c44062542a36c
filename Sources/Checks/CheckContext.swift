import Columnar
import Records

/// What a check reads: the tables of a store, or a clerk's files in memory.
public struct CheckInput: Sendable {
    private let sources: [RegistryTable: any BatchSource]

    /// Tables that are left out count as absent.
    public init(_ sources: [RegistryTable: any BatchSource]) { self.sources = sources }

    public subscript(_ table: RegistryTable) -> (any BatchSource)? { sources[table] }

    public func rowCount(_ table: RegistryTable) -> Int {
        guard let source = sources[table] else { return 0 }
        return (0..<source.partitionCount).reduce(0) { $0 + source.rowCount(partition: $1) }
    }
}

/// What all rules of a run share: parameters, calendar, schools, places, and the small tables read beforehand.
package final class CheckContext: Sendable {
    package let input: CheckInput
    package let parameters: CheckParameters
    package let threads: Int
    package let calendar: CheckCalendar
    package let places: PlaceTable
    package let classKeys: ClassKeyTable
    package let directory: SchoolDirectory
    package let issues: CellIssueIndex
    package let files: FileCatalogue
    package let proofs: ProofCatalogue
    package let signoffs: SignoffIndex
    let columns = ColumnCache()

    package init(
        input: CheckInput, parameters: CheckParameters, threads: Int = 1, places: PlaceTable = PlaceTable(),
        classKeys: ClassKeyTable = ClassKeyTable(), directory: SchoolDirectory = SchoolDirectory(),
        issues: CellIssueIndex = CellIssueIndex(), files: FileCatalogue = FileCatalogue(),
        proofs: ProofCatalogue = ProofCatalogue(), signoffs: SignoffIndex = SignoffIndex()
    ) {
        self.input = input
        self.parameters = parameters
        self.threads = threads
        calendar = CheckCalendar(reference: parameters.referenceDate)
        self.places = places
        self.classKeys = classKeys
        self.directory = directory
        self.issues = issues
        self.files = files
        self.proofs = proofs
        self.signoffs = signoffs
    }

    /// The same with the sign-offs, which need the schools to be read.
    func with(signoffs: SignoffIndex) -> CheckContext {
        CheckContext(
            input: input, parameters: parameters, threads: threads, places: places, classKeys: classKeys,
            directory: directory, issues: issues, files: files, proofs: proofs, signoffs: signoffs)
    }

    /// The owner of a finding about one row. **Source**: SPEC §7.4.
    package func owner(table: RegistryTable?, school: Int64, field: Int16) -> Owner {
        let isSchoolTable = table == .school || table == .issuedSchool
        guard isSchoolTable, SchoolFields.isCore(field) else { return Owner(.school, school) }
        let county = directory.county(of: school)
        return county == 0 ? provinceOwner : Owner(.county, Int64(county))
    }

    package var provinceOwner: Owner { Owner(.province, Int64((Int32(parameters.province) ?? 0) * 10_000)) }

    /// The lowest common ancestor of schools: school, county, prefecture or province.
    package func owner(ofSchools schools: some Sequence<Int64>) -> Owner {
        var common: Owner?
        for school in schools {
            guard let current = common else {
                common = Owner(.school, school)
                continue
            }
            common = widen(current, with: school)
        }
        return common ?? provinceOwner
    }

    private func widen(_ owner: Owner, with school: Int64) -> Owner {
        if owner.level == .school, owner.code == school { return owner }
        if owner.level == .province { return owner }
        let county = Int64(directory.county(of: school))
        let other = owner.level == .school ? Int64(directory.county(of: owner.code)) : owner.code
        guard county != 0, other != 0 else { return provinceOwner }
        if owner.level != .prefecture, county == other { return Owner(.county, county) }
        if county / 100 == other / 100 { return Owner(.prefecture, county / 100 * 100) }
        return provinceOwner
    }
}

/// The core items 1–12 of the school table, which the province owns. **Source**: SPEC §2.2.
enum SchoolFields {
    private static let coreCount: Int16 = 12
    static func isCore(_ field: Int16) -> Bool { field >= 0 && field < coreCount }
}

/// Dates of the collection. **Source**: RULES, conventions; SPEC §5.1.
package struct CheckCalendar: Sendable {
    package let reference: CivilDate
    package let referenceDay: Int32
    /// School year after the reference date's: 2014 for 2013; entry school year of grade index k is `next − k`.
    package let nextYear: Int32
    /// 201309.
    package let referenceMonth: Int32

    package init(reference: CivilDate) {
        self.reference = reference
        referenceDay = reference.daysSince1970
        nextYear = reference.year + 1
        referenceMonth = reference.year * 100 + reference.month
    }

    /// Age completed on the cut-off day, 31 August of the reference year.
    @inline(__always)
    package func age(ofBirth days: Int32) -> Int32 {
        let birth = CivilDate(daysSince1970: days)
        let isLater = birth.month > 8  // No day of August is after the 31st.
        return reference.year &- birth.year &- (isLater ? 1 : 0)
    }

    /// School year of a month such as 201309.
    package func schoolYear(ofMonth month: Int32) -> Int32 { month % 100 >= 8 ? month / 100 : month / 100 - 1 }
}
