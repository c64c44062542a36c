/// Which of `0..<count` hang together, directly or through others.
///
/// **Complexity**: nearly O(1) a call: union by smaller number, with paths halved on the way.
package struct DisjointSets {
    private var parents: [Int32]

    package init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

    /// The smallest number of the set, whatever the order of the unions.
    package mutating func root(_ index: Int) -> Int {
        var current = Int32(index)
        while parents[Int(current)] != current {
            parents[Int(current)] = parents[Int(parents[Int(current)])]
            current = parents[Int(current)]
        }
        return Int(current)
    }

    package mutating func join(_ a: Int, _ b: Int) {
        let (first, second) = (root(a), root(b))
        if first < second { parents[second] = Int32(first) } else { parents[first] = Int32(second) }
    }
}
