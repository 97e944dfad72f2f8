/// Why a file cannot say or take up what was asked, in exports, master maps and maps alike.
public struct FileEditError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the caller can do about it.
    public struct Code: Sendable, Hashable {
        private enum Value { case inexpressible, conflict, obstructed, brokenMarkers }
        private let value: Value

        /// A value cannot be written safely: refuse what asked for it.
        public static let inexpressible = Code(value: .inexpressible)
        /// A hand-written line says something else about the same thing: a person decides.
        public static let conflict = Code(value: .conflict)
        /// Something in the file would swallow or hide lines added to it: a person mends it first.
        public static let obstructed = Code(value: .obstructed)
        /// The lines that mark what autohome owns are broken: a person mends them first.
        public static let brokenMarkers = Code(value: .brokenMarkers)
    }

    /// What the caller can do about it.
    public let code: Code
    /// What was found where, what was expected, and what to do; safe to log.
    public let message: String
    /// The line of the file that it is about, from 1.
    public let line: Int?

    /// The message, which is safe to log.
    public var description: String { message }

    /// Reports what a file cannot say or take up.
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
