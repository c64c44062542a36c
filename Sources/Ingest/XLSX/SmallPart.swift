/// Parts of a few elements, read without haste: relationships, the list of sheets, how a file is encrypted.
enum SmallPart {
    /// Calls `body` with each opening tag of some names and its attributes, by local names.
    ///
    /// - Parameters:
    ///   - part: valid UTF-8 and its padding.
    ///   - tags: nil: all.
    static func scan(
        _ part: [UInt8], location: String, of tags: [StaticString]? = nil, _ body: (String, [String: String]) throws(XMLFault) -> Void
    ) throws(IngestError) {
        do throws(XMLFault) {
            try unsafe part.withUnsafeBufferPointer { buffer throws(XMLFault) in  // outlives the scan
                let bytes = unsafe PaddedBytes(buffer, count: part.count - PaddedBytes.padding)
                var cursor = XMLCursor(bytes)
                var depth = 0
                repeat {
                    guard let tag = try cursor.nextTag() else { throw .incomplete }
                    guard tag.kind == .open else {
                        depth -= 1
                        continue
                    }
                    guard tags?.contains(where: { bytes.matches(tag.name, $0) }) ?? true else {
                        try cursor.skipAttributes()
                        if !cursor.isSelfClosing { depth += 1 }
                        continue
                    }
                    var attributes: [String: String] = [:]
                    while let attribute = try cursor.nextAttribute() {
                        attributes[bytes.string(attribute.name)] = cursor.string(attribute.value)
                    }
                    if !cursor.isSelfClosing { depth += 1 }
                    try body(bytes.string(tag.name), attributes)
                } while depth > 0
            }
        } catch { throw error.ingestError(location: location) }
    }
}
