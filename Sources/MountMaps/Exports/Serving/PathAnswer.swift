/// The answer of rpc.mountd to a machine that asks for a path, and the reasons for it.
public struct PathAnswer: Sendable, Hashable {
    /// Whether the machine gets the path.
    public enum Outcome: Sendable, Hashable {
        /// This entry serves the path.
        case served(by: ServedExports.Entry)
        /// This entry serves the path if the directory of its `mountpoint=` is a mount point, which is not known.
        case servedIfMounted(by: ServedExports.Entry)
        /// This entry comes first, but its wildcard has a `[` without `]`: it cannot be predicted whether it matches.
        case unknown(ServedExports.Entry)
        /// This entry wins, but the directory of its `mountpoint=` is currently not a mount point.
        case notMounted(ServedExports.Entry)
        /// No entry matches.
        case nothing
    }

    /// An entry that could have served the path, and why it does not.
    public struct Loser: Sendable, Hashable {
        /// The entry.
        public let entry: ServedExports.Entry
        /// Why it does not serve the path.
        public let reason: LosingReason
    }

    /// The path.
    public let path: [UInt8]
    /// Whether the machine gets the path.
    public let outcome: Outcome
    /// The other entries for the path, and matching entries above it with crossmnt; only the first ones if there are
    /// very many.
    public let losers: [Loser]
    /// How many losers are not listed.
    public let unlistedLosers: Int

    /// The entry that serves the path; nil if no entry does.
    public var winner: ServedExports.Entry? {
        switch outcome {
        case .served(let entry), .servedIfMounted(let entry): entry
        case .unknown, .notMounted, .nothing: nil
        }
    }

    /// Whether it cannot be predicted what the machine gets.
    public var isUnknown: Bool {
        if case .unknown = outcome { true } else { false }
    }

    /// The directory that must be a mount point for the path to be served, if it is not known whether it is.
    public var unknownMountPoint: [UInt8]? {
        if case .servedIfMounted(let entry) = outcome { entry.export.requiredMountPoint } else { nil }
    }
}

/// Why an entry does not serve a path to a machine.
public enum LosingReason: Sendable, Hashable {
    /// Another kind of client takes precedence, regardless of order.
    case kind(ExportClientKind, to: ExportClientKind)
    /// It comes after another entry of its own kind.
    case later(ExportClientKind)
    /// It is for a directory further up than another matching entry.
    case shorterPath
    /// The machine has none of the addresses of the host.
    case otherHost
    /// The address is outside the subnet.
    case outsideSubnet
    /// The prefix length is 0, which compares 32 bits instead of none.
    case zeroPrefix
    /// The machine's address has no reverse name, which wildcards and netgroups need.
    case nameless(ExportClientKind)
    /// The wildcard has a `[` without `]`, and it cannot be predicted whether it matches.
    case openBracket
    /// It matches, and serves the path if the entry with the open bracket does not match.
    case afterOpenBracket
    /// No name of the machine matches the wildcard.
    case otherName([[UInt8]])
    /// None of these names is in the netgroup.
    case notMember([[UInt8]])
    /// `gss/…` never matches an address.
    case gss
}
