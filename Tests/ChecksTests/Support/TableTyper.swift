import Columnar
import Records

/// Cell issues while rows are typed.
struct IssueCollector {
    private var builder = TextTableBuilder(.cellIssues)

    mutating func add(
        _ table: RegistryTable, _ row: RegistryBuilder.Row, _ field: String, _ kind: String, raw: String,
        canonical: String?
    ) {
        var cells = [
            "table": table.rawValue, "file": row.file, "sheet": row.sheet, "row": String(row.number), "field": field,
            "kind": kind, "raw": raw,
        ]
        cells["canonical"] = canonical
        builder.add(cells)
    }

    func table() -> MemoryTable { builder.table() }
}

/// Turns text rows into batches of a table's schema.
struct TextTableBuilder {
    private let schema: Schema
    private var rows: [[String: String]] = []

    init(_ table: RegistryTable) { schema = table.schema }
    init(_ schema: Schema) { self.schema = schema }

    mutating func add(_ cells: [String: String]) { rows.append(cells) }

    func batch() -> RecordBatch {
        let columns = schema.fields.map { field in column(field, rows.map { $0[field.name] }) }
        return RecordBatch(schema: schema, columns: columns, rowCount: rows.count)
    }

    func table() -> MemoryTable { MemoryTable(schema: schema, batches: rows.isEmpty ? [] : [batch()]) }

    private func column(_ field: Field, _ texts: [String?]) -> Column {
        switch field.type {
        case .int32: .int32(numbers(texts))
        case .date: .date(numbers(texts))
        case .int64: .int64(numbers(texts))
        case .bool: .bool(booleans(texts))
        default: .utf8(StringColumn(texts))
        }
    }

    private func numbers<Number: FixedWidthInteger & Sendable>(_ texts: [String?]) -> PrimitiveColumn<Number> {
        var builder = PrimitiveBuilder<Number>()
        for text in texts { builder.append(text.flatMap { Number($0) }) }
        return builder.finish()
    }

    private func booleans(_ texts: [String?]) -> BoolColumn {
        var values = Bitmap()
        var validity = Bitmap()
        for text in texts {
            values.append(text == "true" || text == "1")
            validity.append(text != nil)
        }
        return BoolColumn(values: values, validity: validity)
    }
}

/// Types the cells of one table, SPEC §3 and §6, for tests.
struct TableTyper {
    private let table: RegistryTable
    private let missing: Set<String>

    init(_ table: RegistryTable, missing: Set<String>) {
        self.table = table
        self.missing = missing
    }

    mutating func batch(_ rows: [RegistryBuilder.Row], _ issues: inout IssueCollector) -> RecordBatch {
        var builder = TextTableBuilder(table.schema)
        for row in rows { builder.add(type(row, &issues)) }
        return builder.batch()
    }

    private func type(_ row: RegistryBuilder.Row, _ issues: inout IssueCollector) -> [String: String] {
        var cells = ["file": row.file, "sheet": row.sheet, "row": String(row.number)]
        var unreadable: [String] = []
        for field in table.fields where field.requirement != .notFilled && !missing.contains(field.name) {
            guard let raw = row.cells[field.name], !raw.isEmpty else { continue }
            if raw == TableTyper.formula {
                issues.add(table, row, field.name, "formula_without_value", raw: "", canonical: nil)
                unreadable.append(field.name)
                continue
            }
            let normal = Normaliser.normalise(raw, as: field.normalisation)
            if BlankValue.isBlank(normal, in: field) { continue }
            let typed = value(raw, normal, field)
            if let kind = typed.kind {
                issues.add(table, row, field.name, kind, raw: raw, canonical: typed.isUnreadable ? nil : typed.text)
            }
            if normal != raw, typed.kind != "precision_lost" {
                let counts = NormalisationChange.counts(Array(raw.utf8).span, type: field.type)
                issues.add(
                    table, row, field.name, counts ? "normalised" : "adjusted", raw: raw, canonical: normal)
            }
            if typed.isUnreadable { unreadable.append(field.name) } else { cells[field.name] = typed.text }
        }
        if !unreadable.isEmpty { cells["unreadable"] = unreadable.joined(separator: ",") }
        if table == .student {
            for (key, field) in [
                ("id_key", "id_number"), ("m1_id_key", "m1_id_number"), ("m2_id_key", "m2_id_number"),
            ] {
                cells[key] = cells[field].flatMap { ResidentID.pack($0) }.map(String.init)
            }
        }
        return cells
    }

    private struct Typed {
        var text: String
        var kind: String?
        var isUnreadable = false
    }

    /// A cell that holds a formula without a value.
    static let formula = "\u{1}formula"

    private func value(_ raw: String, _ normal: String, _ field: FieldDefinition) -> Typed {
        if let list = field.codeList {
            let found = list.resolve(normal)
            guard let code = found.code else { return Typed(text: "", kind: "code_unknown", isUnreadable: true) }
            let text = found.isAmbiguousOther ? AdmissionMethod.storedOther : code
            return Typed(text: text, kind: found.how == .label ? nil : "code_not_label")
        }
        if let kind = field.dateKind {
            switch DateReading.cell(Array(raw.utf8).span, as: kind) {
            case .canonical(let value): return Typed(text: String(value))
            case .reformatted(let value): return Typed(text: String(value), kind: "date_reformatted")
            case .unreadable: return Typed(text: "", kind: "date_unreadable", isUnreadable: true)
            }
        }
        if field.type == .idno, normal.contains("E+") {
            return Typed(text: "", kind: "precision_lost", isUnreadable: true)
        }
        return Typed(text: normal)
    }
}
