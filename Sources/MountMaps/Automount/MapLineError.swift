/// A value that no line of a map or master map can express so that automount gives it back.
public struct MapLineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What about the value cannot be expressed.
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

    /// What about the value cannot be expressed.
    public let code: Code
    /// Which value, and why.
    public let message: String

    /// The message; it names the value.
    public var description: String { message }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
