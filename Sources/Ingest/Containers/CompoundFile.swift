/// Tells what an OLE2 compound file holds, from the names in its directory.
///
/// A directory entry is 128 bytes long at a multiple of 128: the name in UTF-16LE, from byte 64 its length with the terminator.
/// **Source**: Microsoft, [MS-CFB] 2.6.1.
enum CompoundFile {
    private static let entryByteCount = 128

    /// Why the file is not read.
    static func problem(_ bytes: [UInt8]) -> IngestError {
        if hasEntry("EncryptedPackage", in: bytes) || hasEntry("EncryptionInfo", in: bytes) {
            return IngestError(.encrypted, "protected by a password; save the workbook without one")
        }
        if hasEntry("Workbook", in: bytes) || hasEntry("Book", in: bytes) {
            return IngestError(.unsupportedWorkbook, "the .xls format is not read; save the workbook as .xlsx")
        }
        return IngestError(.unknownContent, "expected a workbook, found another office file")
    }

    private static func hasEntry(_ name: String, in bytes: [UInt8]) -> Bool {
        var wanted: [UInt8] = []
        for unit in name.utf16 { wanted += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let last = bytes.count - entryByteCount
        guard last >= 512 else { return false }
        for start in stride(from: 512, through: last, by: entryByteCount)
        where Int(bytes[start + 64]) == wanted.count + 2 && bytes[start + 65] == 0 && bytes[start] == wanted[0] {
            if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
        }
        return false
    }
}
