/// Why nothing is mounted.
public struct ResolutionFailure: Error, Sendable, Hashable {
    /// What kind of failure it is, stable for scripts.
    public struct Code: RawRepresentable, Sendable, Hashable, Codable {
        /// The code as it stands in machine-readable output.
        public let rawValue: String

        /// Makes a code.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// No map has the key, and no wildcard stands in for it.
        public static let noSuchKey = Code(rawValue: "no-such-key")
        /// No mount point of the master map holds the path.
        public static let noMountPoint = Code(rawValue: "no-mount-point")
        /// The path is a mount point of automount itself or a directory it keeps: there is nothing to mount.
        public static let noKey = Code(rawValue: "no-key")
        /// The master map is missing or cannot be read.
        public static let noMasterMap = Code(rawValue: "no-master-map")
        /// The map of the mount point is missing or cannot be read.
        public static let noMap = Code(rawValue: "no-map")
        /// The entry of the key cannot be understood.
        public static let badEntry = Code(rawValue: "bad-entry")
        /// A location of the entry cannot be understood.
        public static let badLocation = Code(rawValue: "bad-location")
        /// No host of the location resolves and answers.
        public static let noHost = Code(rawValue: "no-host")
        /// Every mount that was tried failed.
        public static let mountFailed = Code(rawValue: "mount-failed")
        /// The program of a program map failed, said nothing, or was not run.
        public static let programFailed = Code(rawValue: "program-failed")
        /// Maps include each other without end.
        public static let includeLoop = Code(rawValue: "include-loop")
        /// The map or format is one that cannot be read here.
        public static let unsupported = Code(rawValue: "unsupported")
    }

    /// What kind of failure it is.
    public let code: Code
    /// What happened, about this very path or entry.
    public let message: String
    /// The file that is to blame.
    public var file: String?
    /// The line that is to blame, from 1.
    public var line: Int?

    init(_ code: Code, _ message: String, file: String? = nil, line: Int? = nil) {
        self.code = code
        self.message = message
        self.file = file
        self.line = line
    }
}
