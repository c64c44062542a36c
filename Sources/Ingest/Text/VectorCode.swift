import CVector

/// Whether the vector code in `CVector` can run here; where it cannot, its plain twins do.
enum VectorCode {
    static let isAvailable = xj_vectors() != 0
}
