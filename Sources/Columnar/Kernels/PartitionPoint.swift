extension Range<Int> {
    /// The first number for which `isBefore` does not hold, by binary search; the upper bound when it holds for all.
    ///
    /// - Precondition: once it does not hold, it holds for no later number.
    /// - Complexity: O(log count) calls.
    @inlinable @inline(__always)
    package func partitionPoint(_ isBefore: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
