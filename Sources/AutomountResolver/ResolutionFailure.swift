import MountMaps

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
        /// No server of a directory that holds a map could be asked, or none was.
        public static let ldapFailed = Code(rawValue: "directory-failed")
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
    /// What to do about it.
    public var help: String

    /// Says what went wrong; without help of its own a failure gives that of its code.
    init(
        _ code: Code,
        _ message: String,
        help: String? = nil,
        file: String? = nil,
        line: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.help = help ?? Self.usualHelp(for: code)
        self.file = file
        self.line = line
    }

    /// The same failure, in a place where it has none of its own.
    func placed(in file: String?, at line: Int?) -> ResolutionFailure {
        guard self.file == nil else { return self }
        var failure = self
        (failure.file, failure.line) = (file, line)
        return failure
    }
}

extension ResolutionFailure {
    /// An include below as many others as automount follows.
    static let includesTooDeep = ResolutionFailure(
        .includeLoop,
        "maps include each other more than \(AutomountLimits.includeDepth) levels deep",
        help: "take out this include, or another one of the circle"
    )

    /// What to do about failures of a kind, where nothing more is known.
    private static func usualHelp(for code: Code) -> String {
        switch code {
        case .noSuchKey: "add the key or a wildcard to the map, or look another name up"
        case .noMountPoint: "add a line for a directory above the path to the master map"
        case .noKey: "look a name below this directory up; automount mounts nothing on the directory itself"
        case .noMasterMap: "write the master map, or name another one by master_map_name in autofs.conf"
        case .noMap: "write the map, make it readable, or correct its name in the line of the master map"
        case .badEntry: "write the entry as [-options] host:/path, or as [offset] [-options] host:/path …"
        case .badLocation: "write the location as host:/path, or :/path for a path of the client"
        case .noHost: "correct the name of the server, or give it an address that answers"
        case .mountFailed: "make one of the mounts that were tried possible, or name another server"
        case .programFailed: "let the program end with status 0 and write the entry to standard output"
        case .ldapFailed: "make a server of the directory answer, or give its entries by --ldif"
        case .includeLoop: "take the include out that closes the circle"
        default: "use a map of a kind and a format that is read here"
        }
    }
}
