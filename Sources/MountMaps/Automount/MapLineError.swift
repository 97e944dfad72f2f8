/// Why a value cannot be written as a line of a map or master map.
public struct MapLineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The part of the value that cannot be written.
    public enum Code: String, Sendable, Hashable {
        /// The key or mount point.
        case key
        /// An option.
        case option
        /// The host, path or source.
        case location
        /// The name of a map.
        case map
    }

    /// The part of the value that cannot be written.
    public let code: Code
    /// The value, and why it cannot be written.
    public let message: String

    /// The message, which names the value.
    public var description: String { message }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
