import SourceText

/// An entry as a search returned it: its distinguished name and its attributes.
///
/// Values are bytes, because some attributes are binary. The names of attributes ignore case (RFC 4512 section 2.5). All
/// bytes are in one array, because a search may return a million entries.
public struct LDAPEntry: Sendable, Hashable {
    private struct Field: Hashable {
        let name: Range<UInt32>
        let value: Range<UInt32>
    }

    /// The DN, and then the names and values of the attributes.
    private var bytes: [UInt8] = []
    private var fields: [Field] = []
    private let dnLength: Int

    /// Makes an entry without attributes.
    ///
    /// - Parameter dn: The distinguished name, in UTF-8.
    public init(dn: UnsafeRawBufferPointer) {
        // Enough for an account.
        bytes.reserveCapacity(dn.count + 192)
        fields.reserveCapacity(8)
        bytes += dn
        dnLength = dn.count
    }

    /// Makes an entry.
    ///
    /// - Parameters:
    ///   - dn: The distinguished name.
    ///   - attributes: The values by attribute description, such as `uid` or `cn;lang-de`.
    public init(dn: String, attributes: [String: [[UInt8]]]) {
        self = Array(dn.utf8).withUnsafeBytes { LDAPEntry(dn: $0) }
        for (description, values) in attributes.sorted(by: { $0.key < $1.key }) {
            Array(description.utf8).withUnsafeBytes { name in
                for value in values { value.withUnsafeBytes { add($0, to: name) } }
            }
        }
    }

    /// Makes an entry from one of an LDIF file, as a search for some of its attributes would return it.
    ///
    /// - Parameters:
    ///   - entry: The entry of the file.
    ///   - attributes: The attributes to keep, in lower case.
    package init(_ entry: LDIFEntry, keeping attributes: Set<String>) {
        self = Array(entry.dn.utf8).withUnsafeBytes { LDAPEntry(dn: $0) }
        for attribute in entry.attributes where attributes.contains(attribute.description.lowercased()) {
            Array(attribute.description.utf8).withUnsafeBytes { name in
                attribute.value.withUnsafeBytes { add($0, to: name) }
            }
        }
    }

    /// Adds a value.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - description: The attribute description, in ASCII.
    public mutating func add(_ value: UnsafeRawBufferPointer, to description: UnsafeRawBufferPointer) {
        let name: Range<UInt32>
        if let last = fields.last, last.name.count == description.count,
            bytes[last.name.indices].elementsEqual(description)
        {
            name = last.name
        } else {
            name = appended(description)
        }
        fields.append(Field(name: name, value: appended(value)))
    }

    private mutating func appended(_ part: some Collection<UInt8>) -> Range<UInt32> {
        let start = UInt32(bytes.count)
        bytes += part
        return start..<UInt32(bytes.count)
    }

    /// The distinguished name; bytes that are not UTF-8 become U+FFFD.
    public var dn: String { String(decoding: bytes[..<dnLength], as: UTF8.self) }

    /// The distinguished name as the server wrote it.
    package var dnBytes: ArraySlice<UInt8> { bytes[..<dnLength] }

    /// The number of bytes of the name, and of all attributes.
    public var size: Int { bytes.count }

    /// The attribute descriptions, in lower case.
    public var descriptions: Set<String> {
        Set(fields.map { String(decoding: bytes[$0.name.indices].asciiLowercased, as: UTF8.self) })
    }

    /// The values of an attribute, in the order in which they arrived.
    ///
    /// - Parameter description: The attribute description; case is ignored.
    /// - Returns: The values; none if the entry does not have the attribute.
    public func values(of description: String) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var next = position(of: description)
        while let position = next {
            found.append(Array(bytes[fields[position].value.indices]))
            next = self.position(of: description, after: position)
        }
        return found
    }

    /// The value of an attribute; nil unless it has exactly one.
    public func onlyValue(of description: String) -> ArraySlice<UInt8>? {
        guard let position = position(of: description),
            self.position(of: description, after: position) == nil
        else { return nil }
        return bytes[fields[position].value.indices]
    }

    /// The first value of an attribute as text; nil without a value, or if it is not UTF-8.
    public func text(of description: String) -> String? {
        guard let position = position(of: description) else { return nil }
        return String(validating: bytes[fields[position].value.indices], as: UTF8.self)
    }

    /// The values of an attribute as text; nil if one of them is not UTF-8.
    public func texts(of description: String) -> [String]? {
        var texts: [String] = []
        for value in values(of: description) {
            guard let text = String(validating: value, as: UTF8.self) else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// The position of the next value of an attribute in ``fields``; nil if no other follows.
    private func position(of description: String, after previous: Int = -1) -> Int? {
        var description = description
        // A search compares names more often than anything else, and text is slow to iterate over.
        return description.withUTF8 { wanted in
            (previous + 1..<fields.count).first { isNamed(fields[$0], wanted) }
        }
    }

    private func isNamed(_ field: Field, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        guard field.name.count == wanted.count else { return false }
        let start = Int(field.name.lowerBound)
        return wanted.indices.allSatisfy { index in
            let byte = bytes[start + index]
            return byte == wanted[index] || byte.asciiLowercased == wanted[index].asciiLowercased
        }
    }
}

extension LDAPEntry {
    /// The entry in one piece, to be kept in little memory or in a file.
    package var packed: [UInt8] {
        var packed: [UInt8] = []
        packed.reserveCapacity(bytes.count + 2 * fields.count + 4)
        packed.append(length: dnLength)
        packed += bytes[..<dnLength]
        var last: Range<UInt32>?
        for field in fields {
            // Further values of an attribute follow an empty name.
            let name = field.name == last ? [] : bytes[field.name.indices]
            last = field.name
            packed.append(length: name.count)
            packed += name
            packed.append(length: field.value.count)
            packed += bytes[field.value.indices]
        }
        return packed
    }

    /// Unpacks an entry; nil if the bytes are damaged.
    package init?(packed: [UInt8]) {
        var position = 0
        guard let dn = packed.part(at: &position) else { return nil }
        bytes.reserveCapacity(packed.count)
        bytes += packed[dn]
        dnLength = dn.count
        var name = 0..<UInt32(0)
        while position < packed.count {
            guard let part = packed.part(at: &position), let value = packed.part(at: &position) else {
                return nil
            }
            if !part.isEmpty { name = appended(packed[part]) }
            guard !name.isEmpty else { return nil }
            fields.append(Field(name: name, value: appended(packed[value])))
        }
    }
}

extension [UInt8] {
    /// Appends a length, seven bits in each byte.
    fileprivate mutating func append(length: Int) {
        var rest = length
        while rest >= 0x80 {
            append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// The part that begins with its length at a position, which moves behind it; nil if there is none.
    fileprivate func part(at position: inout Int) -> Range<Int>? {
        var length = 0
        var shift = 0
        while position < count {
            let byte = self[position]
            position += 1
            length |= Int(byte & 0x7F) << shift
            shift += 7
            guard byte < 0x80 else {
                guard shift < 32 else { return nil }
                continue
            }
            guard length <= count - position else { return nil }
            defer { position += length }
            return position..<position + length
        }
        return nil
    }
}

extension Range<UInt32> {
    fileprivate var indices: Range<Int> { Int(lowerBound)..<Int(upperBound) }
}
