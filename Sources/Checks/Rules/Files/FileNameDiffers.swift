import Records

/// FIL-07: the school in the name of a file is not in the file, or the file has pupils of several schools.
package enum FileNameDiffers: Rule {
    package typealias Scan = FileSchools

    package static let definition = RuleDefinition(
        "FIL-07", "文件名与学校不符", "File name and content disagree", severity: "warning", status: "I", isCore: false,
        message: BilingualText("文件名与学校标识码不符", "The name of the file and the school identifiers in it disagree"),
        explanation: Explanation(
            finds: ("文件名中的学校标识码与内容不符，或学生表含多所学校的文件。",
                "Files named after another school than they hold, or with pupils of several schools."),
            matters: ("可能报错了文件，或复制了别校的表。", "The wrong file may have been sent, or another school's sheet copied."),
            fires: ("文件名含10位标识码而表中没有；学生行有两个及以上标识码。每个文件一条。",
                "The name holds an identifier that no row has; pupils' rows hold two or more. One finding for each file."),
            doesNotFire: ("文件名中没有标识码，或表中没有可用的标识码；县里汇总的其他表。",
                "No identifier in the name, or none usable in the file; a county's file of the other tables."),
            source: "SPEC §6.2"))

    package static func findings(
        _ contents: FileSchools.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (file, schools) in contents.schools {
            let named = Self.identifiers(
                in: context.files.baseName(of: file, context.places), province: context.parameters.province)
            let isElsewhere = !named.isEmpty && schools.isDisjoint(with: named)
            guard isElsewhere || contents.pupilSchools[file, default: []].count > 1 else { continue }
            let others = schools.subtracting(named).sorted().map(String.init).joined(separator: "、")
            buffer.addFile(context.filePlace(file), table: nil, .warning, value: others, [], contents, context)
        }
    }

    /// Runs of exactly ten digits that are well-formed identifiers.
    static func identifiers(in name: Substring.UTF8View, province: String) -> Set<Int64> {
        let runs = name.split { $0 < 0x30 || $0 > 0x39 }
        return Set(runs.compactMap { SchoolNumber.of(String(Substring($0)), province: province) })
    }
}
