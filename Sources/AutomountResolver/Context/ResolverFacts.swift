/// What a client knows besides its files.
///
/// Everything is optional and has the default that its comment states. The machine and the network are not asked.
public struct ResolverFacts: Sendable {
    /// A user as automount describes the one who accesses a path.
    public struct User: Sendable, Hashable, Codable {
        /// The login name, for `$USER`.
        public var name: String
        /// The user number, for `$UID`.
        public var uid: Int
        /// The group number, for `$GID`.
        public var gid: Int
        /// The name of the group, for `$GROUP`.
        public var group: String
        /// The home directory, for `$HOME`.
        public var home: String

        /// Describes a user.
        public init(name: String, uid: Int, gid: Int, group: String, home: String) {
            self.name = name
            self.uid = uid
            self.gid = gid
            self.group = group
            self.home = home
        }
    }

    /// The result of uname(2) on the client.
    public struct SystemName: Sendable, Hashable, Codable {
        /// The name of the operating system, for `$OSNAME`.
        public var sysname: String
        /// Its release, for `$OSREL`.
        public var release: String
        /// Its version, for `$OSVERS`.
        public var version: String
        /// The machine, for `$ARCH` and `$CPU`.
        public var machine: String

        /// Describes a system.
        public init(sysname: String, release: String, version: String, machine: String) {
            self.sysname = sysname
            self.release = release
            self.version = version
            self.machine = machine
        }
    }

    /// What is known of an NFS server at one address.
    public struct Server: Sendable, Hashable {
        /// Whether it answers at all.
        public var answers: Bool
        /// How long an answer takes, in milliseconds.
        public var delay: Int
        /// The NFS versions that it serves, in any order.
        public var versions: [Int]
        /// The paths that it exports, for `-hosts`, in its order.
        public var exports: [String]

        /// Describes a server; by default it answers at once and serves versions 3 and 4.
        public init(
            answers: Bool = true,
            delay: Int = 0,
            versions: [Int] = [3, 4],
            exports: [String] = []
        ) {
            self.answers = answers
            self.delay = delay
            self.versions = versions
            self.exports = exports
        }
    }

    /// Which mounts fail.
    public enum MountFailure: Sendable, Hashable {
        /// Every mount.
        case all
        /// Mounts with a source.
        case source(String)
        /// Mounts of a type.
        case type(String)
    }

    /// The automount of the client; by default the newest known release.
    public var autofsVersion = AutofsVersion.latestKnown
    /// The node name of the client, for `$HOST`; by default `localhost`.
    public var host = "localhost"
    /// The user who accesses the path; by default one without a passwd entry, so that `$USER` and the like are empty.
    public var user: User?
    /// The result of uname(2); by default Linux on x86_64 without release and version.
    public var system = SystemName(sysname: "Linux", release: "", version: "", machine: "x86_64")
    /// The variables of automount's `-D`.
    public var defines: [String: String] = [:]
    /// The master map given as automount's argument; by default the configured one (`daemon/automount.c: main`;
    /// case master-165).
    public var masterMap: String?
    /// The options of automount's `-O`.
    public var globalOptions = ""
    /// Automount's own environment, which maps see as variables.
    public var daemonEnvironment: [String: String] = [:]
    /// The addresses of each host; `nil` if every name is assumed to resolve, each to an address of its own.
    public var hosts: [String: [String]]?
    /// The client's addresses with their prefix lengths, such as `192.0.2.1/24`; loopback addresses are always local.
    public var localAddresses: [String] = []
    /// What is known of servers, by address; a server that is not listed answers.
    public var servers: [String: Server] = [:]
    /// The mounts that fail; by default none.
    public var mountFailures: Set<MountFailure> = []
    /// The sources of maps, besides files and LDAP, that do not answer on the client.
    ///
    /// By default it is not known whether NIS, SSSD and the like have a map.
    public var silentSources: Set<String> = []
    /// The directory of maps that are given by name (`daemon/lookup.c: find_map_path`; case master-036).
    ///
    /// If nil, that of the distribution whose files are there.
    public var mapDirectory: String?

    /// Facts with every default.
    public init() {}
}
