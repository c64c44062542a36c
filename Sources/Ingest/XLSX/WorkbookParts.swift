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
    /// - Parameter cache: what workbooks before gave.
    static func read(_ archive: ZipArchive, _ cache: WorkbookPartsCache?) throws(IngestError) -> WorkbookParts {
        guard let workbook = try archive.part(named: workbookPart) else {
            throw IngestError(.noWorkbook, "the file has no \(workbookPart); save it as an .xlsx workbook")
        }
        guard let relations = try archive.part(named: "xl/_rels/workbook.xml.rels") else {
            throw IngestError(.damagedWorkbook, "the part xl/_rels/workbook.xml.rels is missing; save the workbook again")
        }
        let relationBytes = try bytes(of: relations, archive)
        let workbookBytes = try bytes(of: workbook, archive)
        if let known = cache?.parts(workbookBytes, relationBytes) { return known }
        let parts = try WorkbookParts(
            workbookBytes, relations: Self.relations(relationBytes, location: relations.name), location: workbook.name,
            limits: archive.limits)
        cache?.keep(parts, workbookBytes, relationBytes)
        return parts
    }

    private static func bytes(of entry: ZipEntry, _ archive: ZipArchive) throws(IngestError) -> [UInt8] {
        try archive.read(entry, maximum: archive.limits.smallPartByteCount, padding: PaddedBytes.padding)
    }

    private init(
        _ workbook: [UInt8], relations: [String: Relation], location: String, limits: Limits
    ) throws(IngestError) {
        sharedStringsPart = relations.values.filter { $0.type == "sharedStrings" }.map(\.target).min()
        let part = try PartText.normalise(workbook, location: location)
        try SmallPart.scan(part, location: location, of: ["workbookPr", "sheet"]) { (tag, attributes) throws(XMLFault) in
            if tag == "workbookPr" {
                uses1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
            } else if tag == "sheet", let relation = relations[attributes["id"] ?? ""], relation.type == "worksheet" {
                guard sheets.count < limits.sheetCount else { throw .limit("too many sheets") }
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
    private static func relations(_ bytes: [UInt8], location: String) throws(IngestError) -> [String: Relation] {
        var relations: [String: Relation] = [:]
        let part = try PartText.normalise(bytes, location: location)
        try SmallPart.scan(part, location: location, of: ["Relationship"]) { (tag, attributes) throws(XMLFault) in
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
        let target = target.utf8.contains(0x5C) ? target.replacing("\\", with: "/") : target
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
}

/// The lists of sheets of the last workbooks: a program writes the same bytes into each.
///
/// Not for several threads at once.
package final class WorkbookPartsCache {
    private static let count = 4
    private var known: [(workbook: [UInt8], relations: [UInt8], parts: WorkbookParts)] = []

    package init() {}

    func parts(_ workbook: [UInt8], _ relations: [UInt8]) -> WorkbookParts? {
        known.first { $0.workbook == workbook && $0.relations == relations }?.parts
    }

    func keep(_ parts: WorkbookParts, _ workbook: [UInt8], _ relations: [UInt8]) {
        if known.count == Self.count { known.removeLast() }
        known.insert((workbook, relations, parts), at: 0)
    }
}
