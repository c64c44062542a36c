import Columnar
import Records

/// A pupil's row as a member of a group.
package struct GroupMember: Sendable {
    package let place: Place
    /// 0 when blank or unusable.
    package let school: Int64
    package let name: String
    package let number: String

    /// - Parameter key: of a pupil with a resident number, which then need not be read as text.
    package init(_ batch: TableBatch, _ row: Int, key: Int64 = ResidentKey.none) throws {
        place = try batch.place(row)
        school = try batch.schoolIDs()[row]
        name = try batch.string("name", row) ?? ""
        number = key == ResidentKey.none ? try batch.string("id_number", row) ?? "" : ResidentID.text(key)
    }

    package static let columns = ["file", "sheet", "row", "school_id", "name", "id_number"]
}

/// How rows are named in `related_rows` and in messages: `file:sheet:row`, the first few of a large group.
struct RowNames {
    private let names: [String]
    private let count: Int
    /// Beyond this size only three rows are named, so that a number typed by a whole county stays one group of small
    /// findings.
    private static let largeGroup = 100

    init(_ places: [Place], _ table: PlaceTable) {
        count = places.count
        let shown = count > Self.largeGroup ? 4 : 21
        names = places.prefix(shown).map { "\(table.name(of: $0.file)):\(table.name(of: $0.sheet)):\($0.row)" }
    }

    /// All members.
    var all: String { join(names.prefix(names.count - (count > names.count ? 1 : 0)), of: count) }

    /// All members but one.
    func without(_ member: Int) -> String {
        let others = names.indices.filter { $0 != member }.prefix(count > Self.largeGroup ? 3 : 20)
        return join(others.map { names[$0] }, of: count - 1)
    }

    private func join(_ shown: some Collection<String>, of total: Int) -> String {
        shown.joined(separator: ";") + (total > shown.count ? ";…+\(total - shown.count)" : "")
    }
}

/// What a group rule says at one member.
package struct MemberSaying {
    package var field: String
    package var severity: Severity
    package var value: String
    package var arguments: [Argument]

    package init(_ field: String, _ severity: Severity, value: String, _ arguments: [Argument] = []) {
        self.field = field
        self.severity = severity
        self.value = value
        self.arguments = arguments
    }
}

extension FindingBuffer {
    /// One finding per member of a group that fires.
    ///
    /// - Parameter members: in the order of `PlaceOrder`.
    package mutating func addGroup(
        _ number: Int32, _ members: [GroupMember], field: String, _ severity: Severity, _ context: CheckContext,
        value: (GroupMember) -> String, _ arguments: [Argument], namesRows: Bool = false
    ) {
        let rows = namesRows ? [Argument("rows", RowNames(members.map(\.place), context.places).all)] : []
        addGroup(number, members, context) {
            MemberSaying(field, severity, value: value(members[$0]), arguments + rows)
        }
    }

    /// One finding per member of a group that fires; `saying` is asked with the member's position.
    ///
    /// - Parameter members: in the order of `PlaceOrder`.
    package mutating func addGroup(
        _ number: Int32, _ members: [GroupMember], _ context: CheckContext, saying: (Int) -> MemberSaying
    ) {
        let owner = context.owner(ofSchools: members.lazy.map(\.school))
        let rows = RowNames(members.map(\.place), context.places)
        for (position, member) in members.enumerated() {
            let said = saying(position)
            let common = [Argument("name", member.name, .name), Argument("n", members.count)]
            add(
                FindingDraft(
                    table: .student, place: member.place, field: Int16(FieldIndex.known(said.field, in: .student)),
                    severity: said.severity, owner: owner, value: said.value, group: number,
                    related: rows.without(position), arguments: common + said.arguments))
        }
    }
}

extension Sequence<String> {
    /// The distinct values in code-point order, the first few of many.
    func distinctSorted(limit: Int = 10) -> [String] {
        let sorted = Set(self).sorted(by: isBeforeByCodePoint)
        return sorted.count > limit ? Array(sorted.prefix(limit)) + ["…+\(sorted.count - limit)"] : sorted
    }
}
