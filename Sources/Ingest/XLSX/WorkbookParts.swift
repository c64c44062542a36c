/// The list of a workbook's sheets and where its parts lie.
///
/// **Source**: ECMA-376 part 1, 18.2.27 (workbook); part 2, 9.3 (relationships).
struct WorkbookParts {
    struct Sheet {
        var info: SheetInfo
        /// Name of the part, without a leading `/`.
        var part: String
    }

    static let workbookPart = "xl/workbook.xml"

    /// Worksheets in workbook order; chart and dialog sheets are left out.
    private(set) var sheets: [Sheet] = []
    private(set) var sharedStringsPart: String?

    /// **Errors**: `noWorkbook`, and those of the archive.
    init(_ archive: ZipArchive) throws(IngestError) {
        guard let workbook = try archive.part(named: Self.workbookPart) else {
            throw IngestError(.noWorkbook, "the file has no \(Self.workbookPart); save it as an .xlsx workbook")
        }
        let relations = try Self.relations(archive)
        sharedStringsPart = relations.values.filter { $0.type == "sharedStrings" }.map(\.target).min()
        try Self.scan(archive, workbook) { (tag, attributes) throws(XMLFault) in
            if tag == "workbookPr" {
                uses1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
            } else if tag == "sheet", let relation = relations[attributes["id"] ?? ""], relation.type == "worksheet" {
                guard sheets.count < archive.limits.sheetCount else { throw .limit("too many sheets") }
                let state = attributes["state"] ?? "visible"
                let info = SheetInfo(name: attributes["name"] ?? "", index: sheets.count, isHidden: state != "visible")
                sheets.append(Sheet(info: info, part: relation.target))
            }
        }
        for index in sheets.indices { sheets[index].info.uses1904 = uses1904 }
    }

    private var uses1904 = false

    private struct Relation {
        /// Last part of the type's address, which is the same in both versions of the standard.
        var type: String
        var target: String
    }

    /// By id. External targets are left out.
    private static func relations(_ archive: ZipArchive) throws(IngestError) -> [String: Relation] {
        guard let entry = try archive.part(named: "xl/_rels/workbook.xml.rels") else {
            throw IngestError(.damagedWorkbook, "the part xl/_rels/workbook.xml.rels is missing; save the workbook again")
        }
        var relations: [String: Relation] = [:]
        try scan(archive, entry) { (tag, attributes) throws(XMLFault) in
            guard tag == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
                let target = attributes["Target"], let type = attributes["Type"]
            else { return }
            relations[id] = Relation(
                type: String(type.split(separator: "/").last ?? ""), target: resolve(target, in: "xl"))
        }
        return relations
    }

    /// The part that a target means: absolute from the root, or relative to a folder.
    static func resolve(_ target: String, in folder: String) -> String {
        let target = target.replacing("\\", with: "/")
        var path = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step != ".." {
                path.append(step)
            } else if !path.isEmpty {
                path.removeLast()
            }
        }
        return path.joined(separator: "/")
    }

    private static func scan(
        _ archive: ZipArchive, _ entry: ZipEntry, _ body: (String, [String: String]) throws(XMLFault) -> Void
    ) throws(IngestError) {
        let raw = try archive.read(entry, maximum: archive.limits.smallPartByteCount, padding: PaddedBytes.padding)
        try SmallPart.scan(PartText.normalise(raw, location: entry.name), location: entry.name, body)
    }
}
