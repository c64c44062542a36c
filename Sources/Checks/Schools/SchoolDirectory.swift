import Columnar
import Records

/// The small tables about schools, read before the pupils: types, spans, counties, classes, campuses.
///
/// **Source**: RULES, conventions (`school row`, `type(school)`, `county(school)`); SPEC §5.2.
package struct SchoolDirectory: Sendable {
    package private(set) var schools: [School] = []
    package private(set) var classes: [ClassRow] = []
    private var positions: [Int64: Int32] = [:]
    private var classTypes: [ClassID: [Int32]] = [:]
    package private(set) var issuedIDs: Set<Int64> = []
    package private(set) var isIssuedListLoaded = false
    /// Values of `IssuedItems.fields` in the issued list.
    package private(set) var issuedItems: [Int64: [String?]] = [:]

    package init() {}

    package func position(of school: Int64) -> Int? { positions[school].map(Int.init) }
    package func school(_ id: Int64) -> School? { positions[id].map { schools[Int($0)] } }
    package func county(of school: Int64) -> Int32 { positions[school].map { schools[Int($0)].county } ?? 0 }

    package func setting(of school: Int64) -> GradeSetting {
        positions[school].map { schools[Int($0)].setting } ?? GradeSetting(category: school)
    }

    package func contains(_ id: ClassID) -> Bool { classTypes[id] != nil }

    /// Types of the class rows with this school, grade and key; 0 stands for an unknown type.
    package func types(of id: ClassID) -> [Int32] { classTypes[id] ?? [] }

    fileprivate mutating func index(of id: Int64) -> Int {
        if let position = positions[id] { return Int(position) }
        positions[id] = Int32(schools.count)
        schools.append(School(id: id))
        return schools.count - 1
    }
}

/// What a school's own row or issued row says.
private struct SchoolFacts {
    var place: Place
    var name: String
    var type: Int32
    var localAuthority: String
    var division: String
    var primaryYears: String
    var items: [String?]
}

/// The verification items that a school compares with the issued list. **Source**: SPEC §1; RULES REF-05.
enum IssuedItems {
    static let fields = ["name", "local_authority_name", "local_authority_code", "school_type", "sponsor"]
}

extension SchoolDirectory {
    /// Reads schools, issued schools, classes and campuses, whichever there are.
    ///
    /// - Parameter context: a context without a directory, for places and parameters.
    package init(reading context: CheckContext) throws(ColumnarError) {
        let ranks = PlaceOrder(context.places)
        let issued = try Self.firstRows(of: .issuedSchool, context, ranks)
        let own = try Self.firstRows(of: .school, context, ranks)
        for (id, facts) in issued { add(issued: facts, id) }
        for (id, facts) in own { add(own: facts, id, issued: issued[id]) }
        for (id, facts) in issued where own[id] == nil { settle(id, type: facts.type, years: "", [facts.localAuthority]) }
        issuedIDs = Set(issued.keys)
        isIssuedListLoaded = context.files.hasIssuedList || context.input.rowCount(.issuedSchool) > 0
        try addClasses(context)
        try addCampuses(context)
    }

    private mutating func add(issued facts: SchoolFacts, _ id: Int64) {
        let position = index(of: id)
        schools[position].issuedPlace = facts.place
        issuedItems[id] = facts.items
        schools[position].name = facts.name
    }

    private mutating func add(own facts: SchoolFacts, _ id: Int64, issued: SchoolFacts?) {
        let position = index(of: id)
        schools[position].ownPlace = facts.place
        schools[position].ownType = facts.type
        schools[position].ownAuthority = facts.localAuthority
        schools[position].ownDivision = facts.division
        if !facts.name.isEmpty { schools[position].name = facts.name }
        let authorities = [facts.localAuthority, facts.division, issued?.localAuthority ?? ""]
        settle(id, type: facts.type != 0 ? facts.type : issued?.type ?? 0, years: facts.primaryYears, authorities)
    }

    private mutating func settle(_ id: Int64, type: Int32, years: String, _ authorities: [String]) {
        let position = index(of: id)
        schools[position].type = type
        schools[position].setting = GradeSetting(
            span: GradeSpan(type: type == 0 ? nil : String(type), identifier: Array(String(id).utf8).span),
            primaryYears: PrimaryYears.read(Array(years.utf8).span))
        schools[position].county = authorities.lazy.compactMap { AdminDivision.knownCounty(Array($0.utf8).span) }.first ?? 0
    }

    /// For each usable identifier the first row by (file, sheet, row).
    private static func firstRows(
        of table: RegistryTable, _ context: CheckContext, _ order: PlaceOrder
    ) throws(ColumnarError) -> [Int64: SchoolFacts] {
        guard let source = context.input[table] else { return [:] }
        var found: [Int64: SchoolFacts] = [:]
        for partition in 0..<source.partitionCount {
            let batch = try TableBatch(table, source, partition: partition, preload: [], context: context)
            let ids = try batch.schoolIDs()
            let names = try batch.text("name")
            let types = try batch.text("school_type").mapped(null: Int32(0)) { Int32($0) ?? 0 }
            let authorities = try batch.text("local_authority_code")
            let divisions = try batch.text("division_code")
            let years = try batch.text("primary_years")
            var items: [TextColumn] = []
            for field in IssuedItems.fields { items.append(try batch.text(field)) }
            for row in 0..<batch.rowCount where ids[row] != 0 {
                let place = try batch.place(row)
                if let earlier = found[ids[row]], !order.isBefore(place, earlier.place) { continue }
                found[ids[row]] = SchoolFacts(
                    place: place, name: names.string(row) ?? "", type: types[row],
                    localAuthority: authorities.string(row) ?? "", division: divisions.string(row) ?? "",
                    primaryYears: years.string(row) ?? "", items: items.map { $0.string(row) })
            }
        }
        return found
    }

    private mutating func addClasses(_ context: CheckContext) throws(ColumnarError) {
        guard let source = context.input[.class] else { return }
        var rows: [ClassRow] = []
        var texts = ClassTexts(context)
        for partition in 0..<source.partitionCount {
            let batch = try TableBatch(.class, source, partition: partition, preload: [], context: context)
            let ids = try batch.schoolIDs()
            let origins = try batch.origin()
            let numbers = try batch.encodedText("class_no")
            let types = try batch.text("class_type").mapped(null: Int32(0)) { Int32($0) ?? 0 }
            var memo = ClassMemo(grades: try batch.encodedText("grade"), numbers: numbers)
            var school: (id: Int64, setting: GradeSetting) = (0, setting(of: 0))
            for row in 0..<batch.rowCount where ids[row] != 0 {
                if ids[row] != school.id {
                    school = (ids[row], setting(of: ids[row]))
                    _ = index(of: ids[row])
                }
                let (grade, key) = memo.class(row, school.setting, &texts)
                rows.append(
                    ClassRow(
                        school: ids[row], place: origins.place(row), grade: grade?.rawValue ?? 255, key: key,
                        type: types[row], number: numbers.string(row) ?? ""))
            }
        }
        adopt(rows)
    }

    private mutating func adopt(_ rows: [ClassRow]) {
        let multiGrade = Set(Set(rows.lazy.map(\.type)).filter { ClassType.isMultiGrade(String($0)) })
        classes = rows.sorted { $0.school < $1.school }
        classTypes.reserveCapacity(classes.count)
        var start = 0
        while start < classes.count {
            var end = start
            while end < classes.count, classes[end].school == classes[start].school { end += 1 }
            let position = index(of: classes[start].school)
            schools[position].classes = start..<end
            schools[position].hasMultiGradeClass = classes[start..<end].contains { multiGrade.contains($0.type) }
            for row in classes[start..<end] where row.grade != 255 && row.key != ClassKeyTable.none {
                schools[position].classGrades |= 1 << UInt16(row.grade)
                classTypes[ClassID(school: row.school, grade: row.grade, key: row.key), default: []].append(row.type)
            }
            start = end
        }
    }

    private mutating func addCampuses(_ context: CheckContext) throws(ColumnarError) {
        guard let source = context.input[.campus] else { return }
        for partition in 0..<source.partitionCount {
            let batch = try TableBatch(.campus, source, partition: partition, preload: [], context: context)
            let ids = try batch.schoolIDs()
            let numbers = try batch.text("campus_no")
            for row in 0..<batch.rowCount where ids[row] != 0 {
                let position = index(of: ids[row])
                schools[position].campusRowCount += 1
                if let number = numbers.string(row) { schools[position].campusKeys.insert(ContactFormats.looseKey(Normaliser.n2(number))) }
            }
        }
    }
}

/// Grade and class key of the rows of one batch of classes, once for each pair of texts and kind of school.
private struct ClassMemo {
    let grades: TextColumn
    let numbers: TextColumn
    private var known: [UInt64: (grade: Grade?, key: Int32)] = [:]

    init(grades: TextColumn, numbers: TextColumn) {
        self.grades = grades
        self.numbers = numbers
    }

    mutating func `class`(_ row: Int, _ setting: GradeSetting, _ texts: inout ClassTexts) -> (grade: Grade?, key: Int32) {
        // One more than the code, 0 where there is no text; a batch has fewer distinct texts than 28 bits count.
        let grade = grades.isNull(row) ? 0 : UInt64(grades.codes?[row] ?? 0) + 1
        let number = numbers.isNull(row) ? 0 : UInt64(numbers.codes?[row] ?? 0) + 1
        let place = grade << 36 | number << 8 | setting.memo
        if let found = known[place] { return found }
        let resolved = grades.string(row).flatMap { texts.grade($0, setting) }
        let key = numbers.string(row).map { texts.key($0, resolved, setting) } ?? ClassKeyTable.none
        known[place] = (resolved, key)
        return (resolved, key)
    }
}

/// Grades and class keys of texts that repeat from school to school.
struct ClassTexts {
    private struct GradeMemo: Hashable {
        let text: String
        let setting: GradeSetting
    }

    private struct KeyMemo: Hashable {
        let text: String
        let grade: Grade?
        let primaryYears: Int
    }

    private let context: CheckContext
    private var grades: [GradeMemo: Grade?] = [:]
    private var keys: [KeyMemo: Int32] = [:]

    init(_ context: CheckContext) { self.context = context }

    mutating func grade(_ text: String, _ setting: GradeSetting) -> Grade? {
        let memo = GradeMemo(text: text, setting: setting)
        if let grade = grades[memo] { return grade }
        let grade = setting.resolve(text)
        grades[memo] = .some(grade)
        return grade
    }

    mutating func key(_ text: String, _ grade: Grade?, _ setting: GradeSetting) -> Int32 {
        let memo = KeyMemo(text: text, grade: grade, primaryYears: setting.primaryYears)
        if let key = keys[memo] { return key }
        let key = context.classKey(text, grade: grade, setting)
        keys[memo] = key
        return key
    }
}
