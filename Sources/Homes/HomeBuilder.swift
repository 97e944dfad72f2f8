import Glibc
public import SystemFiles
import SystemPackage

/// Builds homes where nobody else can access them, and publishes each one complete.
///
/// Homes are built in a private directory in the homes root (see ``Durability`` for when they become durable) and then
/// renamed into place without replacing anything. Other processes see a complete home or none, even if this process is
/// killed. ``sweep(in:)`` removes incomplete homes that a killed process left.
///
///     var builder = try HomeBuilder(in: homesRoot, skeleton: skeleton)
///     for batch in batches {
///         var staged: [StagedHome] = []
///         for home in batch { staged.append(try builder.build(home)) }
///         let publication = try builder.publish(staged)
///     }
///
/// Use a builder on one thread only. Several builders, also of several processes, may work in the same homes root. If
/// two make the same home, the second one is refused.
public struct HomeBuilder: ~Copyable {
    /// When new homes are written to the disk; in any case before they are renamed into place.
    public enum Durability: Sendable, Hashable {
        /// Once for all homes that are published together, with syncfs(2). This is fastest for many homes, but also
        /// waits for other writes to the same file system.
        case eachBatch
        /// File by file while a home is built, with fsync(2). This is better for few homes on a busy file system.
        case eachHome
    }

    private let stage: HomeStage
    private let skeleton: Skeleton
    private let durability: Durability
    private var hasRecords = false

    /// Makes the private directory in which homes are built.
    ///
    /// - Parameters:
    ///   - homesRoot: The directory for the homes; it is verified first.
    ///   - skeleton: The initial contents of each home.
    ///   - durability: When new homes are written to the disk.
    /// - Throws: The errors of ``HomesRoot/verify()``, `.denied`, `.readOnly`, `.noSpace`.
    public init(
        in homesRoot: HomesRoot,
        skeleton: Skeleton,
        durability: Durability = .eachBatch
    ) throws(FileError) {
        try homesRoot.verify()
        self.stage = try HomeStage(in: homesRoot)
        self.skeleton = skeleton
        self.durability = durability
    }

    /// Removes incomplete homes that killed processes left in a homes root.
    ///
    /// Directories that a running process uses are kept, and so is every directory that another user could have made or
    /// entered.
    ///
    /// - Returns: How many directories were removed.
    @discardableResult
    public static func sweep(in homesRoot: HomesRoot) throws(FileError) -> Int {
        try homesRoot.verify()
        return try HomeStage.sweep(in: homesRoot)
    }

    /// Builds a home with its record; neither is visible until it is published.
    ///
    /// - Throws: `.exists` if a home of that name was built and not yet published; `.noSpace` and other errors of the
    ///   disk, after which nothing of this home is left.
    public mutating func build(_ home: HomeSpecification) throws(FileError) -> StagedHome {
        if home.hasStableID, !hasRecords {
            // On a full disk, homes without room for their records could not be published.
            _ = try HomeRecords.make(in: stage.homesRoot.directory)
            hasRecords = true
        }
        let directory = stage.directory.descriptor.rawValue
        do {
            let status = try HomeWriter.write(
                home,
                skeleton,
                in: directory,
                durable: durability == .eachHome
            )
            let staged = StagedHome(specification: home, identity: status.identity, born: status.born)
            try stage.writeRecord(of: staged, durable: durability == .eachHome)
            return staged
        } catch {
            if error != .fileExists {
                try? TreeRemoval.remove(home.name, in: directory)
                stage.discardRecord(of: home.name)
            }
            throw FileError("build the home", stage.homesRoot.directory.path(of: home.name), error)
        }
    }

    /// Makes homes durable and renames them into place.
    ///
    /// A home whose name is already taken is refused and removed, and the others are still published.
    ///
    /// - Returns: What was published, also if it may not survive a crash.
    /// - Throws: Errors before the first home is in place; nothing was published then.
    public mutating func publish(_ homes: [StagedHome]) throws(FileError) -> Publication {
        try stage.homesRoot.verify()
        // Also homes without a record need the others: an earlier home of the same name may have left one.
        guard let records = try records(for: homes) else {
            try synchronizeBatch()
            return move(homes, beforeEach: { _ throws(Errno) in }, afterEach: { _ throws(Errno) in })
        }
        try synchronizeBatch()
        // Another sync must not see a new home with the record of an earlier one of that name.
        let lock = records.descriptor.rawValue
        var publication = move(
            homes,
            beforeEach: { name throws(Errno) in
                try SystemCall.waitForLock(lock)
                try stage.removeOldRecord(of: name, in: records)
            },
            afterEach: { name throws(Errno) in
                defer { SystemCall.unlock(lock) }
                try stage.publishRecord(of: name, in: records)
            }
        )
        SystemCall.unlock(lock)
        do {
            try records.synchronizeAfterRename()
        } catch {
            publication.problem = publication.problem ?? error
        }
        return publication
    }

    /// The directory of the records; nil if there is none, and none is needed.
    private func records(for homes: [StagedHome]) throws(FileError) -> OpenDirectory? {
        let root = stage.homesRoot
        guard homes.contains(where: { $0.record != nil }) else {
            return try HomeRecords.open(in: root.directory)
        }
        return try HomeRecords.make(in: root.directory)
    }

    private func synchronizeBatch() throws(FileError) {
        if durability == .eachBatch { try stage.directory.synchronizeFileSystem() }
    }

    /// Renames homes into place.
    private func move(
        _ homes: [StagedHome],
        beforeEach: (FileName) throws(Errno) -> Void,
        afterEach: (FileName) throws(Errno) -> Void
    ) -> Publication {
        let (stage, root) = (
            stage.directory.descriptor.rawValue, stage.homesRoot.directory.descriptor.rawValue
        )
        var publication = Publication()
        for home in homes {
            let name = home.specification.name
            let path = self.stage.homesRoot.directory.path(of: name)
            do throws(Errno) {
                try beforeEach(name)
                try SystemCall.moveDirectory(name, in: stage, to: name, in: root)
            } catch {
                publication.refused.append((home, FileError("publish the home", path, error)))
                try? TreeRemoval.remove(name, in: stage)
                self.stage.discardRecord(of: name)
                continue
            }
            publication.published.append(home)
            do throws(Errno) { try afterEach(name) } catch {
                publication.problem = FileError("record the home", path, error)
            }
        }
        do {
            try self.stage.homesRoot.directory.synchronizeAfterRename()
        } catch {
            publication.problem = publication.problem ?? error
        }
        return publication
    }
}

extension HomeSpecification {
    /// Whether its entry has a stable id that fits into a line of a record.
    fileprivate var hasStableID: Bool { entryID.map { !$0.contains(where: \.isNewline) } ?? false }
}

/// A home that is complete but not published yet.
public struct StagedHome: Hashable, Sendable {
    /// The specification that it was built from.
    public let specification: HomeSpecification
    /// The identity of its directory, which publishing does not change.
    public let identity: FileIdentity
    /// When its directory was made; nil if the file system does not record it.
    public let born: FileTimestamp?

    /// The record of the home; nil if its entry has no stable id, or one that does not fit into a line of the record.
    var record: HomeRecord? {
        guard specification.hasStableID, let id = specification.entryID else { return nil }
        return HomeRecord(entryID: id, uidNumber: specification.uid, inode: identity.inode, born: born)
    }
}

/// The result of publishing homes.
public struct Publication: Sendable {
    /// The homes that are in place.
    public internal(set) var published: [StagedHome] = []
    /// The homes that could not be put in place and were removed: `.exists` if the name is taken.
    public internal(set) var refused: [(home: StagedHome, error: FileError)] = []
    /// What went wrong after homes were in place: `.notDurable` if they may not survive a crash.
    public internal(set) var problem: FileError?
}
