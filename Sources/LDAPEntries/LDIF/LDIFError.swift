/// Why a text cannot be read as an LDIF file with entries.
public struct LDIFError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of error.
    public struct Code: Sendable, Hashable {
        private enum Value { case syntax, unsupported, tooLarge }
        private let value: Value

        /// The text breaks the rules of RFC 2849.
        public static let syntax = Code(value: .syntax)
        /// The text is LDIF, but has something other than entries: a change, or a value in another file.
        public static let unsupported = Code(value: .unsupported)
        /// The text exceeds a limit.
        public static let tooLarge = Code(value: .tooLarge)
    }

    /// The kind of error.
    public let code: Code
    /// The number of the line, counted from 1; of a folded line, that of its beginning.
    public let line: Int
    /// What was found and what was expected.
    public let message: String

    /// The line and the message.
    public var description: String { "line \(line): \(message)" }

    package init(_ code: Code, line: Int, _ message: String) {
        self.code = code
        self.line = line
        self.message = message
    }
}
