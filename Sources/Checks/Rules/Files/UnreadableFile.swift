import Records

/// FIL-01: a file from which nothing could be taken.
package enum UnreadableFile: Rule {
    package typealias Scan = FileSchools

    package static let definition = RuleDefinition(
        "FIL-01", "无法识别的文件", "Unreadable file", severity: "error / warning", status: "I", isCore: false,
        message: BilingualText("无法读取文件:{why}", "The file cannot be read: {why_en}"),
        explanation: Explanation(
            finds: ("内容不明、加密或损坏的文件(错误)；能读但没有表头行的文件(警告)。",
                "Files of unknown content, encrypted or damaged (error); files without a header row (warning)."),
            matters: ("文件中的学生全部没有采集到。", "None of the pupils in the file was collected."),
            fires: ("有密码的工作簿、传输中断的文件、图片改名为.xls。",
                "A workbook with a password, a file cut off in transfer, a picture named .xls."),
            doesNotFire: ("扩展名不对但内容可读的文件；空文件、隐藏文件。",
                "Readable content under a wrong extension; empty and hidden files."),
            source: "SPEC §6.2"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { FileTable.obstacle(context) }

    package static func findings(
        _ schools: FileSchools.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let empty = context.places.id(of: "")
        for entry in context.files.entries where entry.isUnread || entry.status == "no_table" {
            let problem = FileProblem(rawValue: entry.reason)
            let chinese = problem?.chinese ?? entry.reason
            buffer.addFile(
                Place(file: entry.file, sheet: empty, row: 0), table: nil,
                entry.isUnread ? .error : .warning, value: chinese,
                [Argument("why", chinese), Argument("why_en", problem?.english ?? entry.reason)], schools, context)
        }
    }
}

/// What rules say that look at the files themselves.
enum FileTable {
    static func obstacle(_ context: CheckContext) -> BilingualText? {
        context.files.isLoaded ? nil : BilingualText("没有文件清单", "no list of files")
    }
}
