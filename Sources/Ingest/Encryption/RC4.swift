/// The stream cipher of Excel 97 to 2003. Own code: libcrypto has it in a module only that many systems do not load.
struct RC4 {
    private var state = [UInt8](0...255)
    private var i: UInt8 = 0
    private var j: UInt8 = 0

    /// - Parameter key: not empty.
    init(key: [UInt8]) {
        precondition(!key.isEmpty, "a key without bytes")
        var j: UInt8 = 0
        for index in 0..<256 {
            j = j &+ state[index] &+ key[index % key.count]
            state.swapAt(index, Int(j))
        }
    }

    mutating func next() -> UInt8 {
        i = i &+ 1
        j = j &+ state[Int(i)]
        state.swapAt(Int(i), Int(j))
        return state[Int(state[Int(i)] &+ state[Int(j)])]
    }

    mutating func skip(_ count: Int) {
        for _ in 0..<count { _ = next() }
    }

    /// Encrypts or decrypts: the two are the same.
    mutating func apply(_ bytes: [UInt8]) -> [UInt8] { bytes.map { $0 ^ next() } }
}
