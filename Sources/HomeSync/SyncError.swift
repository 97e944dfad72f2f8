import MountMaps

/// Why a sync could not do its work; nothing was changed unless the message says so.
public struct SyncError: Error, Sendable, CustomStringConvertible {
    /// What the caller can do next.
    public struct Code: Sendable, Hashable {
        private enum Value {
            case badSettings, fileConflict, badPlan, changedUnderneath, failed, notServed
        }

        private let value: Value

        private init(_ value: Value) {
            self.value = value
        }

        /// The settings cannot work; correct them.
        public static let badSettings = Code(.badSettings)
        /// A file cannot be edited without changing what somebody else wrote; edit it by hand.
        public static let fileConflict = Code(.fileConflict)
        /// The saved plan cannot be used; plan again.
        public static let badPlan = Code(.badPlan)
        /// The world is not as the plan saw it; plan again.
        public static let changedUnderneath = Code(.changedUnderneath)
        /// A step failed; mend the cause and sync again, what is done stays done.
        public static let failed = Code(.failed)
        /// Everything was written, but the server does not serve it.
        public static let notServed = Code(.notServed)
    }

    /// What the caller can do next.
    public let code: Code
    /// What happened to what, and what to do.
    public let message: String

    /// Reports why a sync could not do its work.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

extension SyncError {
    /// Says why a file cannot be written.
    init(_ error: FileEditError) {
        self.init(error.code == .inexpressible ? .badSettings : .fileConflict, error.message)
    }
}
