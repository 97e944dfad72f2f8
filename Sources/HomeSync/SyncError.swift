import MountMaps

/// Why a sync failed; nothing was changed unless the message says so.
public struct SyncError: Error, Sendable, CustomStringConvertible {
    /// What the caller can do next.
    public struct Code: Sendable, Hashable {
        private enum Value {
            case badSettings, fileConflict, badPlan, changedUnderneath, failed, notServed, cannotLook
        }

        private let value: Value

        private init(_ value: Value) {
            self.value = value
        }

        /// The settings cannot work; correct them.
        public static let badSettings = Code(.badSettings)
        /// A file cannot be edited without changing lines that somebody else wrote; edit it by hand.
        public static let fileConflict = Code(.fileConflict)
        /// The saved plan cannot be used; make a new plan.
        public static let badPlan = Code(.badPlan)
        /// Something changed since the plan was made; make a new plan.
        public static let changedUnderneath = Code(.changedUnderneath)
        /// Something cannot be looked at, so the answer is not known; everything else was done.
        public static let cannotLook = Code(.cannotLook)
        /// A step failed; fix the cause and sync again.
        ///
        /// The steps before it are not undone.
        public static let failed = Code(.failed)
        /// Everything was written, but the NFS server does not serve it.
        public static let notServed = Code(.notServed)
    }

    /// What the caller can do next.
    public let code: Code
    /// What happened, and what to do.
    public let message: String

    /// Makes an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

extension SyncError {
    /// Makes an error for a file that cannot be written.
    init(_ error: FileEditError) {
        self.init(error.code == .inexpressible ? .badSettings : .fileConflict, error.message)
    }
}
