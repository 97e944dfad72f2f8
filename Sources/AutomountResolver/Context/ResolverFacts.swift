/// What a client would know besides its files.
///
/// Everything is optional; what is missing has the default that its comment states. Nothing is asked of the machine or the network.
public struct ResolverFacts: Sendable {
    /// A user as automount describes the one who looks a path up.
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

    /// What uname(2) says of the client.
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

        /// Describes a server; it answers at once and speaks versions 3 and 4 unless said otherwise.
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

    /// The automount of the client; default the newest release that is known.
    public var autofsVersion = AutofsVersion.latestKnown
    /// The node name of the client, for `$HOST`; default `localhost`.
    public var host = "localhost"
    /// Who looks the path up; default nobody with an entry in passwd, so that `$USER` and the like are empty.
    public var user: User?
    /// What uname(2) says; default Linux on x86_64 without release and version.
    public var system = SystemName(sysname: "Linux", release: "", version: "", machine: "x86_64")
    /// The variables of automount's `-D`.
    public var defines: [String: String] = [:]
    /// The master map given as automount's argument; default the one of the configuration.
    public var masterMap: String?
    /// The options of automount's `-O`.
    public var globalOptions = ""
    /// Automount's own environment, which maps see as variables.
    public var daemonEnvironment: [String: String] = [:]
    /// The addresses of each host; `nil` where names are taken to resolve, each to an address of its own.
    public var hosts: [String: [String]]?
    /// The addresses of the client with their prefix lengths, such as `192.0.2.1/24`; loopback is always its own.
    public var localAddresses: [String] = []
    /// What is known of servers, by address; one that is not listed answers like the others.
    public var servers: [String: Server] = [:]
    /// The mounts that fail; default none.
    public var mountFailures: Set<MountFailure> = []
    /// The directory of maps that are given by name.
    public var mapDirectory = "/etc"

    /// Facts with every default.
    public init() {}
}
