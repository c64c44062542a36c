/// Reads structures written by any writer; unknown fields are skipped.
///
/// Lists are bounded by the bytes that are left and structures by `Limits.metadataDepth`, so that damaged bytes end in
/// an error and not in a large allocation or a deep stack.
/// **Source**: Apache Thrift, "Thrift compact protocol".
package struct ThriftCompactReader {
    package struct Field {
        package let id: Int16
        package let kind: UInt8
    }

    private let bytes: ByteSlice
    package private(set) var offset = 0
    private var depth = 0

    package init(_ bytes: ByteSlice, at offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    /// A structure in a list.
    package static let element = Field(id: 0, kind: 12)

    /// Reads the fields of a structure: `body` takes those it knows and returns false for the others.
    package mutating func structure(
        _ body: (inout ThriftCompactReader, Field) throws(ColumnarError) -> Bool
    ) throws(ColumnarError) {
        depth += 1
        guard depth <= Limits.metadataDepth else { throw ColumnarError(.damaged, "structures nested too deeply") }
        var id: Int16 = 0
        while true {
            let header = try bytes.byte(offset)
            offset += 1
            if header == 0 { break }
            if header >> 4 != 0 {
                id = id &+ Int16(header >> 4)
            } else {
                id = Int16(truncatingIfNeeded: try zigzag())
            }
            let field = Field(id: id, kind: header & 0x0F)
            if try !body(&self, field) { try skip(field.kind) }
        }
        depth -= 1
    }

    package mutating func bool(_ field: Field) throws(ColumnarError) -> Bool {
        guard field.kind == 1 || field.kind == 2 else { throw mismatch("a boolean", field.kind) }
        return field.kind == 1
    }

    package mutating func int(_ field: Field) throws(ColumnarError) -> Int64 {
        switch field.kind {
        case 3: return Int64(Int8(bitPattern: try byte()))
        case 4, 5, 6: return try zigzag()
        default: throw mismatch("an integer", field.kind)
        }
    }

    package mutating func int32(_ field: Field) throws(ColumnarError) -> Int32 {
        let value = try int(field)
        guard let narrow = Int32(exactly: value) else { throw ColumnarError(.damaged, "a number wider than 32 bits") }
        return narrow
    }

    package mutating func binary(_ field: Field) throws(ColumnarError) -> [UInt8] {
        guard field.kind == 8 else { throw mismatch("bytes", field.kind) }
        return try binary()
    }

    package mutating func string(_ field: Field) throws(ColumnarError) -> String {
        String(decoding: try binary(field), as: UTF8.self)
    }

    package mutating func structure(
        _ field: Field, _ body: (inout ThriftCompactReader, Field) throws(ColumnarError) -> Bool
    ) throws(ColumnarError) {
        guard field.kind == 12 else { throw mismatch("a structure", field.kind) }
        try structure(body)
    }

    /// Passes over a structure without a look at what it says.
    package mutating func passStructure(_ field: Field) throws(ColumnarError) {
        guard field.kind == 12 else { throw mismatch("a structure", field.kind) }
        try skipStructure()
    }

    /// Reads a list of which `body` reads every element; the element's kind is given as a field without id.
    package mutating func list(
        _ field: Field, _ body: (inout ThriftCompactReader, Field) throws(ColumnarError) -> Void
    ) throws(ColumnarError) {
        guard field.kind == 9 || field.kind == 10 else { throw mismatch("a list", field.kind) }
        let (kind, count) = try listHeader()
        for _ in 0..<count { try body(&self, Field(id: 0, kind: kind)) }
    }

    /// A boolean of a list, which unlike one of a structure is a byte.
    package mutating func elementBool() throws(ColumnarError) -> Bool { try byte() == 1 }

    private mutating func listHeader() throws(ColumnarError) -> (kind: UInt8, count: Int) {
        let header = try byte()
        let count = header >> 4 == 15 ? try bytes.count(&offset, limit: bytes.count) : Int(header >> 4)
        // Every element takes a byte or more.
        guard count <= bytes.count - offset else { throw ByteSlice.endOfBytes }
        return (header & 0x0F, count)
    }

    private mutating func byte() throws(ColumnarError) -> UInt8 {
        let value = try bytes.byte(offset)
        offset += 1
        return value
    }

    private mutating func zigzag() throws(ColumnarError) -> Int64 {
        let value = try bytes.varint(&offset)
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    private mutating func binary() throws(ColumnarError) -> [UInt8] {
        let count = try bytes.count(&offset, limit: bytes.count)
        let value = try bytes.slice(offset, count)
        offset += count
        return value.array
    }

    private mutating func skip(_ kind: UInt8) throws(ColumnarError) {
        switch kind {
        case 1, 2: return
        case 3: _ = try byte()
        case 4, 5, 6: _ = try zigzag()
        case 7: offset += try bytes.slice(offset, 8).count
        case 8: offset += try bytes.count(&offset, limit: bytes.count)
        case 9, 10: try skipList()
        case 11: try skipMap()
        case 12: try skipStructure()
        default: throw mismatch("a known type", kind)
        }
    }

    private mutating func skipStructure() throws(ColumnarError) {
        depth += 1
        guard depth <= Limits.metadataDepth else { throw ColumnarError(.damaged, "structures nested too deeply") }
        while true {
            let header = try byte()
            if header == 0 { break }
            if header >> 4 == 0 { _ = try zigzag() }
            try skip(header & 0x0F)
        }
        depth -= 1
    }

    private mutating func skipList() throws(ColumnarError) {
        depth += 1
        guard depth <= Limits.metadataDepth else { throw ColumnarError(.damaged, "lists nested too deeply") }
        let (kind, count) = try listHeader()
        for _ in 0..<count { try skipElement(kind) }
        depth -= 1
    }

    private mutating func skipMap() throws(ColumnarError) {
        depth += 1
        guard depth <= Limits.metadataDepth else { throw ColumnarError(.damaged, "maps nested too deeply") }
        let count = try bytes.count(&offset, limit: bytes.count)
        let kinds = count > 0 ? try byte() : 0
        for _ in 0..<count {
            try skipElement(kinds >> 4)
            try skipElement(kinds & 0x0F)
        }
        depth -= 1
    }

    private mutating func skipElement(_ kind: UInt8) throws(ColumnarError) {
        if kind == 1 || kind == 2 { _ = try byte() } else { try skip(kind) }
    }

    private func mismatch(_ expected: String, _ kind: UInt8) -> ColumnarError {
        ColumnarError(.damaged, "expected \(expected) in the metadata, found type \(kind)")
    }
}
