import Glibc
import SystemFiles
import SystemPackage

/// A closed directory in the homes root in which homes are built before they are renamed into place.
///
/// It is named `.autohome-stage-` and 16 hexadecimal digits, belongs to the user who runs this, has mode 0700
/// for all of its life, and is locked (flock(2)) while its process lives. So no user ever reaches a home that
/// is not complete, not even its future owner, and a stage whose process was killed can be told from a live
/// one and removed.
struct HomeStage: ~Copyable {
    private static let prefix = ".autohome-stage-"
    private static let digits = 16

    let homesRoot: HomesRoot
    let directory: OpenDirectory
    let name: FileName

    /// Makes an empty stage.
    init(in homesRoot: HomesRoot) throws(FileError) {
        let root = homesRoot.directory.descriptor.rawValue
        // Somebody may sweep it away between its creation and its lock: then there is simply another one.
        for _ in 0..<16 {
            let name = try FileName(HomeStage.prefix + RandomName.make(digits: HomeStage.digits))
            do throws(Errno) {
                try SystemCall.makeDirectory(name, in: root, mode: 0o700)
                let descriptor = try SystemCall.open(
                    name.nullTerminated,
                    in: root,
                    .beneath,
                    O_RDONLY | O_DIRECTORY
                )
                // On a file system that keeps no owners or modes a stage would be open to everybody.
                guard try HomeStage.isOwn(descriptor.rawValue) else { throw Errno.notSupported }
                if try SystemCall.lock(descriptor.rawValue),
                    try HomeStage.isEntry(name, of: root, descriptor.rawValue)
                {
                    self.homesRoot = homesRoot
                    self.directory = OpenDirectory(descriptor, path: homesRoot.directory.path(of: name))
                    self.name = name
                    return
                }
            } catch .fileExists, .noSuchFileOrDirectory {
                continue
            } catch {
                try? SystemCall.removeDirectory(name, in: root)
                throw FileError("make a stage for new homes in", homesRoot.directory.path, error)
            }
        }
        throw FileError(
            .busy,
            "\(homesRoot.directory.path.printable): stages for new homes vanish as soon as they are made"
        )
    }

    deinit {
        // What cannot be removed now is removed by the next sweep.
        let root = homesRoot.directory.descriptor.rawValue
        try? TreeRemoval.removeEntries(of: directory.descriptor.rawValue)
        try? SystemCall.removeDirectory(name, in: root)
    }

    /// Removes the stages of processes that were killed; those of live ones stay.
    ///
    /// - Returns: How many were removed.
    static func sweep(in homesRoot: HomesRoot) throws(FileError) -> Int {
        var removed = 0
        for name in try homesRoot.directory.names()
        where name.hasPrefix(prefix.utf8) && name.bytes.count == prefix.utf8.count + digits {
            do {
                if try removeIfAbandoned(name, in: homesRoot.directory.descriptor.rawValue) { removed += 1 }
            } catch .noSuchFileOrDirectory {
                continue
            } catch {
                throw FileError("remove the left-over stage", homesRoot.directory.path(of: name), error)
            }
        }
        return removed
    }

    private static func removeIfAbandoned(_ name: FileName, in root: CInt) throws(Errno) -> Bool {
        guard try SystemCall.status(of: name, in: root).type == .directory else { return false }
        let descriptor = try SystemCall.open(name.nullTerminated, in: root, .beneath, O_RDONLY | O_DIRECTORY)
        guard try isOwn(descriptor.rawValue), try SystemCall.lock(descriptor.rawValue) else { return false }
        try TreeRemoval.removeEntries(of: descriptor.rawValue)
        try SystemCall.removeDirectory(name, in: root)
        return true
    }

    /// Whether a directory is one that nobody else can have made or entered.
    private static func isOwn(_ descriptor: CInt) throws(Errno) -> Bool {
        let status = try SystemCall.status(of: descriptor)
        return status.uid == geteuid() && status.permissions.rawValue & 0o077 == 0
    }

    private static func isEntry(_ name: FileName, of root: CInt, _ descriptor: CInt) throws(Errno) -> Bool {
        let identity = try SystemCall.status(of: descriptor).identity
        return try SystemCall.status(of: name, in: root).identity == identity
    }
}
