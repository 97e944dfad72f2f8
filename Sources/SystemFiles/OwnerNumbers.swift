/// Checks numeric user and group ids.
package enum OwnerNumbers {
    /// Refuses the id 4294967295, which tells chown(2) to keep the owner.
    package static func check(uid: UInt32, gid: UInt32) throws(FileError) {
        guard uid != .max, gid != .max else {
            throw FileError(
                .unsafeOwner,
                "4294967295 is not a valid user or group id; set another uidNumber and gidNumber"
            )
        }
    }
}
