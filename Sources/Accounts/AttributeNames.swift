/// The attributes of an LDAP entry that hold the values of an account.
public struct AttributeNames: Sendable, Hashable {
    /// The login name.
    public var name: String
    /// The numeric user id.
    public var uidNumber: String
    /// The numeric id of the primary group.
    public var gidNumber: String
    /// The home as clients see it.
    public var homeDirectory: String
    /// The id that an entry keeps when it is renamed, and that no other entry ever gets.
    public var stableID: String

    /// Makes the list; the defaults are those of RFC 2307 and RFC 4530.
    public init(
        name: String = "uid",
        uidNumber: String = "uidNumber",
        gidNumber: String = "gidNumber",
        homeDirectory: String = "homeDirectory",
        stableID: String = "entryUUID"
    ) {
        self.name = name
        self.uidNumber = uidNumber
        self.gidNumber = gidNumber
        self.homeDirectory = homeDirectory
        self.stableID = stableID
    }

    /// All of them.
    public var all: [String] {
        [name, uidNumber, gidNumber, homeDirectory, stableID]
    }
}

/// The attributes that a configuration names; those that it leaves out are the ones of the provider's profile.
public struct ConfiguredAttributeNames: Sendable, Hashable {
    /// The login name.
    public var name: String?
    /// The numeric user id.
    public var uidNumber: String?
    /// The numeric id of the primary group.
    public var gidNumber: String?
    /// The home as clients see it.
    public var homeDirectory: String?
    /// The id that an entry keeps when it is renamed.
    public var stableID: String?

    /// Makes the list.
    public init(
        name: String? = nil,
        uidNumber: String? = nil,
        gidNumber: String? = nil,
        homeDirectory: String? = nil,
        stableID: String? = nil
    ) {
        self.name = name
        self.uidNumber = uidNumber
        self.gidNumber = gidNumber
        self.homeDirectory = homeDirectory
        self.stableID = stableID
    }

    /// The attributes to read: the configured ones, and for the rest those of a profile.
    public func completed(by profile: AttributeNames) -> AttributeNames {
        AttributeNames(
            name: name ?? profile.name,
            uidNumber: uidNumber ?? profile.uidNumber,
            gidNumber: gidNumber ?? profile.gidNumber,
            homeDirectory: homeDirectory ?? profile.homeDirectory,
            stableID: stableID ?? profile.stableID
        )
    }
}
