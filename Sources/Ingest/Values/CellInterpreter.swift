import Records

/// Reads cells of one field, exactly and without haste: the memo and the quick scans stand before it.
///
/// **Source**: SPEC §3, §6.1, §6.2; RULES, section F; docs/architecture.md.
package struct CellInterpreter: Sendable {
    package let field: FieldDefinition

    package init(_ field: FieldDefinition) { self.field = field }

    /// - Parameters:
    ///   - bytes: the cell's text; for a number its text in the file.
    ///   - uses1904: date serials count from 1904-01-01.
    package func read(_ bytes: [UInt8], kind: CellKind, uses1904: Bool = false) -> CellReading {
        switch kind {
        case .empty: return CellReading(value: .null)
        case .formulaWithoutValue: return CellReading(value: .null, issues: .formulaWithoutValue)
        case .number: return readNumber(bytes, uses1904: uses1904)
        case .text: return readText(bytes, isText: true)
        case .bool, .error: return readText(bytes, isText: false)
        }
    }

    // MARK: Numbers

    private func readNumber(_ bytes: [UInt8], uses1904: Bool) -> CellReading {
        guard let value = NumberRendering.parse(bytes.span) else { return readText(bytes, isText: true) }
        var raw: [UInt8] = []
        NumberRendering.append(value, to: &raw)
        if field.type == .idno, NumberRendering.losesPrecision(value) {
            return CellReading(value: .null, issues: .precisionLost, raw: raw, normalised: raw)
        }
        guard let kind = field.dateKind else { return readText(raw, isText: false) }
        return reading(of: .number(value, as: kind, uses1904: uses1904), raw: raw, normalised: raw, change: [])
    }

    // MARK: Text

    /// - Parameter isText: whether the cell itself was text, so that a change by normalisation is worth noting.
    private func readText(_ raw: [UInt8], isText: Bool) -> CellReading {
        if let kind = field.dateKind { return readDate(raw, as: kind, isText: isText) }
        let normalised = normalise(raw)
        if BlankValue.isBlank(normalised.span, in: field) { return CellReading(value: .null) }
        var reading = CellReading(value: .text(normalised), raw: raw, normalised: normalised)
        if isText { reading.issues = change(raw, normalised) }
        if field.type == .idno, NumberRendering.isLostNumber(normalised.span) {
            reading.issues = .precisionLost
            reading.value = .null
        } else if let list = field.codeList {
            resolve(list, &reading)
        }
        return reading
    }

    private func normalise(_ raw: [UInt8]) -> [UInt8] {
        var normalised: [UInt8] = []
        return Normaliser.normalise(raw.span, as: field.normalisation, into: &normalised) ? normalised : raw
    }

    private func change(_ raw: [UInt8], _ normalised: [UInt8]) -> CellIssues {
        if raw == normalised { return [] }
        return NormalisationChange.counts(raw.span, type: field.type) ? .normalised : .adjusted
    }

    private func resolve(_ list: CodeList, _ reading: inout CellReading) {
        let resolution = list.resolve(reading.normalised.span)
        guard let code = resolution.code else {
            reading.value = .null
            reading.issues.insert(.codeUnknown)
            return
        }
        if field.type == .bool {
            reading.value = .bool(code == "1")
        } else {
            reading.value = .text(Array((resolution.isAmbiguousOther ? AdmissionMethod.storedOther : code).utf8))
        }
        if resolution.how == .alias || resolution.how == .code {
            reading.issues.insert(.codeNotLabel)
        } else if reading.issues.isEmpty, list.label(of: code).map({ Array($0.utf8) }) != reading.raw {
            // `1-男`: no finding, but not the label as such.
            reading.issues.insert(.adjusted)
        }
    }

    // MARK: Dates

    private func readDate(_ raw: [UInt8], as kind: DateKind, isText: Bool) -> CellReading {
        if BlankValue.isBlank(normalise(raw).span, in: field) { return CellReading(value: .null) }
        let end = DateText.timeStart(raw.span)
        let rest = end.map { Array(raw[..<$0]) } ?? raw
        let normalised = normalise(rest)
        return reading(
            of: .text(normalised.span, as: kind, hadTime: end != nil), raw: raw, normalised: normalised,
            change: isText ? change(rest, normalised) : [])
    }

    private func reading(of date: DateReading, raw: [UInt8], normalised: [UInt8], change: CellIssues) -> CellReading {
        let issues: CellIssues =
            switch date {
            case .canonical: change
            case .reformatted: change.union(.dateReformatted)
            case .unreadable: change.union(.dateUnreadable)
            }
        let value: CellReading.Value = date.value.map { field.type == .date8 ? .date($0) : .month($0) } ?? .null
        return CellReading(value: value, issues: issues, raw: raw, normalised: normalised)
    }
}
