/// A column of a file as this reader sees it.
struct LeafColumn: Sendable {
    /// How stored integers become values of the field's type.
    enum Conversion: Sendable {
        case none
        case unsigned32
    }

    let field: Field
    /// Position among the column chunks of a row group.
    let chunkIndex: Int
    let physicalType: PhysicalType
    let isOptional: Bool
    let conversion: Conversion
}

/// The columns of a file that can be read, and for the others why not.
struct LeafColumns: Sendable {
    private(set) var readable: [LeafColumn] = []
    /// In file order: name and reason.
    private(set) var unreadable: [(name: String, reason: String)] = []
    private(set) var chunkCount = 0

    /// - Errors: `damaged` when the elements are no tree.
    init(_ elements: [SchemaElement]) throws(ColumnarError) {
        guard let root = elements.first, root.childCount >= 0 else { throw LeafColumns.noTree }
        var next = 1
        for _ in 0..<root.childCount {
            guard next < elements.count else { throw LeafColumns.noTree }
            let element = elements[next]
            if element.childCount != 0 || element.type == nil {
                unreadable.append((element.name, "is nested; rewrite the file with flat columns"))
                next = try skipGroup(elements, from: next)
            } else {
                append(element)
                next += 1
            }
        }
        guard next == elements.count else { throw LeafColumns.noTree }
    }

    private static let noTree = ColumnarError(.damaged, "the schema is no tree of columns")

    /// Counts the chunks of a group and returns the position behind it.
    private mutating func skipGroup(_ elements: [SchemaElement], from start: Int) throws(ColumnarError) -> Int {
        var next = start
        var left = 1
        while left > 0 {
            guard next < elements.count, elements[next].childCount >= 0 else { throw LeafColumns.noTree }
            let element = elements[next]
            left += Int(element.childCount) - 1
            if element.childCount == 0 { chunkCount += 1 }
            next += 1
        }
        return next
    }

    private mutating func append(_ element: SchemaElement) {
        let index = chunkCount
        chunkCount += 1
        guard element.repetition != SchemaElement.Repetition.repeated.rawValue else {
            unreadable.append((element.name, "is repeated; rewrite the file with flat columns"))
            return
        }
        guard let type = element.type.flatMap(PhysicalType.init), let (data, conversion) = LeafColumns.type(element, type) else {
            let name = element.type.flatMap(PhysicalType.init)?.name ?? "unknown"
            unreadable.append(
                (element.name, "has the type \(name) with an annotation that is not read; cast it to text, an integer or a date"))
            return
        }
        readable.append(
            LeafColumn(
                field: Field(element.name, data), chunkIndex: index, physicalType: type,
                isOptional: element.repetition != SchemaElement.Repetition.required.rawValue, conversion: conversion))
    }

    private static func type(_ element: SchemaElement, _ type: PhysicalType) -> (DataType, LeafColumn.Conversion)? {
        switch (type, element.annotation) {
        case (.boolean, .none): (.bool, .none)
        case (.int32, .none), (.int32, .integer(32, true)): (.int32, .none)
        case (.int32, .integer(8, true)): (.int8, .none)
        case (.int32, .integer(16, true)), (.int32, .integer(8, false)): (.int16, .none)
        case (.int32, .integer(16, false)): (.int32, .none)
        case (.int32, .integer(32, false)): (.int64, .unsigned32)
        case (.int32, .date): (.date, .none)
        case (.int64, .none), (.int64, .integer(64, true)): (.int64, .none)
        case (.byteArray, .string), (.byteArray, .other(4)), (.byteArray, .other(12)): (.utf8, .none)
        default: nil
        }
    }
}

extension SchemaElement {
    /// The logical type, or what an older writer put as the converted type in its place.
    ///
    /// **Source**: parquet.thrift, `enum ConvertedType`.
    fileprivate var annotation: Logical? {
        if let logicalType { return logicalType }
        switch convertedType {
        case nil: return nil
        case 0: return .string
        case 4: return .other(4)
        case 6: return .date
        case 11: return .integer(bitWidth: 8, isSigned: false)
        case 12: return .integer(bitWidth: 16, isSigned: false)
        case 13: return .integer(bitWidth: 32, isSigned: false)
        case 15: return .integer(bitWidth: 8, isSigned: true)
        case 16: return .integer(bitWidth: 16, isSigned: true)
        case 17: return .integer(bitWidth: 32, isSigned: true)
        case 18: return .integer(bitWidth: 64, isSigned: true)
        case 19: return .other(12)
        default: return .other(-1)
        }
    }
}
