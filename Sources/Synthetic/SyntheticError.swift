/// Why a province could not be written.
public enum SyntheticError: Error, CustomStringConvertible {
    /// A folder or file cannot be made or written.
    case cannotWrite(String)
    /// The output folder holds something already.
    case notEmpty(String)
    case badOption(String)

    public var description: String {
        switch self {
        case .cannotWrite(let path): "cannot write \(path); check free space and permissions"
        case .notEmpty(let path): "\(path) is not empty; give a new folder"
        case .badOption(let text): text
        }
    }
}
