/// The settings for homes on the server, and for creating new ones.
public struct HomesSettings: Sendable, Hashable {
    /// The exported directory on the server that contains the homes, such as `/srv/home`.
    public var root: String
    /// The directory on clients below which homes appear, such as `/home`.
    public var prefix: String
    /// The tree that is copied into a new home.
    public var skeleton: String
    /// The mode of a new home.
    public var mode: UInt16
    /// The numeric user ids that get a home.
    public var uidNumbers: ClosedRange<UInt32>
    /// The name of a file in the root that shows that the real file system is mounted; without it, no home is created.
    public var sentinel: String?
    /// The directories in the root that belong to no account, each with the reason.
    public var known: [String: String]
    /// A file that lists more of them: a name, blanks and the reason in each line.
    public var knownFile: String?

    /// Describes the homes.
    public init(
        root: String,
        prefix: String = "/home",
        skeleton: String = "/etc/skel",
        mode: UInt16 = 0o700,
        uidNumbers: ClosedRange<UInt32> = 1_000...60_000,
        sentinel: String? = nil,
        known: [String: String] = [:],
        knownFile: String? = nil
    ) {
        self.root = root
        self.prefix = prefix
        self.skeleton = skeleton
        self.mode = mode
        self.uidNumbers = uidNumbers
        self.sentinel = sentinel
        self.known = known
        self.knownFile = knownFile
    }
}
