/// The order of places: file and sheet by code point, row as a number, empty first. **Source**: CONTRACT, "Output".
///
/// Valid for the names known when it was made; places of later files sort after them.
package struct PlaceOrder: Sendable {
    private let ranks: [Int32]
    private let places: PlaceTable

    package init(_ places: PlaceTable) {
        self.places = places
        ranks = places.ranks()
    }

    package func isBefore(_ a: Place, _ b: Place) -> Bool {
        if a.file != b.file { return isBefore(name: a.file, b.file) }
        if a.sheet != b.sheet { return isBefore(name: a.sheet, b.sheet) }
        return a.row < b.row
    }

    private func isBefore(name a: Int32, _ b: Int32) -> Bool {
        let count = Int32(ranks.count)
        if a < count, b < count { return ranks[Int(a)] < ranks[Int(b)] }
        return isBeforeByCodePoint(places.name(of: a), places.name(of: b))
    }
}
