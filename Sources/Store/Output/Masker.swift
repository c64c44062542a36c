import Records
import Synchronization

/// The one place where a value becomes output: every path to a terminal, a file or a message goes through here.
///
/// | Kind | Shown |
/// |---|---|
/// | name | `王**` |
/// | ID number | `…12#a1b2c3d4`: last two characters and a token, the same for the same number within a store |
/// | birth date | `2007` |
/// | phone | `…67` |
/// | address | up to the county: `江西省南昌市东湖区` |
/// | e-mail | `…@…` |
/// | anything else | as it is, but for ID numbers that strayed there |
public struct Masker: Sendable {
    private let key: [UInt8]
    private let tokens: TokenMaker
    /// Whether values are shown as they are; each such run is written to the audit log.
    public let reveal: Bool

    /// - Parameter key: the secret of the tokens; `RegistryStore.masker(reveal:)` has the store's.
    public init(key: [UInt8], reveal: Bool = false) {
        self.key = key
        tokens = TokenMaker(key: key)
        self.reveal = reveal
    }

    /// With a key of its own, for a run without a store.
    public static func withRandomKey(reveal: Bool = false) throws(StoreError) -> Masker {
        Masker(key: try Digest.randomBytes(Digest.byteCount), reveal: reveal)
    }

    public func text(_ value: String, as kind: MaskKind) -> String {
        if reveal || value.isEmpty { return value }
        return switch kind {
        case .none: StrayNumber.masked(value, by: idNumber) ?? value
        case .name: Masker.name(value)
        case .idNumber: idNumber(value)
        case .birthDate: Masker.birthDate(value)
        case .phone: Masker.phone(value)
        case .address: AddressMask.county(value)
        case .email: "…@…"
        }
    }

    /// The same for UTF-8 bytes, appended to a buffer: what is written a million times needs no strings.
    package func append(_ value: ArraySlice<UInt8>, as kind: MaskKind, to output: inout [UInt8]) {
        if reveal || value.isEmpty || (kind == .none && value.count < 15) {
            output.append(contentsOf: value)
        } else if kind == .name, let first = Masker.firstHan(value) {
            output.append(contentsOf: first)
            output.append(contentsOf: "**".utf8)
        } else {
            output.append(contentsOf: text(String(decoding: value, as: UTF8.self), as: kind).utf8)
        }
    }

    /// The first character where it is one of the common Han block, U+4E00–9FFF: E4 B8 80 – E9 BF BF.
    private static func firstHan(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = value.prefix(3)
        guard start.count == 3, let lead = start.first, lead >= 0xE4, lead <= 0xE9 else { return nil }
        let (second, third) = (start[start.startIndex + 1], start[start.startIndex + 2])
        guard second & 0xC0 == 0x80, third & 0xC0 == 0x80, lead > 0xE4 || second >= 0xB8 else { return nil }
        return start
    }

    /// HMAC-SHA256 under the store's key, for ids that are the same in every run and tell nothing about a person.
    package func keyedDigest() -> KeyedDigest { KeyedDigest(key: key) }

    private static func name(_ value: String) -> String {
        guard let first = value.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else { return "" }
        return "\(first)**"
    }

    /// Spaces, width and case do not change the token, since the number may be shown as it was typed.
    private func idNumber(_ value: String) -> String {
        // What normalisation leaves as it is: nearly every number.
        let isPlain = value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x58 }
        let number = isPlain ? value : Normaliser.normalise(value, as: .n2ID)
        let token = tokens.token(of: number)
        // Of a fragment the last two characters would be too much.
        let shown = number.unicodeScalars.count < 8 ? "" : String(String.UnicodeScalarView(number.unicodeScalars.suffix(2)))
        return "…\(shown)#\(token)"
    }

    /// The year of `20070831`, `2007-08-31`, `2007年8月31日`; nothing of a text that does not begin with a year.
    private static func birthDate(_ value: String) -> String {
        let digits = Masker.digits(of: value)
        guard let run = digits.runs.first, run.count == 4 || run.count == 6 || run.count == 8,
            run.starts(with: "19") || run.starts(with: "20")
        else { return "…" }
        return String(run.prefix(4))
    }

    private static func phone(_ value: String) -> String {
        let digits = Masker.digits(of: value).runs.joined()
        return digits.count < 6 ? "…" : "…" + digits.suffix(2)
    }

    private static func digits(of value: String) -> (runs: [Substring], text: String) {
        let text = Normaliser.normalise(value, as: .n2)
        return (text.split { !("0"..."9").contains($0) }, text)
    }
}

/// The tokens of ID numbers, under a key that is taken in once.
private final class TokenMaker: Sendable {
    private let digest: Mutex<KeyedDigest>

    init(key: [UInt8]) { digest = Mutex(KeyedDigest(key: key)) }

    /// Eight hexadecimal digits.
    func token(of number: String) -> String {
        Digest.hex(digest.withLock { $0.bytes(Array(number.utf8).span) }.prefix(4))
    }
}
