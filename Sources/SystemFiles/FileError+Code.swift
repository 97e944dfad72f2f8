import SystemPackage

extension FileError {
    /// What a failure means for the caller.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case notFound, notDirectory, notRegularFile, isLink, tooManyLinks, hardLinked, crossesMount
            case unsafeName, unsafeOwner, denied, readOnly, noSpace, exists, changedUnderneath, tooLarge
            case sentinelMissing, busy, exhausted, unsupported, damaged, notDurable, other
        }

        private let kind: Kind

        /// There is nothing of that name.
        public static let notFound = Code(kind: .notFound)
        /// There is something, but it is not a directory.
        public static let notDirectory = Code(kind: .notDirectory)
        /// There is something, but it is neither a plain file nor, in a skeleton, anything that is copied.
        public static let notRegularFile = Code(kind: .notRegularFile)
        /// There is a symbolic link where none is followed.
        public static let isLink = Code(kind: .isLink)
        /// Symbolic links lead in a circle, or there are too many of them.
        public static let tooManyLinks = Code(kind: .tooManyLinks)
        /// The file has further names, which would keep the old contents.
        public static let hardLinked = Code(kind: .hardLinked)
        /// Another file system is mounted there, or the path leads out of its directory.
        public static let crossesMount = Code(kind: .crossesMount)
        /// The name or path cannot be used as one.
        public static let unsafeName = Code(kind: .unsafeName)
        /// The user or group number, or the mode, cannot be used for a home.
        public static let unsafeOwner = Code(kind: .unsafeOwner)
        /// The system does not allow it.
        public static let denied = Code(kind: .denied)
        /// The file system is mounted read-only.
        public static let readOnly = Code(kind: .readOnly)
        /// The file system or the quota is full.
        public static let noSpace = Code(kind: .noSpace)
        /// There is something of that name already.
        public static let exists = Code(kind: .exists)
        /// Somebody else changed it since it was looked at: look again.
        public static let changedUnderneath = Code(kind: .changedUnderneath)
        /// It is larger, deeper or has more entries than the limit.
        public static let tooLarge = Code(kind: .tooLarge)
        /// The file that proves that the right file system is mounted is not there.
        public static let sentinelMissing = Code(kind: .sentinelMissing)
        /// Something else is using it now: try again later.
        public static let busy = Code(kind: .busy)
        /// The system has no memory or no descriptors left.
        public static let exhausted = Code(kind: .exhausted)
        /// The kernel or the file system cannot do it.
        public static let unsupported = Code(kind: .unsupported)
        /// The disk lost or changed what was written.
        public static let damaged = Code(kind: .damaged)
        /// It is done, but may not survive a crash of the system: look again before you go on.
        public static let notDurable = Code(kind: .notDurable)
        /// Anything else: only a person can help.
        public static let other = Code(kind: .other)

        /// The name of the code.
        public var description: String { kind.rawValue }
    }
}

extension FileError.Code {
    private static let codes: [Errno: FileError.Code] = [
        .noSuchFileOrDirectory: .notFound,
        .notDirectory: .notDirectory,
        .isDirectory: .notRegularFile,
        .tooManySymbolicLinkLevels: .isLink,
        .improperLink: .crossesMount,
        .fileNameTooLong: .unsafeName,
        .permissionDenied: .denied,
        .notPermitted: .denied,
        .readOnlyFileSystem: .readOnly,
        .noSpace: .noSpace,
        .diskQuotaExceeded: .noSpace,
        .fileTooLarge: .tooLarge,
        .fileExists: .exists,
        .directoryNotEmpty: .exists,
        .resourceBusy: .busy,
        .wouldBlock: .busy,
        .tooManyOpenFiles: .exhausted,
        .tooManyOpenFilesInSystem: .exhausted,
        .noMemory: .exhausted,
        .noFunction: .unsupported,
        .notSupported: .unsupported,
        .invalidArgument: .unsupported,
        .ioError: .damaged,
        .staleNFSFileHandle: .changedUnderneath,
    ]

    init(_ errno: Errno) {
        self = FileError.Code.codes[errno] ?? .other
    }

    /// What to do, where that is always the same.
    var advice: String? {
        switch self {
        case .denied: "run as root, and see lsattr(1) for an immutable file"
        case .readOnly: "mount the file system writable"
        case .noSpace: "free space or inodes, or raise the quota, and run again"
        case .isLink: "links are not followed here"
        case .tooManyLinks: "links must end at a file"
        case .crossesMount: "another file system may not begin here"
        case .exists: "nothing is replaced"
        case .busy: "run again when it is free"
        case .exhausted: "raise the limit of open files or free memory, and run again"
        case .unsupported: "a local file system and Linux 5.8 or later are needed"
        case .notDurable:
            "what was done is in place, but may not survive a crash: look for errors of the disk in the kernel's log"
        case .damaged: "look for errors of the disk in the kernel's log"
        default: nil
        }
    }
}
