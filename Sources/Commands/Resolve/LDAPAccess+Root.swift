internal import AutomountResolver
internal import HostFacts
import HostFiles
internal import LDAPMaps
internal import SystemFiles
internal import SystemPackage

extension LDAPAccess {
    /// The files of a client below a root, of which automount takes one with secrets only when it is root's alone.
    static func client(below root: RootDirectory) -> LDAPAccess {
        let configuration = AutofsConfiguration(reading: RootMapSource(root: root))
        return LDAPAccess(
            configuration,
            authentication: authentication(at: configuration.authenticationFile, below: root)
        )
    }

    private static func authentication(at path: String, below root: RootDirectory) -> AuthenticationFile {
        do {
            guard try root.status(of: FilePath(path)) != nil else { return .missing }
            let contents = try root.read(FilePath(path))
            let status = contents.status
            let isPrivate = status.permissions.intersection([
                .ownerReadWriteExecute, .groupReadWriteExecute, .otherReadWriteExecute,
            ])
            guard status.uid == 0, status.gid == 0, isPrivate == .ownerReadWrite else {
                return .unfit(
                    reason: "automount does not use \(path), which is not root's with mode 0600; correct that"
                )
            }
            return .bytes(contents.bytes)
        } catch {
            return .unfit(reason: error.message)
        }
    }
}
