/// Why a file or an archive member could not be read, or gave nothing: the reasons of FIL-01.
public enum FileProblem: String, CaseIterable, Sendable {
    case encrypted, truncated, doctype, empty, bomb
    case unknownContent = "unknown_content"
    case archiveInArchive = "archive_in_archive"
    case damagedArchive = "damaged_archive"
    case damagedWorkbook = "damaged_workbook"
    case noWorkbook = "no_workbook"
    case tooLarge = "too_large"
    case unreadablePermission = "unreadable_permission"
    case undecodable
    case unsupportedWorkbook = "unsupported_workbook"
    case noHeaderRow = "no_header_row"
    /// Read, but a quote runs from here to the end of the text: the records behind it are one field now.
    case unclosedQuote = "unclosed_quote"
    /// Read, but the last table of an HTML document is never closed: the file may be cut off.
    case unclosedTable = "unclosed_table"

    /// Whether the file was read but held no data sheet (a warning); else nothing could be taken from it (an error).
    public var isWarning: Bool { self == .noHeaderRow }

    /// Whether rows were taken from the file all the same: no finding, but worth telling.
    public var isNote: Bool { self == .unclosedQuote || self == .unclosedTable }

    /// What is wrong and what to do, in Chinese.
    public var chinese: String { sentences.0 }
    public var english: String { sentences.1 }

    private var sentences: (String, String) {
        switch self {
        case .encrypted:
            ("文件有打开密码,请去掉密码后重新报送", "the file is password-protected; remove the password and send it again")
        case .truncated:
            ("文件不完整(可能没有传完),请重新报送", "the file is cut off, perhaps in transfer; send it again")
        case .doctype:
            ("工作簿内含DOCTYPE声明,出于安全不予读取,请用Excel另存后重新报送",
             "the workbook declares a DOCTYPE, which is not read for safety; save it anew with Excel and send it again")
        case .empty:
            ("文件是空的,请检查后重新报送", "the file is empty; check it and send it again")
        case .bomb:
            ("压缩内容解开后异常巨大,疑似恶意文件,请用Excel另存后重新报送",
             "the compressed content grows beyond all measure; save the data anew with Excel and send it again")
        case .unknownContent:
            ("内容不是工作簿、CSV或文本表格,请另存为.xlsx或.csv后重新报送",
             "the content is no workbook, CSV or text table; save it as .xlsx or .csv and send it again")
        case .archiveInArchive:
            ("压缩包内的压缩包不会打开,请解压后重新报送", "an archive inside an archive is not opened; unpack it and send it again")
        case .damagedArchive:
            ("压缩包已损坏,请重新压缩后报送", "the archive is damaged; pack it anew and send it again")
        case .damagedWorkbook:
            ("工作簿已损坏,请用Excel打开另存后重新报送", "the workbook is damaged; open it in Excel, save it anew and send it again")
        case .noWorkbook:
            ("文件里没有工作簿,请另存为.xlsx或.csv后重新报送", "the file holds no workbook; save it as .xlsx or .csv and send it again")
        case .tooLarge:
            ("文件超过允许的大小,请拆分后重新报送", "the file exceeds the allowed size; split it and send it again")
        case .unreadablePermission:
            ("系统无法打开该文件(权限或磁盘问题),请检查后重新运行",
             "the system refuses to open the file (permission or disk); check it and run again")
        case .undecodable:
            ("文字编码已损坏,请用Excel另存为.xlsx后重新报送", "the text encoding is damaged; save it as .xlsx with Excel and send it again")
        case .unsupportedWorkbook:
            ("工作簿的格式版本不受支持,请另存为.xlsx后重新报送", "this version of workbook is not read; save it as .xlsx and send it again")
        case .noHeaderRow:
            ("没有找到表头行,请使用下发的模板(表头须在前20行内)",
             "no header row was found; use the issued template, with the header within the first 20 rows")
        case .unclosedQuote:
            ("有一个英文引号(\")没有成对,其后的各行都并入了这个单元格,请改正后重新报送",
             "a quote (\") opens there and is never closed, so that the rows behind it became part of that cell; mend it and send the file again")
        case .unclosedTable:
            ("最后一个表格没有结尾,文件可能不完整,请核对人数后重新报送",
             "its last table has no end, so that the file may be cut off; compare the number of pupils and send it again")
        }
    }
}
