/// What can be said of one school's files alone.
///
/// Left out are the rules whose fault lies between schools or levels. All others run: row rules, repetitions inside the files,
/// classes, campuses, proofs, summary form, signatures, files. REF-02 and REF-05 run when the issued list is given.
public enum SingleSchool {
    /// The rules that need more, by id, each with the reason.
    public static let obstacles: [String: BilingualText] = [
        "DUP-02": between, "DUP-12": between,
        "SUM-06": BilingualText("需要各级汇总数据,由县级以上检查", "needs the totals of the levels below; the county's check says it"),
        "SUM-07": BilingualText("需要全县各校的文件,由县级以上检查", "needs the files of all schools; the county's check says it"),
    ]

    private static let between = BilingualText("需要其他学校的数据,由县级以上检查", "needs the other schools' data; the county's check says it")
}
