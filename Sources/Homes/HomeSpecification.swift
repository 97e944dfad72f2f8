public import SystemFiles
public import SystemPackage

/// A home to build: its name, owner and permissions.
///
/// ``HomeBuilder`` builds it. A sync makes one for each `NewHome` of its plan.
public struct HomeSpecification: Hashable, Sendable {
    /// The name of its directory.
    public let name: FileName
    /// The numeric id of the user who will own everything in it.
    public let uid: UInt32
    /// The numeric id of the group that will own everything in it.
    public let gid: UInt32
    /// The permissions of the home itself.
    public let permissions: FilePermissions
    /// The stable id of the entry in LDAP; nil if the LDAP server has none, and then no record is written.
    public let entryID: String?

    /// Describes a home.
    ///
    /// - Parameters:
    ///   - name: The name of its directory.
    ///   - uid: The numeric user id.
    ///   - gid: The numeric group id.
    ///   - permissions: The permissions of the home itself; the umask of the process does not apply.
    ///   - entryID: The stable id of the entry in LDAP, if it has one.
    /// - Throws: `.unsafeOwner` for the id 4294967295, which tells chown(2) to keep the owner, and for a set-user-id
    ///   bit.
    public init(
        name: FileName,
        uid: UInt32,
        gid: UInt32,
        permissions: FilePermissions,
        entryID: String? = nil
    ) throws(FileError) {
        try OwnerNumbers.check(uid: uid, gid: gid)
        guard permissions.rawValue & ~0o3777 == 0 else {
            throw FileError(
                .unsafeOwner,
                "the home \(name) cannot have the mode 0\(String(permissions.rawValue, radix: 8)); "
                    + "use a mode such as 0700"
            )
        }
        self.name = name
        self.uid = uid
        self.gid = gid
        self.permissions = permissions
        self.entryID = entryID
    }
}
