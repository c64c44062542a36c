import Records

/// FIL-10: a text file with bytes that no character has.
package enum DamagedText: Rule {
    package typealias Scan = FileSchools

    package static let definition = RuleDefinition(
        "FIL-10", "字符编码损坏", "Text decoding damaged", severity: "error", status: "I", isCore: false,
        message: BilingualText("文件编码无法还原", "The text of the file cannot be decoded"),
        explanation: Explanation(
            finds: ("解码后含有替换字符(U+FFFD)的文本文件。", "Text files that hold U+FFFD when decoded."),
            matters: ("有的字已经丢失，姓名可能不对。", "Characters are lost; names may be wrong."),
            fires: ("文本、网页格式的文件，有表头行。每个文件一条。", "Text or HTML files with a header row. One finding for each file."),
            doesNotFire: ("GB18030、UTF-8、UTF-16都能读的文件；没有表头行(FIL-01)。",
                "Files in GB18030, UTF-8 or UTF-16; no header row (FIL-01)."),
            source: "SPEC §6.2"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { FileTable.obstacle(context) }

    package static func findings(
        _ contents: FileSchools.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let damaged = context.files.entries.filter(\.isUndecodable)
        for file in Set(damaged.map(\.file)) {
            buffer.addFile(context.filePlace(file), table: nil, .error, value: "", [], contents, context)
        }
    }
}
