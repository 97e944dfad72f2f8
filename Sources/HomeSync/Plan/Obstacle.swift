/// Something on the disk that stands in the way of what the directory asks for: it is reported and left alone.
public struct Obstacle: Sendable, Hashable, Codable {
    /// What stands in the way.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// A home of that name belongs to another numeric user id.
        case foreignOwner = "foreign-owner"
        /// Something that is no directory bears the name of a home.
        case notDirectory = "not-directory"
        /// A file cannot be edited without changing what somebody else wrote.
        case fileConflict = "file-conflict"
    }

    /// What stands in the way.
    public let kind: Kind
    /// The path, on this server.
    public let path: String
    /// The DN of the entry that is not served because of it; nil for a file that serves all.
    public let dn: String?
    /// What was found, what was expected and what to do.
    public let message: String

    /// Reports an obstacle.
    public init(kind: Kind, path: String, dn: String?, message: String) {
        self.kind = kind
        self.path = path
        self.dn = dn
        self.message = message
    }
}
