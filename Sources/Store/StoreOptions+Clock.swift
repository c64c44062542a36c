import Glibc

extension StoreOptions {
    /// The time of the machine.
    public static let systemClock: @Sendable () -> Int64 = {
        var now = timespec()
        // `now` lives over the call.
        _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}
