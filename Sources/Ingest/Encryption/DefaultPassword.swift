/// The password that Excel itself uses for a workbook that is protected against changes but may be opened by everyone.
///
/// Such a file is encrypted like one with a password of its own, but Excel and WPS open it without asking, so that a school does
/// not know that it is. This is the only password that is tried.
///
/// **Source**: Microsoft, [MS-OFFCRYPTO] 2.3; [MS-XLS] 2.4.117 (FilePass).
enum DefaultPassword {
    static let text = "VelvetSweatshop"
    static let utf16 = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
}
