/// Fixed-width values: `int8` … `int64`, and `date` as days since 1970-01-01.
///
/// **Shape**: `validity == nil` means that no value is null; else `validity.count == values.count`. A null slot holds 0.
public struct PrimitiveColumn<Element: FixedWidthInteger & Sendable>: Sendable, Equatable {
    public let values: [Element]
    public let validity: Bitmap?

    public init(values: [Element], validity: Bitmap? = nil) {
        precondition(validity == nil || validity!.count == values.count, "validity of another length")
        self.values = values
        self.validity = validity
    }

    @inlinable public var count: Int { values.count }
    public var nullCount: Int { validity.map { $0.count - $0.setCount } ?? 0 }
    @inlinable public func isValid(_ index: Int) -> Bool { validity?[index] ?? true }
    @inlinable public subscript(index: Int) -> Element? { isValid(index) ? values[index] : nil }
}

/// Appends to a `PrimitiveColumn`.
public struct PrimitiveBuilder<Element: FixedWidthInteger & Sendable>: Sendable {
    @usableFromInline var values: [Element] = []
    @usableFromInline var validity: Bitmap?

    public init(minimumCapacity: Int = 0) { values.reserveCapacity(minimumCapacity) }

    public var count: Int { values.count }

    @inlinable public mutating func append(_ value: Element) {
        values.append(value)
        validity?.append(true)
    }

    public mutating func appendNull() {
        if validity == nil { validity = Bitmap(repeating: true, count: values.count) }
        values.append(0)
        validity!.append(false)
    }

    public mutating func append(_ value: Element?) {
        if let value { append(value) } else { appendNull() }
    }

    public consuming func finish() -> PrimitiveColumn<Element> { PrimitiveColumn(values: values, validity: validity) }
}

/// Booleans, one bit each. A null slot holds false.
public struct BoolColumn: Sendable, Equatable {
    public let values: Bitmap
    public let validity: Bitmap?

    public init(values: Bitmap, validity: Bitmap? = nil) {
        precondition(validity == nil || validity!.count == values.count, "validity of another length")
        self.values = values
        self.validity = validity
    }

    @inlinable public var count: Int { values.count }
    public var nullCount: Int { validity.map { $0.count - $0.setCount } ?? 0 }
    @inlinable public func isValid(_ index: Int) -> Bool { validity?[index] ?? true }
    @inlinable public subscript(index: Int) -> Bool? { isValid(index) ? values[index] : nil }
}
