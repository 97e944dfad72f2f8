public import AutomountResolver
import Glibc
import HostFiles
import MountMaps
public import SystemFiles
import SystemPackage

/// What a client of the automounter knows besides its maps: the running system, or the machine that lies below a root.
///
/// Of the running system names, addresses and accounts are asked; below another root nothing is asked of anybody, and
/// `/etc/hostname`, `/etc/hosts`, `/etc/passwd` and `/etc/group` there say what they say.
public struct ClientFacts: Sendable {
    private static let hostsLimit = 256 << 20

    private let root: RootDirectory
    private let isMachine: Bool

    /// Looks at the machine below a root; `/` is the running system.
    ///
    /// - Throws: Where one of the two roots cannot be looked at.
    public init(below root: RootDirectory) throws(FileError) {
        self.root = root
        isMachine = try root.isMachine()
    }

    /// Its name, what uname(2) says, its addresses and the hosts that it knows.
    ///
    /// - Throws: `FileError` where a file is there and cannot be read.
    public func facts() async throws -> ResolverFacts {
        // Neither the kernel nor a few small files keep anybody waiting, unlike another thread.
        try isMachine ? Self.systemFacts() : Self.facts(of: root)
    }

    /// The version of automount that is installed below the root, else on the machine itself; nil where neither has
    /// one.
    ///
    /// Nothing is run: the text is searched for in the program.
    public func autofsVersion() throws -> AutofsVersion? {
        if let version = InstalledAutofs.version(below: root) { return version }
        return try isMachine ? nil : InstalledAutofs.version(below: RootDirectory())
    }

    /// The account of who looks a path up; nil where a number has none, or there are no accounts at all.
    ///
    /// - Parameter user: A name or a number.
    /// - Returns: The account.
    /// - Throws: ``HostFactsError`` where no account has the name, `FileError` where accounts cannot be read.
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

    /// The text in a field of utsname, which ends at its first zero.
    private static func text<Field>(_ field: Field) -> String {
        withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
