/// The object classes and attributes of automount maps in LDAP.
public struct LDAPMapSchema: Sendable, Hashable {
    /// The object class of maps.
    public let mapObjectClass: String
    /// The attribute that names a map.
    public let mapAttribute: String
    /// The object class of the entries of a map.
    public let entryObjectClass: String
    /// The attribute that holds the key of an entry.
    public let entryAttribute: String
    /// The attribute that holds the value of an entry.
    public let valueAttribute: String

    /// Makes a schema from its classes and attributes.
    public init(
        mapObjectClass: String,
        mapAttribute: String,
        entryObjectClass: String,
        entryAttribute: String,
        valueAttribute: String
    ) {
        self.mapObjectClass = mapObjectClass
        self.mapAttribute = mapAttribute
        self.entryObjectClass = entryObjectClass
        self.entryAttribute = entryAttribute
        self.valueAttribute = valueAttribute
    }

    /// nisMap and nisObject of RFC 2307, whose keys are case-insensitive.
    public static let rfc2307 = LDAPMapSchema(
        mapObjectClass: "nisMap",
        mapAttribute: "nisMapName",
        entryObjectClass: "nisObject",
        entryAttribute: "cn",
        valueAttribute: "nisMapEntry"
    )

    /// automountMap and automount of RFC 2307bis, whose keys are case-sensitive.
    public static let rfc2307bis = LDAPMapSchema(
        mapObjectClass: "automountMap",
        mapAttribute: "automountMapName",
        entryObjectClass: "automount",
        entryAttribute: "automountKey",
        valueAttribute: "automountInformation"
    )

    /// The classes of RFC 2307bis with the attributes `ou` and `cn`, which older servers use.
    public static let organizationalUnits = LDAPMapSchema(
        mapObjectClass: "automountMap",
        mapAttribute: "ou",
        entryObjectClass: "automount",
        entryAttribute: "cn",
        valueAttribute: "automountInformation"
    )
}
