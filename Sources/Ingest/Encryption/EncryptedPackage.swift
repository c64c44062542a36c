/// An .xlsx workbook in a compound file, encrypted with Excel's default password.
///
///     EncryptionInfo     version u16 u16, then a description: binary (standard, x.2) or XML (agile, 4.4)
///     EncryptedPackage   size u64, then the encrypted zip archive
///
/// **Source**: Microsoft, [MS-OFFCRYPTO] 2.3.4.
enum EncryptedPackage {
    /// The zip archive.
    /// **Errors**: `encrypted` when another password or an unknown method was used, `truncated`, `damagedWorkbook`.
    static func decrypt(_ container: CompoundFile, limits: Limits) throws(IngestError) -> [UInt8] {
        guard let info = try container.stream("EncryptionInfo"), let package = try container.stream("EncryptedPackage") else {
            throw XLSWorkbook.encrypted
        }
        guard !package.isCut, package.bytes.count >= 8 else {
            throw IngestError(.truncated, "the file ends before the workbook does; send it again")
        }
        let (major, minor) = unsafe info.bytes.withUnsafeBufferPointer { buffer in  // outlives the reading
            unsafe (LittleEndianBytes(buffer).u16(0), LittleEndianBytes(buffer).u16(2))
        }
        let stated = (0..<8).reduce(0 as UInt64) { $0 | UInt64(package.bytes[$1]) << UInt64(8 * $1) }
        var archive =
            switch (major, minor) {
            case (4, 4): try AgileEncryption(info.bytes.dropFirst(8), limits: limits).decrypt(package.bytes[8...])
            case (2...4, 2): try StandardEncryption(info.bytes).decrypt(package.bytes[8...])
            default: throw XLSWorkbook.encrypted
            }
        guard stated <= UInt64(archive.count) else {
            throw IngestError(.truncated, "the file ends before the workbook does; send it again")
        }
        archive.removeLast(archive.count - Int(stated))
        return archive
    }
}
