import Glibc
import SystemFiles
import SystemPackage

/// The rule for files that tell a process of root what to do: plans and the configuration.
enum TrustedFile {
    /// Refuses a file that somebody other than root and the caller could have written.
    ///
    /// - Parameters:
    ///   - file: The file, with the status of the descriptor that it was read from.
    ///   - name: Its name, for the message.
    /// - Throws: `.unsafeOwner`.
    static func check(_ file: FileContents, name: String) throws(FileError) {
        let status = file.status
        let mode = "0" + String(status.permissions.rawValue, radix: 8)
        guard status.uid == 0 || status.uid == geteuid() else {
            throw FileError(
                .unsafeOwner,
                "\(name) belongs to uid \(status.uid), who could have written anything in it; look at it, then chown it "
                    + "to root"
            )
        }
        guard status.permissions.rawValue & 0o022 == 0 else {
            throw FileError(
                .unsafeOwner,
                "\(name) has mode \(mode), so others could have written in it; look at it, then chmod it to 0644 or less"
            )
        }
    }
}
