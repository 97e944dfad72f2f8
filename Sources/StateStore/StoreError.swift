/// Why a store could not be opened, read or written.
///
/// A change that throws is undone as a whole.
public struct StoreError: Error {
    /// The kind of error, for the caller to decide what to do next.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case cannotOpen, notOwned, damaged, newerVersion, busy, full, io, badValue, closed, other
        }

        private let kind: Kind

        /// The file does not exist and cannot be made, or it is not a file of this kind: correct the path.
        public static let cannotOpen = Code(kind: .cannotOpen)
        /// The file or its directory belongs to another user, or others may write to it: run as the owner, or correct
        /// owner and mode.
        public static let notOwned = Code(kind: .notOwned)
        /// The contents of the file are not what was written: move it away.
        public static let damaged = Code(kind: .damaged)
        /// A newer version of this program wrote the file: install that version again, or move the file away.
        public static let newerVersion = Code(kind: .newerVersion)
        /// Another process uses the store: wait for its end.
        public static let busy = Code(kind: .busy)
        /// The file system or the quota is full: free space and try again; the old contents are intact.
        public static let full = Code(kind: .full)
        /// The disk failed: look into the kernel log.
        public static let io = Code(kind: .io)
        /// A key or a value has a length that the store does not take: nothing was written.
        public static let badValue = Code(kind: .badValue)
        /// The store was closed: open it again.
        public static let closed = Code(kind: .closed)
        /// Any other failure: report it.
        public static let other = Code(kind: .other)

        /// The name of the code.
        public var description: String { kind.rawValue }
    }

    /// The kind of error, for the caller to decide what to do next.
    public let code: Code
    /// The file, what was found, and what to do.
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension StoreError: CustomStringConvertible {
    /// The message; safe to log.
    public var description: String { message }
}
