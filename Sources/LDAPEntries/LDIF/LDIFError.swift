/// Why a text is no LDIF file of entries.
public struct LDIFError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the caller can do next.
    public struct Code: Sendable, Hashable {
        private enum Value { case syntax, unsupported, tooLarge }
        private let value: Value

        /// The text breaks the rules of RFC 2849.
        public static let syntax = Code(value: .syntax)
        /// The text is LDIF, but more than entries: a change, or a value that stands in another file.
        public static let unsupported = Code(value: .unsupported)
        /// The text goes beyond a limit.
        public static let tooLarge = Code(value: .tooLarge)
    }

    /// What the caller can do next.
    public let code: Code
    /// The line, from 1, at which a folded line begins.
    public let line: Int
    /// What was found and what was expected.
    public let message: String

    /// The line and the message.
    public var description: String { "line \(line): \(message)" }

    init(_ code: Code, line: Int, _ message: String) {
        self.code = code
        self.line = line
        self.message = message
    }
}
