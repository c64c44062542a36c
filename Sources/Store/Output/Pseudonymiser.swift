import Records

/// Stands a keyed token in for a name or a number: the same person has the same token wherever the store's key is the same,
/// and nobody without the key gets from the token to the person.
///
///     王小明 → n_5f0c…   360102200708310011 → i_91ab…   its 15-digit form → the same i_91ab…
///
/// **Source**: RFC 2104 (HMAC-SHA256), the first 80 bits: among 100 million numbers the chance of two equal tokens is below
/// 1 in 200 million.
public struct Pseudonymiser: Sendable {
    private static let byteCount = 10
    private let key: [UInt8]

    /// - Parameter key: the secret; `RegistryStore.pseudonymiser()` has the store's.
    public init(key: [UInt8]) { self.key = key }

    public func name(_ value: String) -> String { "n_" + token("name", value) }

    /// A resident number in any spelling gives the token of its 18 digits.
    public func number(_ value: String) -> String {
        let text = Normaliser.normalise(value, as: .n2ID)
        return "i_" + token("number", ResidentID.pack(text).map(Pseudonymiser.canonical) ?? text)
    }

    /// Of a number as `id_key` holds it.
    public func number(packed: Int64) -> String { "i_" + token("number", Pseudonymiser.canonical(packed)) }

    private static func canonical(_ packed: Int64) -> String { ResidentID.canonical(ResidentID.groupingKey(packed)) }

    /// The kind of value is part of what is hashed, so that no token of one kind tells of another.
    private func token(_ kind: String, _ value: String) -> String {
        let message = Array("pseudonym\u{0}\(kind)\u{0}\(value)".utf8)
        return Digest.hex(Digest.authentication(of: message, key: key).prefix(Pseudonymiser.byteCount))
    }
}
