public import SystemFiles
public import SystemPackage

/// A home that is to be made.
public struct HomeSpecification: Hashable, Sendable {
    /// The name of its directory.
    public let name: FileName
    /// The number of the user who will own everything in it.
    public let uid: UInt32
    /// The number of the group that will own everything in it.
    public let gid: UInt32
    /// The permissions of the home itself.
    public let permissions: FilePermissions

    /// Describes a home.
    ///
    /// - Parameters:
    ///   - name: The name of its directory.
    ///   - uid: The user's number.
    ///   - gid: The group's number.
    ///   - permissions: The permissions of the home itself, regardless of the process's umask.
    /// - Throws: `.unsafeOwner` for 4294967295, which chown(2) takes as "leave it", and a set-user-id bit.
    public init(name: FileName, uid: UInt32, gid: UInt32, permissions: FilePermissions) throws(FileError) {
        try OwnerNumbers.check(uid: uid, gid: gid)
        guard permissions.rawValue & ~0o3777 == 0 else {
            throw FileError(
                .unsafeOwner,
                "the mode 0\(String(permissions.rawValue, radix: 8)) cannot be that of the home \(name); "
                    + "set permissions such as 0700"
            )
        }
        self.name = name
        self.uid = uid
        self.gid = gid
        self.permissions = permissions
    }
}
