/// Why a requested change to an exports table, a master map or a map was refused.
public struct FileEditError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the caller can do about it.
    public struct Code: Sendable, Hashable {
        private enum Value { case inexpressible, conflict, obstructed, brokenMarkers }
        private let value: Value

        /// The value cannot be written safely; reject the request.
        public static let inexpressible = Code(value: .inexpressible)
        /// A hand-written line contradicts the request; a person has to decide.
        public static let conflict = Code(value: .conflict)
        /// Something in the file would hide added lines; a person has to fix it first.
        public static let obstructed = Code(value: .obstructed)
        /// The `BEGIN autohome` and `END autohome` markers are broken; a person has to fix them first.
        public static let brokenMarkers = Code(value: .brokenMarkers)
    }

    /// What the caller can do about it.
    public let code: Code
    /// The place, the problem and what to do about it; safe to log.
    public let message: String
    /// The line of the file with the problem, counted from 1.
    public let line: Int?

    /// The message, which is safe to log.
    public var description: String { message }

    /// Makes an error.
    package init(_ code: Code, _ message: String, line: Int? = nil) {
        self.code = code
        self.message = message
        self.line = line
    }

    init(_ error: OwnedBlockError) {
        self.init(
            error.code == .brokenMarkers ? .brokenMarkers : .inexpressible,
            error.message,
            line: error.line
        )
    }

    /// Reports a line that cannot be written.
    package init(_ error: MapLineError) {
        self.init(.inexpressible, error.message)
    }
}
