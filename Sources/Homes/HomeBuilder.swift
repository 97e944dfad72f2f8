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

    /// Builds a home, which is not visible until it is published.
    ///
    /// - Throws: `.exists` if a home of that name was built and not yet published; `.noSpace` and other errors of the
    ///   disk, after which nothing of this home is left.
    public mutating func build(_ home: HomeSpecification) throws(FileError) -> StagedHome {
        let directory = stage.directory.descriptor.rawValue
        do {
            let identity = try HomeWriter.write(
                home,
                skeleton,
                in: directory,
                durable: durability == .eachHome
            )
            return StagedHome(specification: home, identity: identity)
        } catch {
            if error != .fileExists { try? TreeRemoval.remove(home.name, in: directory) }
            throw FileError("build the home", stage.homesRoot.directory.path(of: home.name), error)
        }
    }

    /// Makes homes durable and renames them into place.
    ///
    /// A home whose name is already taken is refused and removed, and the others are still published.
    ///
    /// - Throws: `.notDurable` if homes are in place but may not survive a crash. With any other code, nothing was
    ///   published.
    public mutating func publish(_ homes: [StagedHome]) throws(FileError) -> Publication {
        let root = stage.homesRoot.directory.descriptor.rawValue
        try stage.homesRoot.verify()
        if durability == .eachBatch { try stage.directory.synchronizeFileSystem() }
        var publication = Publication()
        for home in homes {
            let name = home.specification.name
            do {
                try SystemCall.rename(
                    name,
                    in: stage.directory.descriptor.rawValue,
                    to: name,
                    in: root,
                    replacing: false
                )
                publication.published.append(home)
            } catch {
                let path = stage.homesRoot.directory.path(of: name)
                publication.refused.append((home, FileError("publish the home", path, error)))
                try? TreeRemoval.remove(name, in: stage.directory.descriptor.rawValue)
            }
        }
        try stage.homesRoot.directory.synchronizeAfterRename()
        return publication
    }
}

/// A home that is complete but not published yet.
public struct StagedHome: Hashable, Sendable {
    /// The specification that it was built from.
    public let specification: HomeSpecification
    /// The identity of its directory, which publishing does not change.
    public let identity: FileIdentity
}

/// The result of publishing homes.
public struct Publication: Sendable {
    /// The homes that are in place.
    public internal(set) var published: [StagedHome] = []
    /// The homes that could not be put in place and were removed: `.exists` if the name is taken.
    public internal(set) var refused: [(home: StagedHome, error: FileError)] = []
}
