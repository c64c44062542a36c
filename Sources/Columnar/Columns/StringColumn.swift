/// UTF-8 text of any length.
///
///     values:   "王芳", null, "李"
///     offsets:  0   6   6   9          (count + 1, ascending)
///     bytes:    E7 8E 8B E8 8A B3 E6 9D 8E
///     validity: 1   0   1
///
/// **Shape**: `offsets.count == count + 1`, `offsets[0] == 0`, `offsets[count] == bytes.count`. A null slot is empty.
/// **Source**: Apache Arrow columnar format, "Variable-size binary layout".
public struct StringColumn: Sendable, Equatable {
    public let offsets: [UInt32]
    public let bytes: [UInt8]
    public let validity: Bitmap?

    public init(offsets: [UInt32], bytes: [UInt8], validity: Bitmap? = nil) {
        precondition(!offsets.isEmpty && Int(offsets[offsets.count - 1]) == bytes.count, "offsets do not span the bytes")
        precondition(validity == nil || validity!.count == offsets.count - 1, "validity of another length")
        self.offsets = offsets
        self.bytes = bytes
        self.validity = validity
    }

    /// Builds a column from strings, for tests and small tables.
    public init(_ strings: [String?]) {
        var builder = StringBuilder(minimumCapacity: strings.count)
        for string in strings {
            if let string { builder.append(string) } else { builder.appendNull() }
        }
        self = builder.finish()
    }

    @inlinable public var count: Int { offsets.count - 1 }
    public var nullCount: Int { validity.map { $0.count - $0.setCount } ?? 0 }
    @inlinable public func isValid(_ index: Int) -> Bool { validity?[index] ?? true }

    /// Where the value lies in `bytes`; empty for a null.
    @inlinable public func byteRange(_ index: Int) -> Range<Int> { Int(offsets[index])..<Int(offsets[index + 1]) }

    /// The bytes of the value; empty for a null.
    @inlinable @_lifetime(borrow self) public func span(_ index: Int) -> Span<UInt8> {
        bytes.span.extracting(byteRange(index))
    }

    /// The value as text, for the edge of the program: invalid UTF-8 becomes U+FFFD.
    public subscript(index: Int) -> String? {
        isValid(index) ? String(decoding: bytes[byteRange(index)], as: UTF8.self) : nil
    }
}

/// Appends to a `StringColumn`.
public struct StringBuilder: Sendable {
    @usableFromInline var offsets: [UInt32] = [0]
    @usableFromInline var bytes: [UInt8] = []
    @usableFromInline var validity: Bitmap?

    public init(minimumCapacity: Int = 0, byteCapacity: Int = 0) {
        offsets.reserveCapacity(minimumCapacity + 1)
        bytes.reserveCapacity(byteCapacity)
    }

    public var count: Int { offsets.count - 1 }
    public var byteCount: Int { bytes.count }

    @inlinable public mutating func append(_ value: String) {
        bytes.append(contentsOf: value.utf8)
        close()
    }

    @inlinable public mutating func append(_ value: some Collection<UInt8>) {
        bytes.append(contentsOf: value)
        close()
    }

    @inlinable public mutating func append(_ value: Span<UInt8>) {
        unsafe value.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }  // copied before the span ends
        close()
    }

    public mutating func appendNull() {
        if validity == nil { validity = Bitmap(repeating: true, count: count) }
        offsets.append(UInt32(bytes.count))
        validity!.append(false)
    }

    @inlinable mutating func close() {
        offsets.append(UInt32(bytes.count))
        validity?.append(true)
    }

    public consuming func finish() -> StringColumn { StringColumn(offsets: offsets, bytes: bytes, validity: validity) }
}
