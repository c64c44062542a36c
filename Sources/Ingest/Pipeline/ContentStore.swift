import Synchronization

/// Bytes of small files that were read for their hash, kept until they are parsed: opening and reading a school's file a second
/// time costs as much as hashing it.
final class ContentStore: Sendable {
    /// Of a file that may be kept.
    static let fileByteCount = 1 << 20

    private let room: Mutex<Int>

    /// - Parameter byteCount: of all files that are kept.
    init(byteCount: Int) { room = Mutex(byteCount) }

    /// Nil when there is no room.
    func keep(_ bytes: [UInt8]) -> KeptContent? {
        room.withLock { room in
            guard bytes.count <= room else { return nil }
            room -= bytes.count
            return KeptContent(bytes)
        }
    }
}

/// The bytes of a file, to be taken once.
final class KeptContent: Sendable {
    private let bytes: Mutex<[UInt8]?>

    init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes) }

    func take() -> [UInt8]? { bytes.withLock { $0.take() } }
}
