import Glibc

/// A county's part of the one large file while the other counties are made.
///
/// Used by one thread, that of its county.
@safe
final class PartFile {
    private let path: String
    private var handle: UnsafeMutablePointer<FILE>?
    private var isWhole = true

    static func path(_ folder: String, _ position: Int) -> String { "\(folder)/\(position).part" }

    init(_ folder: String, _ position: Int) throws(SyntheticError) {
        path = PartFile.path(folder, position)
        unsafe handle = fopen(path, "wb")
        if unsafe handle == nil { throw SyntheticError.cannotWrite(path) }
    }

    func append(_ bytes: [UInt8]) {
        guard let handle = unsafe handle else { return }
        // The count is the buffer's own.
        let written = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, handle) }
        isWhole = isWhole && written == bytes.count
    }

    /// **Errors**: a write that failed, now or earlier.
    func close() throws(SyntheticError) {
        guard let handle = unsafe handle else { return }
        unsafe self.handle = nil
        let closed = unsafe fclose(handle) == 0
        if !isWhole || !closed { throw SyntheticError.cannotWrite(path) }
    }

    deinit {
        if let handle = unsafe handle { unsafe _ = fclose(handle) }
    }
}
