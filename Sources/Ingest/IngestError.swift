import Records

/// A file, or member of an archive, that cannot be read (FIL-01).
package struct IngestError: Error, Sendable, Equatable, CustomStringConvertible {
    package let problem: FileProblem
    /// What is wrong and what to do, for the technician; never holds values of the data.
    package let message: String
    /// The part, row, line or byte offset, as far as known.
    package let location: String

    package init(_ problem: FileProblem, _ message: String, location: String = "") {
        self.problem = problem
        self.message = message
        self.location = location
    }

    package var description: String { location.isEmpty ? message : "\(location): \(message)" }
}
