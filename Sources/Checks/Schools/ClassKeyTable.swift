import Records
import Synchronization

/// Small numbers for class keys: a key of up to nine digits is its own number, any other text gets a negative one.
///
/// Shared by all workers; equal texts have equal numbers, and nothing that is written depends on which number it is.
package final class ClassKeyTable: Sendable {
    private struct State {
        var ids: [String: Int32] = [:]
        var texts: [String] = []
    }

    /// No class number.
    package static let none = Int32.min
    private let state = Mutex(State())

    package init() {}

    package func id(of key: String) -> Int32 {
        let bytes = key.utf8
        if !bytes.isEmpty, bytes.count <= 9, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            bytes.count == 1 || bytes.first != 0x30, let number = Int32(key)
        {
            return number
        }
        return state.withLock { state in
            if let id = state.ids[key] { return id }
            let id = -1 - Int32(state.texts.count)
            state.ids[key] = id
            state.texts.append(key)
            return id
        }
    }

    package func text(of id: Int32) -> String {
        id >= 0 ? String(id) : state.withLock { $0.texts[Int(-1 - id)] }
    }
}
