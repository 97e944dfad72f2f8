/// An LDAP entry in an LDIF file (RFC 2849): a name, and attributes in order.
public struct LDIFEntry: Sendable, Hashable {
    /// One value of an attribute.
    public struct Attribute: Sendable, Hashable {
        /// The attribute description, such as `cn` or `cn;lang-de`.
        public let description: String
        /// The value, in any bytes.
        public let value: [UInt8]

        /// Makes a value of an attribute.
        public init(_ description: String, _ value: [UInt8]) {
            self.description = description
            self.value = value
        }

        /// Makes a value of an attribute from text.
        public init(_ description: String, _ value: String) {
            self.init(description, Array(value.utf8))
        }
    }

    /// The distinguished name.
    public let dn: String
    /// The attributes with their values, in order; at least one.
    public let attributes: [Attribute]

    /// Makes an entry.
    public init(dn: String, attributes: [Attribute]) {
        self.dn = dn
        self.attributes = attributes
    }

    /// The values of an attribute, whose name is case-insensitive.
    public func values(of description: String) -> [[UInt8]] {
        let name = description.lowercased()
        return attributes.filter { $0.description.lowercased() == name }.map(\.value)
    }

    /// Whether the entry is of an object class, whose name is case-insensitive.
    package func has(objectClass name: String) -> Bool {
        let name = name.lowercased()
        return values(of: "objectClass").contains { String(decoding: $0, as: UTF8.self).lowercased() == name }
    }
}
