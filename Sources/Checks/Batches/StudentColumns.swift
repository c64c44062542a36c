import Columnar
import Records

/// Derived columns of a batch of pupils, each computed when the first rule asks for it.
package struct StudentColumns {
    fileprivate var documentTypes: [UInt8]?
    fileprivate var nationalities: [Nationality]?
    fileprivate var sexes: [UInt8]?
    fileprivate var residentKeys: [Int64]?
    fileprivate var idStates: [IDState]?
    fileprivate var schoolPositions: [Int32]?
    fileprivate var grades: DerivedGrades?
    package var memberKeys: [[Int64]?] = [nil, nil]
    package var irregularNumbers: [IrregularNumber]?
    package init() {}
}

/// 国籍/地区, as far as rules distinguish.
package enum Nationality: UInt8, Sendable {
    /// Blank or unresolved.
    case unknown
    case china, hongKong, macao, taiwan, foreign

    init(code: String) {
        self =
            switch code {
            case "CHN": .china
            case "HKG": .hongKong
            case "MAC": .macao
            case "TWN": .taiwan
            default: .foreign
            }
    }
}

/// What stands in the ID number cell.
package enum IDState: UInt8, Sendable {
    case blank, unreadable
    /// A text that is no valid resident number.
    case other
    /// `rid_ok`, or a well-formed 15-digit number: there is a key.
    case valid
}

extension TableBatch {
    /// Canonical code of the document type as an ASCII character, 0 when blank or unresolved.
    package func documentTypes(_ field: String = "id_type") throws(ColumnarError) -> [UInt8] {
        if field == "id_type", let types = student.documentTypes { return types }
        let types = try mapped(field, null: UInt8(0)) { $0.utf8.count == 1 ? $0.utf8.first! : 0 }
        if field == "id_type" { student.documentTypes = types }
        return types
    }

    package func nationalities() throws(ColumnarError) -> [Nationality] {
        if let made = student.nationalities { return made }
        let made = try mapped("nationality", null: Nationality.unknown, Nationality.init(code:))
        student.nationalities = made
        return made
    }

    /// 1 male, 2 female, 0 unknown.
    package func sexes() throws(ColumnarError) -> [UInt8] {
        if let made = student.sexes { return made }
        let made = try mapped("sex", null: UInt8(0)) { $0 == "1" ? 1 : $0 == "2" ? 2 : 0 }
        student.sexes = made
        return made
    }

    /// Packed resident numbers of whatever document type; `ResidentKey.none` where there is none.
    package func residentKeys(_ field: String = "id_key") throws(ColumnarError) -> [Int64] {
        if field == "id_key", let made = student.residentKeys { return made }
        guard case .int64(let column) = try column(field) else {
            throw ColumnarError(.damaged, "expected 64-bit numbers in \(field)")
        }
        var keys = column.values
        column.validity?.forEachUnset { keys[$0] = ResidentKey.none }
        if field == "id_key" { student.residentKeys = keys }
        return keys
    }

    package func idStates() throws(ColumnarError) -> [IDState] {
        if let made = student.idStates { return made }
        let keys = try residentKeys()
        var states = keys.map { $0 == ResidentKey.none ? IDState.other : .valid }
        if let validity = try validity("id_number") {
            let unreadable = try unreadable()
            let field = FieldIndex.known("id_number", in: .student)
            for row in states.indices where !validity[row] {
                states[row] = unreadable.contains(field, row) ? .unreadable : .blank
            }
        }
        student.idStates = states
        return states
    }

    /// Positions in the directory's schools, −1 where the school stands in no small table.
    package func schoolPositions() throws(ColumnarError) -> [Int32] {
        if let made = student.schoolPositions { return made }
        let ids = try schoolIDs()
        var last: (id: Int64, position: Int32) = (0, -1)
        let made = ids.map { id in
            if id != last.id { last = (id, Int32(context.directory.position(of: id) ?? -1)) }
            return last.position
        }
        student.schoolPositions = made
        return made
    }

    package func grades() throws(ColumnarError) -> DerivedGrades {
        if let made = student.grades { return made }
        let made = try DerivedGrades(self)
        student.grades = made
        return made
    }
}

/// Packed resident numbers. A valid key is never negative.
package enum ResidentKey {
    package static let none = Int64.min
}
