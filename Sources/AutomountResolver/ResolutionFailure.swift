import MountMaps

/// Why nothing is mounted.
public struct ResolutionFailure: Error, Sendable, Hashable {
    /// The kind of failure, stable for scripts.
    public struct Code: RawRepresentable, Sendable, Hashable, Codable {
        /// The code in machine-readable output.
        public let rawValue: String

        /// Creates a code.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// No map has the key or a wildcard.
        public static let noSuchKey = Code(rawValue: "no-such-key")
        /// No mount point of the master map contains the path.
        public static let noMountPoint = Code(rawValue: "no-mount-point")
        /// The path is a mount point or another directory that automount keeps, on which it mounts nothing.
        public static let noKey = Code(rawValue: "no-key")
        /// The master map is missing or cannot be read.
        public static let noMasterMap = Code(rawValue: "no-master-map")
        /// The map of the mount point is missing or cannot be read.
        public static let noMap = Code(rawValue: "no-map")
        /// The entry of the key is invalid.
        public static let badEntry = Code(rawValue: "bad-entry")
        /// A location of the entry is invalid.
        public static let badLocation = Code(rawValue: "bad-location")
        /// No host of the location resolves and answers.
        public static let noHost = Code(rawValue: "no-host")
        /// Every mount that was tried failed.
        public static let mountFailed = Code(rawValue: "mount-failed")
        /// The program of a program map failed or wrote nothing.
        public static let programFailed = Code(rawValue: "program-failed")
        /// A program map was not run, so it is unknown whether it has the key.
        public static let programNotRun = Code(rawValue: "program-not-run")
        /// No LDAP server with the map answered, or LDAP was not asked.
        public static let ldapFailed = Code(rawValue: "directory-failed")
        /// Maps include each other without end.
        public static let includeLoop = Code(rawValue: "include-loop")
        /// The map or its format cannot be read here.
        public static let unsupported = Code(rawValue: "unsupported")
        /// A map or a file of the configuration is there and cannot be read here, as by somebody who is not root.
        public static let notReadable = Code(rawValue: "not-readable")
    }

    /// The kind of failure.
    public let code: Code
    /// What happened to this path or entry.
    public let message: String
    /// The file that causes it.
    public var file: String?
    /// The line that causes it, from 1.
    public var line: Int?
    /// What to do about it.
    public var help: String
    /// Whether something could not be looked at, so that automount may well mount something.
    public let isUnknown: Bool

    /// Creates a failure; without its own help it has that of its code.
    init(
        _ code: Code,
        _ message: String,
        help: String? = nil,
        file: String? = nil,
        line: Int? = nil,
        isUnknown: Bool? = nil
    ) {
        self.code = code
        self.isUnknown = isUnknown ?? Self.unknownCodes.contains(code)
        self.message = message
        self.help = help ?? Self.usualHelp(for: code)
        self.file = file
        self.line = line
    }

    /// The same failure with a place, unless it has one.
    func placed(in file: String?, at line: Int?) -> ResolutionFailure {
        guard self.file == nil else { return self }
        var failure = self
        (failure.file, failure.line) = (file, line)
        return failure
    }
}

extension ResolutionFailure {
    /// The codes that say that something could not be looked at.
    private static let unknownCodes: Set<Code> = [.ldapFailed, .notReadable, .programNotRun, .unsupported]

    /// An include below as many others as automount follows, 16 (`modules/lookup_file.c: MAX_INCLUDE_DEPTH`;
    /// cases include-021 to include-024).
    static let includesTooDeep = ResolutionFailure(
        .includeLoop,
        "maps include each other more than \(AutomountLimits.includeDepth) levels deep",
        help: "remove this include, or another one of the loop"
    )

    /// What to do about a kind of failure if nothing more is known.
    private static func usualHelp(for code: Code) -> String {
        switch code {
        case .noSuchKey: "add the key or a wildcard to the map, or look up another name"
        case .noMountPoint: "add a line for a directory above the path to the master map"
        case .noKey: "look up a name below this directory; automount mounts nothing on the directory itself"
        case .noMasterMap: "write the master map, or name another one by master_map_name in autofs.conf"
        case .noMap: "write the map, make it readable, or correct its name in the line of the master map"
        case .badEntry: "write the entry as [-options] host:/path, or as [offset] [-options] host:/path …"
        case .badLocation: "write the location as host:/path, or :/path for a path of the client"
        case .noHost: "correct the name of the server, or give it an address that answers"
        case .mountFailed: "make one of the mounts that were tried possible, or name another server"
        case .programFailed: "make the program end with status 0 and write the entry to standard output"
        case .ldapFailed: "make an LDAP server answer, or give its entries with --ldif"
        case .programNotRun: "run it with --run-programs, or give what it would write with --program-output"
        case .includeLoop: "remove the include that closes the loop"
        default: "use a map of a type and a format that can be read here"
        }
    }
}
