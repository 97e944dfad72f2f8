/// Why an exports table cannot say or take up what was asked.
public struct ExportsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the caller can do about it.
    public struct Code: Sendable, Hashable {
        private enum Value { case inexpressible, conflict, obstructed, brokenMarkers }
        private let value: Value

        /// A path, client or option cannot be written safely: refuse what asked for it.
        public static let inexpressible = Code(value: .inexpressible)
        /// A hand-written entry says something else about the same path and client: a person decides.
        public static let conflict = Code(value: .conflict)
        /// Something in the table would swallow or hide lines added to it: a person mends it first.
        public static let obstructed = Code(value: .obstructed)
        /// The lines that mark what autohome owns are broken: a person mends them first.
        public static let brokenMarkers = Code(value: .brokenMarkers)
    }

    /// What the caller can do about it.
    public let code: Code
    /// What was found where, what was expected, and what to do; safe to log.
    public let message: String
    /// The line of the table that it is about, from 1.
    public let line: Int?

    init(_ code: Code, _ message: String, line: Int? = nil) {
        self.code = code
        self.message = message
        self.line = line
    }

    /// The message, which is safe to log.
    public var description: String { message }
}
