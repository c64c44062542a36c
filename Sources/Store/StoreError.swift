/// The store cannot be opened, read or written.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The path is not a store, or is a folder of something else.
        case notAStore
        /// Another run is writing to the store.
        case locked
        /// The bytes of the store contradict its format.
        case damaged
        /// Written by another version or another program, with features that are not read here.
        case unsupported
        /// Another program changed a table while it was being written here.
        case conflict
        /// No space left, or over quota.
        case diskFull
        /// The operating system denies access.
        case permission
        /// Any other refusal of the operating system.
        case io
    }

    public let code: Code
    /// What is wrong and what to do; never holds values of the data.
    public let message: String
    /// File or folder concerned.
    public let location: String

    public init(_ code: Code, _ message: String, location: String = "") {
        self.code = code
        self.message = message
        self.location = location
    }

    public var description: String { location.isEmpty ? message : "\(location): \(message)" }
}
