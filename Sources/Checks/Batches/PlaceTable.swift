import Synchronization

/// Numbers for the file and sheet names of a run, shared by all workers.
///
/// The numbers depend on who came first; nothing that is written depends on them, only on the ranks taken at the end.
package final class PlaceTable: Sendable {
    private struct State {
        var ids: [String: Int32] = [:]
        var names: [String] = []
    }

    private let state = Mutex(State())

    package init() {}

    package func id(of name: String) -> Int32 {
        state.withLock { state in
            if let id = state.ids[name] { return id }
            let id = Int32(state.names.count)
            state.ids[name] = id
            state.names.append(name)
            return id
        }
    }

    package func name(of id: Int32) -> String { state.withLock { $0.names[Int(id)] } }

    package var names: [String] { state.withLock { $0.names } }

    /// For every number the position of its name in code-point order.
    package func ranks() -> [Int32] {
        let names = self.names
        let order = names.indices.sorted { isBeforeByCodePoint(names[$0], names[$1]) }
        var ranks = [Int32](repeating: 0, count: names.count)
        for (rank, id) in order.enumerated() { ranks[id] = Int32(rank) }
        return ranks
    }
}

/// Text order of CONTRACT. UTF-8 bytes sort as code points do; `String.<` would compare canonically equivalent text.
package func isBeforeByCodePoint(_ a: some StringProtocol, _ b: some StringProtocol) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
}
