public import Accounts

/// An entry of the directory as it was last seen.
public struct FollowerEntry: Hashable, Sendable {
    /// The stable id of the entry, such as the 16 bytes of its entryUUID: 1 to 255 bytes.
    public var key: [UInt8]
    /// The entry, in an encoding that only the caller knows.
    public var value: [UInt8]

    /// Makes an entry.
    public init(key: [UInt8], value: [UInt8]) {
        self.key = key
        self.value = value
    }
}

/// Changes to what is stored for a search, which are made together or not at all.
public struct FollowerBatch: Hashable, Sendable {
    /// The keys of entries that are gone; keys that are not stored are ignored.
    public var removed: [[UInt8]]
    /// Entries that are new or changed.
    public var changed: [FollowerEntry]
    /// The position that holds once these changes are made; nil to keep the old one.
    public var position: FollowedPosition?

    /// Makes a batch.
    ///
    /// The changes are made in the order of the parameters.
    public init(
        removed: [[UInt8]] = [],
        changed: [FollowerEntry] = [],
        position: FollowedPosition? = nil
    ) {
        self.removed = removed
        self.changed = changed
        self.position = position
    }
}
