/// Tells from the first values of a chunk whether a dictionary of all of them will pay.
///
/// A million names may have 200,000 distinct ones, of which the first 10,000 rows repeat hardly any. So the share of
/// repetitions so far gives the size of the pool that the values seem to be drawn from, and that the share at the end:
/// `n` draws from a pool of `D` show `D · (1 − e^(−n/D))` distinct values. Asked again and again, it corrects itself.
enum DistinctForecast {
    /// Whether at most half of `whole` values will probably be distinct, when `distinct` of the first `count` are.
    static func isWorthwhile(_ distinct: Int, of count: Int, whole: Int) -> Bool {
        guard distinct * 2 > count, count > 0 else { return true }
        guard distinct < count else { return false }
        // share = (1 − e^(−x)) / x with x = count / pool; the root is found by halving, since share falls with x.
        let share = Double(distinct) / Double(count)
        var low = 0.0
        var high = 2.0
        for _ in 0..<30 {
            let middle = (low + high) / 2
            if distinctShare(middle) > share { low = middle } else { high = middle }
        }
        return distinctShare(high * Double(whole) / Double(count)) <= 0.5
    }

    /// (1 − e^(−x)) / x for the expected share of distinct values after `x` draws per value of the pool.
    private static func distinctShare(_ x: Double) -> Double {
        guard x < 30 else { return 1 / x }
        // e^(−x) as (e^(−x/1024))^1024, so that no C library is needed.
        let step = x / 1024
        var power = 1 - step + step * step / 2 - step * step * step / 6
        for _ in 0..<10 { power *= power }
        return x < 1e-6 ? 1 : (1 - power) / x
    }
}
