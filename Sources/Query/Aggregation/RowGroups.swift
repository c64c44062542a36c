import Columnar

/// The group of each row of a batch, as shortly as the keys allow.
///
/// Belongs to one task; not shared between threads.
final class RowGroups {
    enum Form {
        /// Runs of rows of one group, by their first rows, the first of which is 0.
        case runs(starts: [UInt32], groups: [UInt32])
        /// A row's group is that of its place; `counts` says how many rows a place has, 0 where it has no group.
        case placed(Places, counts: [UInt32], groups: [UInt32])
        case each([UInt32])
    }

    let count: Int
    let form: Form
    /// The plain form, made when it is first asked for.
    private(set) lazy var rows: [UInt32] =
        switch form {
        case .runs(let starts, let groups): RowGroups.repeated(groups, starts, count: count)
        case .placed(let places, _, let groups): places.looked(up: groups)
        case .each(let rows): rows
        }

    init(_ form: Form, count: Int) {
        self.form = form
        self.count = count
    }

    convenience init(_ rows: [UInt32]) { self.init(.each(rows), count: rows.count) }

    static func one(_ group: UInt32, count: Int) -> RowGroups { RowGroups(.runs(starts: [0], groups: [group]), count: count) }

    private static func repeated(_ groups: [UInt32], _ starts: [UInt32], count: Int) -> [UInt32] {
        [UInt32](capacity: count) { output in
            forEachRun(starts, groups, count: count) { rows, group in
                output.append(repeating: UInt32(truncatingIfNeeded: group), count: rows.count)
            }
        }
    }

    /// Calls `body` with the rows of each run and their group.
    @inline(__always)
    static func forEachRun(_ starts: [UInt32], _ groups: [UInt32], count: Int, _ body: (Range<Int>, Int) -> Void) {
        for (run, group) in groups.enumerated() {
            let end = run + 1 < starts.count ? Int(starts[run + 1]) : count
            body(Int(starts[run])..<end, Int(group))
        }
    }
}
