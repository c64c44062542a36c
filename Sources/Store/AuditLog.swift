import Columnar
import Glibc

/// One line for each time that personal data was shown: time, user, command without values, rows; tab-separated.
struct AuditLog {
    let path: String

    /// - Throws: when the line cannot be written; then nothing may be shown.
    func append(time: Int64, user: String, command: String, rowCount: Int) throws(StoreError) {
        let parts = [AuditLog.timestamp(time), user, command, "rows=\(rowCount)"]
        let line = parts.map(OutputText.terminalSafe).joined(separator: "\t") + "\n"
        let descriptor = try FileSystem.open(path, O_WRONLY | O_CREAT | O_APPEND, "write the audit log")
        defer { _ = close(descriptor) }
        let bytes = Array(line.utf8)
        try FileSystem.writeAll(descriptor, bytes, 0..<bytes.count, path)
        if fsync(descriptor) != 0 { throw FileSystem.error(errno, "sync", path) }
    }

    /// `2013-09-01T08:00:00Z`, from milliseconds since 1970-01-01.
    static func timestamp(_ milliseconds: Int64) -> String {
        func pad(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let seconds = milliseconds / 1000
        let day = Int32(truncatingIfNeeded: seconds / 86400)
        let rest = seconds % 86400
        return "\(CivilDate(daysSince1970: day))T\(pad(rest / 3600)):\(pad(rest / 60 % 60)):\(pad(rest % 60))Z"
    }

    /// The program, its subcommands and the names of its options: values may be personal data.
    static func withoutValues(_ arguments: [String]) -> String {
        guard let program = arguments.first else { return "" }
        var words = [String(program.split(separator: "/").last ?? "")]
        for (index, argument) in arguments.enumerated().dropFirst() {
            if argument.hasPrefix("-") {
                words.append(String(argument.prefix { $0 != "=" }))
            } else if index == 1 {
                words.append(argument)
            } else if words.last != "…" {
                words.append("…")
            }
        }
        return words.joined(separator: " ")
    }

    /// The account of this process, as a name where the system knows one.
    static var currentUser: String {
        let user = getuid()
        // The record is static storage of the C library, copied at once.
        guard let record = unsafe getpwuid(user) else { return "uid \(user)" }
        return unsafe String(cString: record.pointee.pw_name)
    }
}

extension RegistryStore {
    /// Notes that personal data is about to be shown. Call it before the first value is printed.
    ///
    /// - Parameter arguments: the command line; only its option names are kept.
    /// - Throws: when the line cannot be written; then nothing may be shown.
    public func recordReveal(arguments: [String], rowCount: Int) throws(StoreError) {
        try AuditLog(path: layout.auditLog).append(
            time: options.clock(), user: AuditLog.currentUser, command: AuditLog.withoutValues(arguments),
            rowCount: rowCount)
    }

    /// The mask with the store's own key.
    public func masker(reveal: Bool = false) throws(StoreError) -> Masker { Masker(key: try key(), reveal: reveal) }

    /// Keyed tokens with the store's own key.
    public func pseudonymiser() throws(StoreError) -> Pseudonymiser { Pseudonymiser(key: try key()) }

    private func key() throws(StoreError) -> [UInt8] {
        guard let key = try FileSystem.read(layout.key, limit: StoreLimits.keyByteCount), key.count == Digest.byteCount else {
            throw StoreError(
                .damaged, "expected a key of \(Digest.byteCount) bytes, found none; restore it from a copy",
                location: layout.key)
        }
        return key
    }
}
