/// What rpc.mountd answers a machine that asks for a path, and how it comes to that.
public struct PathAnswer: Sendable, Hashable {
    /// What becomes of the path for the machine.
    public enum Outcome: Sendable, Hashable {
        /// It is served by this entry.
        case served(by: ServedExports.Entry)
        /// This entry wins, but the directory of its `mountpoint=` is no mount point now.
        case notMounted(ServedExports.Entry)
        /// No entry matches.
        case nothing
    }

    /// An entry that could have served the path, and what keeps it from that.
    public struct Loser: Sendable, Hashable {
        /// The entry.
        public let entry: ServedExports.Entry
        /// What keeps it from serving the path.
        public let reason: LosingReason
    }

    /// The path.
    public let path: [UInt8]
    /// What becomes of it.
    public let outcome: Outcome
    /// The other entries of the path, and matching ones above with crossmnt; the first of them where there are very many.
    public let losers: [Loser]
    /// How many losers there are beside those listed.
    public let unlistedLosers: Int

    /// The entry that serves the path; nil where nothing is served.
    public var winner: ServedExports.Entry? {
        if case .served(let entry) = outcome { entry } else { nil }
    }
}

/// Why an entry does not serve a path to a machine.
public enum LosingReason: Sendable, Hashable {
    /// Another kind of client is preferred, wherever it stands.
    case kind(ExportClientKind, to: ExportClientKind)
    /// It stands after one of its own kind.
    case later(ExportClientKind)
    /// It is for a directory above, and one for a directory nearer matches.
    case shorterPath
    /// The machine has none of the addresses of the host.
    case otherHost
    /// The address is outside the subnet.
    case outsideSubnet
    /// A prefix length of zero compares all bits instead of none.
    case zeroPrefix
    /// The machine's address has no reverse name, which wildcards and netgroups go by.
    case nameless(ExportClientKind)
    /// No name of the machine matches the wildcard.
    case otherName([[UInt8]])
    /// The netgroup has none of these.
    case notMember([[UInt8]])
    /// `gss/…` matches no address.
    case gss
}
