/// Which numbers may own a file.
package enum OwnerNumbers {
    /// Refuses 4294967295, which chown(2) takes as "leave it".
    package static func check(uid: UInt32, gid: UInt32) throws(FileError) {
        guard uid != .max, gid != .max else {
            throw FileError(
                .unsafeOwner,
                "4294967295 is not the number of a user or a group; set uidNumber and gidNumber to others"
            )
        }
    }
}
