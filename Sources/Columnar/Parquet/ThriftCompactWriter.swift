/// Writes the structures of a Parquet footer and of page headers.
///
///     field header: delta of the id (4 bits), type (4 bits); a delta over 15: type, then the id as zigzag varint
///     { 1: i32 = 5, 3: binary = "ab" }:  15 0A | 28 02 61 62 | 00
///
/// **Source**: Apache Thrift, "Thrift compact protocol".
package struct ThriftCompactWriter: ~Copyable {
    package enum Kind: UInt8 {
        case boolTrue = 1
        case boolFalse = 2
        case i8 = 3
        case i16 = 4
        case i32 = 5
        case i64 = 6
        case binary = 8
        case list = 9
        case structure = 12
    }

    package var buffer = ByteBuffer()
    private var lastID: Int16 = 0
    private var outerIDs: [Int16] = []

    package init() {}

    package mutating func field(_ id: Int16, _ value: Bool) { header(id, value ? .boolTrue : .boolFalse) }

    package mutating func field(_ id: Int16, i8 value: Int8) {
        header(id, .i8)
        buffer.append(UInt8(bitPattern: value))
    }

    package mutating func field(_ id: Int16, i16 value: Int16) {
        header(id, .i16)
        zigzag(Int64(value))
    }

    package mutating func field(_ id: Int16, _ value: Int32) {
        header(id, .i32)
        zigzag(Int64(value))
    }

    package mutating func field(_ id: Int16, _ value: Int64) {
        header(id, .i64)
        zigzag(value)
    }

    package mutating func field(_ id: Int16, _ value: [UInt8]) {
        header(id, .binary)
        binary(value)
    }

    package mutating func field(_ id: Int16, _ value: String) { field(id, Array(value.utf8)) }

    package mutating func field(_ id: Int16, structure body: (inout ThriftCompactWriter) -> Void) {
        header(id, .structure)
        structure(body)
    }

    /// Writes the list's header; `count` elements of `kind` follow.
    package mutating func field(_ id: Int16, list kind: Kind, count: Int) {
        header(id, .list)
        if count < 15 {
            buffer.append(UInt8(count) << 4 | kind.rawValue)
        } else {
            buffer.append(0xF0 | kind.rawValue)
            buffer.append(varint: UInt64(count))
        }
    }

    /// A structure: the outermost one, or the element of a list.
    package mutating func structure(_ body: (inout ThriftCompactWriter) -> Void) {
        outerIDs.append(lastID)
        lastID = 0
        body(&self)
        buffer.append(0)
        lastID = outerIDs.removeLast()
    }

    /// The elements of a list.
    package mutating func element(_ value: Bool) { buffer.append(value ? 1 : 2) }
    package mutating func element(_ value: Int32) { zigzag(Int64(value)) }
    package mutating func element(_ value: Int64) { zigzag(value) }
    package mutating func element(_ value: [UInt8]) { binary(value) }
    package mutating func element(_ value: String) { binary(Array(value.utf8)) }

    private mutating func header(_ id: Int16, _ kind: Kind) {
        let delta = id - lastID
        if delta > 0, delta <= 15 {
            buffer.append(UInt8(delta) << 4 | kind.rawValue)
        } else {
            buffer.append(kind.rawValue)
            zigzag(Int64(id))
        }
        lastID = id
    }

    private mutating func binary(_ bytes: [UInt8]) {
        buffer.append(varint: UInt64(bytes.count))
        buffer.append(contentsOf: bytes)
    }

    private mutating func zigzag(_ value: Int64) { buffer.append(varint: UInt64(bitPattern: value << 1 ^ value >> 63)) }
}
