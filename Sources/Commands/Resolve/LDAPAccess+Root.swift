import AutomountResolver
import HostFacts
import HostFiles
import LDAPMaps
import SystemFiles
import SystemPackage

extension LDAPAccess {
    /// The LDAP access of the client below a root: from its autofs.conf(5), and the authentication file named there.
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
            return AuthenticationFile(
                contents.bytes,
                at: path,
                uid: contents.status.uid,
                gid: contents.status.gid,
                permissions: contents.status.permissions.rawValue
            )
        } catch {
            return .unfit(reason: error.message)
        }
    }
}
