/// A step of a plan: make one home.
///
/// It records what an administrator reviews and what a saved plan contains. When the step is carried out, it becomes a
/// `HomeSpecification`, which adds the permissions from the settings and is what `HomeBuilder` builds.
public struct NewHome: Sendable, Hashable, Codable {
    /// The name of the home's directory below the root.
    public let name: String
    /// The numeric user id that will own it.
    public let uidNumber: UInt32
    /// The numeric group id that will own it.
    public let gidNumber: UInt32
    /// The DN of the entry that it is made for.
    public let dn: String
    /// The stable id of that entry, such as its entryUUID, if the LDAP server has one.
    public let stableID: String?

    /// Describes the step.
    public init(name: String, uidNumber: UInt32, gidNumber: UInt32, dn: String, stableID: String?) {
        self.name = name
        self.uidNumber = uidNumber
        self.gidNumber = gidNumber
        self.dn = dn
        self.stableID = stableID
    }

    private enum CodingKeys: String, CodingKey {
        case name, uidNumber, gidNumber, dn
        // The name that plans had before other ids than entryUUID were known.
        case stableID = "entryUUID"
    }

    /// The homes root must not have an entry of that name yet.
    public var precondition: Precondition { .homeIsAbsent(name: name) }
}
