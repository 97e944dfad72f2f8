import SystemPackage

extension FileError {
    /// The kind of failure, for the caller to decide what to do.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case notFound, notDirectory, notRegularFile, isLink, tooManyLinks, hardLinked, crossesMount
            case unsafeName, unsafeOwner, denied, readOnly, noSpace, exists, changedUnderneath, tooLarge
            case sentinelMissing, busy, exhausted, unsupported, damaged, notDurable, other
        }

        private let kind: Kind

        /// It does not exist.
        public static let notFound = Code(kind: .notFound)
        /// It is not a directory.
        public static let notDirectory = Code(kind: .notDirectory)
        /// It is not a plain file or, in a skeleton, nothing that can be copied.
        public static let notRegularFile = Code(kind: .notRegularFile)
        /// It is a symbolic link, and links are not followed here.
        public static let isLink = Code(kind: .isLink)
        /// Symbolic links lead in a circle, or there are too many of them.
        public static let tooManyLinks = Code(kind: .tooManyLinks)
        /// The file has other names, which would keep the old contents.
        public static let hardLinked = Code(kind: .hardLinked)
        /// Another file system is mounted there, or the path leads out of the directory.
        public static let crossesMount = Code(kind: .crossesMount)
        /// The name or path is not valid.
        public static let unsafeName = Code(kind: .unsafeName)
        /// The user or group number, or the mode, cannot be used for a home.
        public static let unsafeOwner = Code(kind: .unsafeOwner)
        /// The system does not allow it.
        public static let denied = Code(kind: .denied)
        /// The file system is mounted read-only.
        public static let readOnly = Code(kind: .readOnly)
        /// The file system or the quota is full.
        public static let noSpace = Code(kind: .noSpace)
        /// The name is already taken.
        public static let exists = Code(kind: .exists)
        /// Somebody else changed it in the meantime: read it again.
        public static let changedUnderneath = Code(kind: .changedUnderneath)
        /// It is larger, deeper or has more entries than the limit.
        public static let tooLarge = Code(kind: .tooLarge)
        /// The sentinel does not exist: the file that shows that the right file system is mounted.
        public static let sentinelMissing = Code(kind: .sentinelMissing)
        /// It is in use: try again later.
        public static let busy = Code(kind: .busy)
        /// The system has no memory or no descriptors left.
        public static let exhausted = Code(kind: .exhausted)
        /// The kernel or the file system cannot do it.
        public static let unsupported = Code(kind: .unsupported)
        /// The disk lost or changed what was written.
        public static let damaged = Code(kind: .damaged)
        /// It is done, but may not survive a crash of the system: check it before you continue.
        public static let notDurable = Code(kind: .notDurable)
        /// Any other failure: somebody has to look into it.
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

    /// What to do, if that is always the same.
    var advice: String? {
        switch self {
        case .denied: "run as root, and check with lsattr(1) whether the file is immutable"
        case .readOnly: "mount the file system writable"
        case .noSpace: "free space or inodes, or raise the quota, and run again"
        case .isLink: "links are not followed here"
        case .tooManyLinks: "symbolic links must not form a circle"
        case .crossesMount: "it must not be on another file system"
        case .exists: "existing files are not replaced"
        case .busy: "run again when it is no longer in use"
        case .exhausted: "raise the limit of open files or free memory, and run again"
        case .unsupported: "a local file system and Linux 5.8 or later are needed"
        case .notDurable:
            "the change is in place, but may not survive a crash; check the kernel log for disk errors"
        case .damaged: "check the kernel log for disk errors"
        default: nil
        }
    }
}
