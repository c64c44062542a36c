import Columnar
import Records

/// A counting sign-off row of the student form or the print-out that covers a class, a grade or a whole school.
package struct WideSignoff: Sendable {
    package let place: Place
    /// Whom it covers, as `SignoffIndex.units` spells it.
    package let unit: ClassID
    package let document: SignoffDocument
    package let roles: SignoffRoles
    /// `Int32.min` when blank or unreadable.
    package let date: Int32
}

/// A counting sign-off row of the student form or the print-out that names a pupil.
package struct PupilSignoff: Sendable {
    fileprivate let hash: UInt64
    package let school: Int64
    fileprivate var nameStart: Int
    fileprivate let nameCount: UInt32
    package let place: Place
    package let date: Int32
    fileprivate let birth: Int32
    /// 核对码: nil when there is none.
    package let digest: RowDigest.Typed?
    package let document: SignoffDocument
    package let roles: SignoffRoles

    /// A first sieve inside a school: birth and name are compared afterwards.
    package static func hash(name: UInt64, birth: Int32) -> UInt64 {
        ByteHash.combine(name, UInt64(UInt32(bitPattern: birth)))
    }
}

/// What rows that cover more than one pupil say together of a class: who signed what, and when last.
package struct SignoffCover: Sendable {
    package var formRoles: SignoffRoles = []
    package var printoutRoles: SignoffRoles = []
    /// Latest date of the student form by role, `Int32.min` when nobody signed.
    package var formDates = SIMD8<Int32>(repeating: .min)

    package mutating func add(_ document: SignoffDocument, _ roles: SignoffRoles, _ date: Int32) {
        guard document == .studentForm else {
            printoutRoles.formUnion(roles)
            return
        }
        formRoles.formUnion(roles)
        for role in roles.roles { formDates[Int(role.rawValue)] = max(formDates[Int(role.rawValue)], date) }
    }

    package mutating func add(_ other: SignoffCover) {
        formRoles.formUnion(other.formRoles)
        printoutRoles.formUnion(other.printoutRoles)
        formDates.replace(with: other.formDates, where: other.formDates .> formDates)
    }

    package func date(_ role: SignoffRole) -> Int32 { formDates[Int(role.rawValue)] }
}

/// What a school signed as a whole.
package struct SchoolSignoffs: Sendable {
    /// Latest readable date of each document, by its raw value.
    package var latest = [Int32](repeating: .min, count: SignoffDocument.allCases.count)
    package var hasSignedTables = false
    /// Its rows in `SignoffIndex.pupils`.
    package var pupils: Range<Int> = 0..<0

    fileprivate mutating func add(_ other: SchoolSignoffs) {
        for index in latest.indices { latest[index] = max(latest[index], other.latest[index]) }
        hasSignedTables = hasSignedTables || other.hasSignedTables
    }
}

/// All counting sign-off rows, by whom they cover. **Source**: SPEC §2.5.
///
/// Rows for schools, grades and classes are found by their unit, rows for single pupils by a binary search in their
/// school, so that a pupil costs a look-up only where such rows exist.
package struct SignoffIndex: Sendable {
    package private(set) var wide: [WideSignoff] = []
    package private(set) var pupils: [PupilSignoff] = []
    package private(set) var schools: [Int64: SchoolSignoffs] = [:]
    /// Some row has a 核对码.
    package private(set) var hasDigests = false
    private var names: [UInt8] = []
    private var covers: [ClassID: SignoffCover] = [:]
    private var rowsByUnit: [ClassID: [Int32]] = [:]

    package static let columns =
        ResidentColumns.origin + [
            "document", "role", "grade", "class_no", "student_name", "birth_date", "signer", "signed_on", "digest",
        ]

    package init() {}

    package init(_ source: any BatchSource, _ context: CheckContext) throws {
        let parts = OrderedResults<SignoffPart>(count: source.partitionCount)
        try ParallelWork.run(count: source.partitionCount, threads: context.threads) { partition in
            let batch = try TableBatch(.signoff, source, partition: partition, preload: [], context: context)
            parts[partition] = try SignoffPart(batch)
        }
        for part in parts.values { append(part) }
        sortPupils()
        for (index, row) in wide.enumerated() {
            covers[row.unit, default: SignoffCover()].add(row.document, row.roles, row.date)
            rowsByUnit[row.unit, default: []].append(Int32(index))
        }
    }

    private mutating func append(_ part: SignoffPart) {
        let shift = names.count
        names.append(contentsOf: part.names)
        wide.append(contentsOf: part.wide)
        for var row in part.pupils {
            row.nameStart += shift
            pupils.append(row)
        }
        for (school, signed) in part.schools { schools[school, default: SchoolSignoffs()].add(signed) }
        hasDigests = hasDigests || part.hasDigests
    }

    private mutating func sortPupils() {
        pupils.sort { $0.school != $1.school ? $0.school < $1.school : $0.hash < $1.hash }
        var start = 0
        while start < pupils.count {
            var end = start
            while end < pupils.count, pupils[end].school == pupils[start].school { end += 1 }
            schools[pupils[start].school, default: SchoolSignoffs()].pupils = start..<end
            start = end
        }
    }

    /// The units that cover a pupil of this school, grade and class.
    fileprivate static func units(_ id: ClassID) -> [ClassID] {
        var units = [ClassID(school: id.school, grade: wholeSchool, key: ClassKeyTable.none)]
        guard id.grade != DerivedGrades.unknown else { return units }
        units.append(ClassID(school: id.school, grade: id.grade, key: ClassKeyTable.none))
        if id.key != ClassKeyTable.none { units.append(id) }
        return units
    }

    fileprivate static let wholeSchool: UInt8 = 254

    /// What the rows for the school, the grade and the class say together.
    package func cover(_ id: ClassID) -> SignoffCover {
        var cover = SignoffCover()
        for unit in Self.units(id) { if let more = covers[unit] { cover.add(more) } }
        return cover
    }

    /// Positions in `wide` of the rows that cover a class.
    package func wideRows(_ id: ClassID) -> [Int32] { Self.units(id).flatMap { rowsByUnit[$0] ?? [] } }

    /// Calls `body` with the positions in `pupils` of the rows that name this pupil.
    package func forEachRow(
        of school: SchoolSignoffs, name: TextColumn, _ row: Int, birth: Int32, _ body: (Int) -> Void
    ) {
        let hash = PupilSignoff.hash(name: name.hash(row), birth: birth)
        var index = lowerBound(hash, school.pupils)
        while index < school.pupils.upperBound, pupils[index].hash == hash {
            let signed = pupils[index]
            let range = signed.nameStart..<signed.nameStart + Int(signed.nameCount)
            if signed.birth == birth, names[range] == name.values.bytes[name.range(row)] { body(index) }
            index += 1
        }
    }

    private func lowerBound(_ hash: UInt64, _ range: Range<Int>) -> Int {
        range.partitionPoint { pupils[$0].hash < hash }
    }
}

/// The sign-offs of one partition.
private struct SignoffPart: Sendable {
    var wide: [WideSignoff] = []
    var pupils: [PupilSignoff] = []
    var names: [UInt8] = []
    var schools: [Int64: SchoolSignoffs] = [:]
    var hasDigests = false

    init(_ batch: TableBatch) throws {
        let ids = try batch.schoolIDs()
        let documents = try batch.text("document").mapped(null: UInt8.max) { SignoffDocument(text: $0)?.rawValue ?? .max }
        let roles = try batch.text("role").mapped(null: UInt8(0)) { SignoffRoles(text: $0).rawValue }
        let dates = try batch.numbers("signed_on")
        let digests = try batch.text("digest")
        var units = try SignoffUnits(batch)
        for row in 0..<batch.rowCount {
            if !digests.isNull(row) { hasDigests = true }
            guard ids[row] != 0, let document = SignoffDocument(rawValue: documents[row]) else { continue }
            if try batch.isBlank("signer", row), try batch.isBlank("signed_on", row) { continue }
            let signed = SignoffRoles(rawValue: roles[row])
            addFacts(ids[row], document, signed, dates[row])
            guard document == .studentForm || document == .printout else { continue }
            switch try units.coverage(row, school: ids[row]) {
            case .nobody: break
            case .unit(let unit):
                wide.append(
                    WideSignoff(
                        place: try batch.place(row), unit: unit, document: document, roles: signed, date: dates[row]))
            case .pupil(let birth):
                try addPupil(batch, row, birth, document, signed, dates[row])
            }
        }
    }

    private mutating func addFacts(_ school: Int64, _ document: SignoffDocument, _ roles: SignoffRoles, _ date: Int32) {
        var facts = schools[school] ?? SchoolSignoffs()
        let index = Int(document.rawValue)
        facts.latest[index] = max(facts.latest[index], date)
        if document == .schoolTables, roles.contains(.head) { facts.hasSignedTables = true }
        schools[school] = facts
    }

    private mutating func addPupil(
        _ batch: TableBatch, _ row: Int, _ birth: Int32, _ document: SignoffDocument, _ roles: SignoffRoles, _ date: Int32
    ) throws {
        let column = try batch.text("student_name")
        let name = column.values.bytes[column.range(row)]
        pupils.append(
            PupilSignoff(
                hash: PupilSignoff.hash(name: column.hash(row), birth: birth), school: try batch.schoolIDs()[row],
                nameStart: names.count, nameCount: UInt32(name.count), place: try batch.place(row), date: date,
                birth: birth, digest: try batch.text("digest").string(row).map(RowDigest.Typed.init),
                document: document, roles: roles))
        names.append(contentsOf: name)
    }
}

/// Whom a row covers. A present value that cannot be read covers nobody.
private struct SignoffUnits {
    enum Coverage {
        case nobody
        case unit(ClassID)
        /// Born on that day.
        case pupil(Int32)
    }

    private let batch: TableBatch
    private var texts: ClassTexts

    init(_ batch: TableBatch) throws {
        self.batch = batch
        texts = ClassTexts(batch.context)
    }

    mutating func coverage(_ row: Int, school: Int64) throws -> Coverage {
        if try !batch.isBlank("student_name", row) {
            let birth = try batch.numbers("birth_date")[row]
            return try birth == .min || batch.isNull("student_name", row) ? .nobody : .pupil(birth)
        }
        let setting = batch.context.directory.setting(of: school)
        let grade = try batch.text("grade").string(row).flatMap { texts.grade($0, setting) }
        if try !batch.isBlank("class_no", row) {
            guard let grade, let number = try batch.text("class_no").string(row) else { return .nobody }
            return .unit(ClassID(school: school, grade: grade.rawValue, key: texts.key(number, grade, setting)))
        }
        if let grade { return .unit(ClassID(school: school, grade: grade.rawValue, key: ClassKeyTable.none)) }
        guard try batch.isBlank("grade", row) else { return .nobody }
        return .unit(ClassID(school: school, grade: SignoffIndex.wholeSchool, key: ClassKeyTable.none))
    }
}
