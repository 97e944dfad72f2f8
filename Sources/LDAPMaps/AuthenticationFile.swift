/// What stands where autofs.conf(5) names a file for authentication.
package enum AuthenticationFile: Sendable {
    /// Nothing: anybody may ask.
    case missing
    /// A file that automount does not take, with the reason; it then reads no map from any directory.
    case unfit(reason: String)
    /// Its bytes.
    case bytes([UInt8])
}

extension AuthenticationFile {
    /// A file as automount takes it: it may hold secrets, so it must be root's alone.
    ///
    /// - Parameters:
    ///   - bytes: What it holds.
    ///   - path: The path, for messages.
    ///   - uid: The number of its owner.
    ///   - gid: The number of its group.
    ///   - permissions: Its permission bits.
    package init(_ bytes: [UInt8], at path: String, uid: UInt32, gid: UInt32, permissions: UInt32) {
        if uid == 0, gid == 0, permissions & 0o777 == 0o600 {
            self = .bytes(bytes)
        } else {
            self = .unfit(
                reason: "automount does not use \(path), which is not root's with mode 0600; correct that"
            )
        }
    }
}
