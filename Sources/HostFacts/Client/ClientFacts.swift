public import AutomountResolver
import Glibc
import HostFiles
import MountMaps
public import SystemFiles
import SystemPackage

/// The facts about a client of the automounter other than its maps: the running system, or a machine below a root.
///
/// The running system is asked for names, addresses and accounts. Below another root, only the files `/etc/hostname`,
/// `/etc/hosts`, `/etc/passwd` and `/etc/group` there are used.
public struct ClientFacts: Sendable {
    private static let hostsLimit = 256 << 20

    let root: RootDirectory
    private let isMachine: Bool

    /// Opens the machine below a root; `/` is the running system.
    ///
    /// - Throws: `FileError` if one of the two roots cannot be opened.
    public init(below root: RootDirectory) throws(FileError) {
        self.root = root
        isMachine = try root.isMachine()
    }

    /// Returns its name, the fields of uname(2), its addresses and its known hosts.
    ///
    /// - Throws: `FileError` if a file exists and cannot be read.
    public func facts() async throws -> ResolverFacts {
        // The kernel and a few small files answer at once, so this needs no other thread.
        try isMachine ? Self.systemFacts() : Self.facts(of: root)
    }

    /// Returns the version of automount installed below the root, else on this machine; nil if neither has one.
    ///
    /// It does not run automount, but searches the program file for the version.
    public func autofsVersion() throws -> AutofsVersion? {
        if let version = InstalledAutofs.version(below: root) { return version }
        return try isMachine ? nil : InstalledAutofs.version(below: RootDirectory())
    }

    /// Returns the account of the user who looks up a path; nil if a number has no account, or if there are no
    /// accounts.
    ///
    /// - Parameter user: A name or a number.
    /// - Returns: The account.
    /// - Throws: ``HostFactsError`` if no account has the name, `FileError` if accounts cannot be read.
    public func user(_ user: String) async throws -> ResolverFacts.User? {
        guard isMachine else { return try ClientUser.user(user, below: root) }
        return try await blocking { try ClientUser.user(user) }
    }

    private static func facts(of root: RootDirectory) throws(FileError) -> ResolverFacts {
        var facts = ResolverFacts()
        if let name = try root.contents(of: "/etc/hostname", limit: hostsLimit).flatMap(HostNameFile.name) {
            facts.host = String(decoding: name, as: UTF8.self)
        }
        facts.hosts = try root.contents(of: "/etc/hosts", limit: hostsLimit)
            .map(ResolverFacts.addresses(inHostsFile:))
        return facts
    }

    private static func systemFacts() -> ResolverFacts {
        var facts = ResolverFacts()
        var system = utsname()
        if uname(&system) == 0 {
            facts.host = text(system.nodename)
            facts.system = ResolverFacts.SystemName(
                sysname: text(system.sysname),
                release: text(system.release),
                version: text(system.version),
                machine: text(system.machine)
            )
        }
        facts.localAddresses = InterfaceAddress.all().filter(\.isUp).map { interface in
            interface.address.description + (interface.prefixLength.map { "/\($0)" } ?? "")
        }
        return facts
    }

    /// The text in a field of utsname, up to its first zero.
    private static func text<Field>(_ field: Field) -> String {
        withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
