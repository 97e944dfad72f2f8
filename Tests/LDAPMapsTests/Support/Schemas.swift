import Testing

/// The three schemas for maps in LDAP.
enum Schemas {
    struct Schema: Sendable, CustomTestStringConvertible {
        let mapClass: String
        let mapAttribute: String
        let entryClass: String
        let entryAttribute: String
        let valueAttribute: String
        /// Additional lines that the object classes of maps and entries require.
        var moreOfMap = ""
        var moreOfEntry = ""

        var testDescription: String { "\(mapClass) by \(mapAttribute)" }

        /// The lines of autofs.conf that name the schema.
        var configuration: String {
            """
            map_object_class = \(mapClass)
            map_attribute = \(mapAttribute)
            entry_object_class = \(entryClass)
            entry_attribute = \(entryAttribute)
            value_attribute = \(valueAttribute)
            """
        }
    }

    static let all = [
        Schema(
            mapClass: "nisMap",
            mapAttribute: "nisMapName",
            entryClass: "nisObject",
            entryAttribute: "cn",
            valueAttribute: "nisMapEntry",
            moreOfEntry: "nisMapName: of the entry\n"
        ),
        Schema(
            mapClass: "automountMap",
            mapAttribute: "ou",
            entryClass: "automount",
            entryAttribute: "cn",
            valueAttribute: "automountInformation",
            moreOfMap: "objectClass: extensibleObject\nautomountMapName: -\n",
            moreOfEntry: "objectClass: extensibleObject\nautomountKey: -\n"
        ),
        Schema(
            mapClass: "automountMap",
            mapAttribute: "automountMapName",
            entryClass: "automount",
            entryAttribute: "automountKey",
            valueAttribute: "automountInformation"
        ),
    ]

    /// A master map with `/home`, and its map with a key and a wildcard, below `dc=example,dc=org`.
    static func ldif(_ schema: Schema, top: Bool = true) -> String {
        let base = "dc=example,dc=org"
        var text =
            top
            ? "dn: \(base)\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n\n"
            : ""
        let maps = [
            ("auto.master", [("/home", "auto.home")]),
            ("auto.home", [("alice", "server:/exact"), ("/", "server:/wild/&")]),
        ]
        for (map, entries) in maps {
            let dn = "\(schema.mapAttribute)=\(map),\(base)"
            text += "dn: \(dn)\nobjectClass: \(schema.mapClass)\n" + schema.moreOfMap
            text += "\(schema.mapAttribute): \(map)\n\n"
            for (key, value) in entries {
                text += "dn: \(schema.entryAttribute)=\(key),\(dn)\nobjectClass: \(schema.entryClass)\n"
                text += schema.moreOfEntry + "\(schema.entryAttribute): \(key)\n"
                text += "\(schema.valueAttribute): \(value)\n\n"
            }
        }
        return text
    }
}
