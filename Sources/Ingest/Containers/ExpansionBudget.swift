import Synchronization

/// Counts inflated bytes against the limits of an archive.
///
/// What an archive says about its sizes is not believed: only bytes that came out count.
package final class ExpansionBudget: Sendable {
    private let limits: Limits
    private let used = Atomic<Int>(0)

    package init(limits: Limits) { self.limits = limits }

    /// Inflated bytes so far.
    package var byteCount: Int { used.load(ordering: .relaxed) }

    /// Adds to the archive's count.
    func charge(_ byteCount: Int) throws(IngestError) {
        let total = used.add(byteCount, ordering: .relaxed).newValue
        guard total <= limits.archiveByteCount else {
            throw IngestError(.bomb, "the archive holds more than \(limits.archiveByteCount) bytes; it may be a zip bomb")
        }
    }

    /// Checks one entry's size, real or stated.
    func check(inflated: Int, compressed: Int) throws(IngestError) {
        guard inflated <= limits.entryByteCount else {
            throw IngestError(.bomb, "the content is longer than \(limits.entryByteCount) bytes; it may be a zip bomb")
        }
        let ratio = compressed.multipliedReportingOverflow(by: limits.expansionRatio)
        guard inflated <= limits.expansionFreeByteCount || ratio.overflow || inflated <= ratio.partialValue else {
            throw IngestError(.bomb, "the content is more than \(limits.expansionRatio) times its compressed size; it may be a zip bomb")
        }
    }
}
