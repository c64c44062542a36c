import CDeflate

#if canImport(Glibc)
    import Glibc
#endif

/// How the process holds memory.
public enum ProcessMemory {
    /// **Units**: bytes of address space, not of memory.
    private static let reserve = 256 << 20

    /// Lets the allocator keep freed pages instead of giving them back after each file.
    ///
    /// Sheets, pages and columns are large and short-lived; fetching their pages anew cost a third of a reader's time. To be
    /// called before the first file and the first thread; later calls do nothing. The C library of other systems has its own
    /// ways.
    ///
    /// - Parameter large: also take them in pages of 2 MiB. One comes with one fault instead of 512 and saves misses of the
    ///   address cache, which is worth a tenth of an ingest. Where the first touch of memory is dear, as in a virtual machine
    ///   that lends its free memory, a short run pays for more than it uses: for long ones only.
    public static func keepFreedPages(large: Bool = false) {
        #if canImport(Glibc)
            _ = settings
            if large { _ = largePages }
        #endif
    }

    #if canImport(Glibc)
        private static let settings: Void = {
            // 32 MiB is the largest threshold that glibc takes.
            _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
            _ = mallopt(M_TRIM_THRESHOLD, Int32(2 * reserve))
            // With few threads one heap serves all; more of them would wait for each other.
            if Parallel.processorCount <= 4 { _ = mallopt(M_ARENA_MAX, 1) }
        }()

        private static let largePages: Void = useLargePages()
    #endif

    #if canImport(Glibc)
        /// Lets the heap grow by the reserve at once and asks for large pages in it. Where the system grants neither, the
        /// heap is as before.
        private static func useLargePages() {
            _ = mallopt(M_TOP_PAD, Int32(reserve))
            defer { _ = mallopt(M_TOP_PAD, 128 << 10) }
            // Larger than what is free, so that the heap has to grow; below the threshold above, so that it is the heap.
            guard let probe = unsafe malloc(24 << 20) else { return }
            let start = Int(bitPattern: probe) & ~4095
            let end = unsafe Int(bitPattern: sbrk(0))
            unsafe free(probe)
            guard start < end, end - start <= 2 * reserve, let address = unsafe UnsafeMutableRawPointer(bitPattern: start) else { return }
            // The range is the heap's own, and advice changes no contents.
            _ = unsafe madvise(address, end - start, MADV_HUGEPAGE)
        }
    #endif
}
