/// The file for authentication that autofs.conf(5) names.
package enum AuthenticationFile: Sendable {
    /// It does not exist: automount connects anonymously.
    case missing
    /// Automount does not accept the file, with the reason; then it reads no maps from LDAP.
    case unfit(reason: String)
    /// Its bytes.
    case bytes([UInt8])
}

extension AuthenticationFile {
    /// Checks the file as automount does: it may contain secrets, so only root may have access.
    ///
    /// - Parameters:
    ///   - bytes: Its contents.
    ///   - path: The path, for messages.
    ///   - uid: The numeric id of its owner.
    ///   - gid: The numeric id of its group.
    ///   - permissions: Its permission bits.
    package init(_ bytes: [UInt8], at path: String, uid: UInt32, gid: UInt32, permissions: UInt32) {
        if uid == 0, gid == 0, permissions & 0o777 == 0o600 {
            self = .bytes(bytes)
        } else {
            self = .unfit(
                reason:
                    "automount does not use \(path): it must belong to root:root and have mode 0600; correct that"
            )
        }
    }
}
