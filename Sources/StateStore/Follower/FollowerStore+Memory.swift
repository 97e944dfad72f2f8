public import Accounts
import SourceText
import SystemPackage

extension FollowerStore: FollowerMemory {
    /// Reads the entries of a search.
    ///
    /// - Parameter search: The search.
    /// - Returns: The entries, each as it was kept.
    /// - Throws: ``StoreError``; `.damaged` if an entry has no id.
    public nonisolated func entries(of search: Int) async throws -> [(EntryID, [UInt8])] {
        var entries: [(EntryID, [UInt8])] = []
        var isDamaged = false
        try await forEachEntry(of: search) { entry in
            if let id = EntryID(stored: entry.key) {
                entries.append((id, entry.value))
            } else {
                isDamaged = true
            }
        }
        if isDamaged {
            throw StoreError(
                .damaged,
                "the store \(printable(path.string)) has an entry without an id; move it away, and the next run reads the whole "
                    + "directory"
            )
        }
        return entries
    }

    /// Keeps changes and a position together: either all of it, or nothing.
    ///
    /// - Parameters:
    ///   - changes: The entries, each as it is to be kept; nil for one that is gone.
    ///   - position: The position that these changes lead to.
    ///   - search: The search.
    /// - Throws: ``StoreError`` if nothing was kept.
    public func save(
        _ changes: [EntryID: [UInt8]?],
        position: FollowedPosition,
        of search: Int
    ) async throws {
        var batch = FollowerBatch(position: position)
        for (id, packed) in changes {
            if let packed {
                batch.changed.append(FollowerEntry(key: id.stored, value: packed))
            } else {
                batch.removed.append(id.stored)
            }
        }
        try apply(batch, to: search)
    }
}
