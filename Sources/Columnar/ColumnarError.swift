/// A file or buffer that cannot be read or written as columns.
public struct ColumnarError: Error, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The bytes contradict the format.
        case damaged
        /// The format is right, but uses a feature that is not read here.
        case unsupported
        /// A count or size exceeds `Limits`.
        case limit
        /// No space left, or over quota.
        case diskFull
        /// The operating system refused in another way.
        case io
    }

    public let code: Code
    /// What is wrong and what to do; never holds values of the data.
    public let message: String
    /// File path, and where known the column or byte offset.
    public let location: String

    public init(_ code: Code, _ message: String, location: String = "") {
        self.code = code
        self.message = message
        self.location = location
    }

    public var description: String { location.isEmpty ? message : "\(location): \(message)" }
}
