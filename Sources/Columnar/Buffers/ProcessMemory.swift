import CDeflate

#if canImport(Glibc)
    import Glibc
#endif

/// How the process holds memory.
public enum ProcessMemory {
    /// Lets the allocator keep up to 512 MiB of freed pages instead of giving them back after each file.
    ///
    /// Sheets, pages and columns are large and short-lived; fetching their pages anew cost a third of a reader's time. To be
    /// called before the first file and the first thread; later calls do nothing. The C library of other systems has its own
    /// ways.
    ///
    /// Each thread has a heap of its own, as is the C library's way: with one heap for all, two workers that read workbooks wait for
    /// each other, which cost 7 % of their time.
    ///
    /// Pages of 2 MiB were tried (`MADV_HUGEPAGE` on the heap): a third less time where the machine had such pages at hand, a
    /// quarter more where it had to fetch them from its host, which is so whenever a large process has just ended.
    public static func keepFreedPages() {
        #if canImport(Glibc)
            _ = settings
        #endif
    }

    #if canImport(Glibc)
        private static let settings: Void = {
            // 32 MiB is the largest threshold that glibc takes.
            _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
            _ = mallopt(M_TRIM_THRESHOLD, 512 << 20)
        }()
    #endif
}
