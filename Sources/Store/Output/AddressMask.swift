import Records

/// Cuts an address after its county; shows less, never more, when in doubt.
///
///     江西省 南昌市 东湖区 │ 八一大道1号      江西省 瑞金市 │ 象湖镇…      东湖区 │ 阳光小区3栋
///
/// Only names of divisions that exist or existed are shown, each optional, in the order province, prefecture, county. So
/// a 区 or 市 further on (小区, 超市) is never taken for a county.
enum AddressMask {
    static func county(_ address: String) -> String {
        let scalars = Array(address.unicodeScalars.filter { $0.value > 0x3000 || !$0.properties.isWhitespace })
        var end = 0
        for names in DivisionNames.shared { end = names.end(in: scalars, from: end) }
        return end > 0 ? string(scalars[..<end]) : "…"
    }

    fileprivate static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}

/// The names of one level of divisions.
private struct DivisionNames {
    /// Province, prefecture, county.
    static let shared = [AdminDivision.Level.province, .prefecture, .county].map(DivisionNames.init)

    /// By their first scalar; the longest first. None is a single scalar.
    private let names: [Unicode.Scalar: [[Unicode.Scalar]]]

    private init(_ level: AdminDivision.Level) {
        let all = Set(AdminDivision.all.filter { $0.level == level && !$0.isPlaceholder }.map(\.name))
        let spelled = all.map { Array($0.unicodeScalars) }.filter { $0.count > 1 }
        names = Dictionary(grouping: spelled) { $0[0] }.mapValues { $0.sorted { $0.count > $1.count } }
    }

    /// Where the longest name ends that stands at `start`; `start` itself when none does.
    func end(in scalars: [Unicode.Scalar], from start: Int) -> Int {
        guard start < scalars.count, let known = names[scalars[start]] else { return start }
        let found = known.first { name in
            guard start + name.count <= scalars.count else { return false }
            for (offset, scalar) in name.enumerated() where scalars[start + offset] != scalar { return false }
            return true
        }
        return start + (found?.count ?? 0)
    }
}
