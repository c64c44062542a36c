import Foundation
import Glibc

/// What one run cost the whole process.
struct Cost {
    var wallSeconds: Double
    var cpuSeconds: Double
    /// Nil where the system does not let the peak be reset.
    var peakByteCount: Int?

    /// The better of two runs of the same work, value by value: what other work on the machine added is left out.
    func best(_ other: Cost) -> Cost {
        Cost(
            wallSeconds: min(wallSeconds, other.wallSeconds), cpuSeconds: min(cpuSeconds, other.cpuSeconds),
            peakByteCount: peakByteCount.flatMap { mine in other.peakByteCount.map { min(mine, $0) } })
    }
}

/// Time and peak memory of this process. CPU time is that of all threads, so nothing else may run in the process meanwhile.
enum ProcessMeter {
    static func measure<Result>(_ body: () throws -> Result) rethrows -> (result: Result, cost: Cost) {
        let canReset = resetPeak()
        let wall = seconds(CLOCK_MONOTONIC)
        let cpu = seconds(CLOCK_PROCESS_CPUTIME_ID)
        let result = try body()
        let cost = Cost(
            wallSeconds: seconds(CLOCK_MONOTONIC) - wall, cpuSeconds: seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu,
            peakByteCount: canReset ? peakByteCount() : nil)
        return (result, cost)
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        // The call writes to `time` and keeps no reference.
        _ = unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Sets the peak to what is resident now, freed memory that the allocator keeps included.
    ///
    /// **Source**: proc(5), `/proc/pid/clear_refs`, value 5.
    private static func resetPeak() -> Bool {
        guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return false }
        return (try? file.write(contentsOf: Data("5".utf8))) != nil
    }

    private static func peakByteCount() -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 << 10 }
    }
}
