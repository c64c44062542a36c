import CDeflate

/// How the process holds memory for the readers.
package enum ReaderMemory {
    /// Lets the allocator keep up to 256 MiB of freed pages instead of giving them back after each file.
    ///
    /// Inflated sheets are large and short-lived; fetching their pages anew cost a third of the reader's time.
    /// Call once, before the first file.
    package static func keepFreedPages() {
        // 32 MiB is the largest threshold that glibc takes.
        _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
        _ = mallopt(M_TRIM_THRESHOLD, 256 << 20)
    }
}
