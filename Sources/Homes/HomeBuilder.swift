import Glibc
public import SystemFiles
import SystemPackage

/// Builds homes where nobody can reach them, and publishes them whole.
///
/// Homes are built in a closed directory beside their final places (see ``Durability`` for when they become
/// durable) and renamed into place without replacing anything. Another process sees no home or a whole one,
/// at whatever instant this one is killed; what it left half built is removed by ``sweep(in:)``.
///
///     var builder = try HomeBuilder(in: homesRoot, skeleton: skeleton)
///     for batch in batches {
///         var staged: [StagedHome] = []
///         for home in batch { staged.append(try builder.build(home)) }
///         let publication = try builder.publish(staged)
///     }
///
/// A builder belongs to one thread. Several, also of several processes, may work in one homes root; where two
/// make the same home, the second one is refused.
public struct HomeBuilder: ~Copyable {
    /// When what was built is forced to the disk; it always is before a home is renamed into place.
    public enum Durability: Sendable, Hashable {
        /// Once for all homes that are published together, by syncfs(2). Fastest for many homes; waits for
        /// everything else that is being written to the file system.
        case eachBatch
        /// File by file while a home is built, by fsync(2). Right for single homes on a busy file system.
        case eachHome
    }

    private let stage: HomeStage
    private let skeleton: Skeleton
    private let durability: Durability

    /// Makes the closed directory in which homes are built.
    ///
    /// - Parameters:
    ///   - homesRoot: Where the homes go; it is verified first.
    ///   - skeleton: What is in each of them.
    ///   - durability: When what was built is forced to the disk.
    /// - Throws: What ``HomesRoot/verify()`` throws, `.denied`, `.readOnly`, `.noSpace`.
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

    /// Removes what processes that were killed had half built in a homes root.
    ///
    /// What live processes are building is left alone, and so is every directory that another user can have
    /// made or entered.
    ///
    /// - Returns: How many left-over directories were removed.
    @discardableResult
    public static func sweep(in homesRoot: HomesRoot) throws(FileError) -> Int {
        try homesRoot.verify()
        return try HomeStage.sweep(in: homesRoot)
    }

    /// Builds a home, which nobody sees yet.
    ///
    /// - Throws: `.exists` where a home of that name was built and not yet published; `.noSpace` and what the
    ///   disk may say, and then nothing of this home is left.
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
    /// A home whose place is taken is refused and removed, and the others go on.
    ///
    /// - Throws: `.notDurable` where homes are in place that may not survive a crash. For all other codes
    ///   nothing was published.
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

/// A home that was built completely and waits to be published.
public struct StagedHome: Hashable, Sendable {
    /// What was asked for.
    public let specification: HomeSpecification
    /// Which directory it is; publishing does not change that.
    public let identity: FileIdentity
}

/// What publishing homes came to.
public struct Publication: Sendable {
    /// The homes that are in place.
    public internal(set) var published: [StagedHome] = []
    /// The homes that could not be put in place and are gone: `.exists` where the name is taken.
    public internal(set) var refused: [(home: StagedHome, error: FileError)] = []
}
