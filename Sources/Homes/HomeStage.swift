import Glibc
import SystemFiles
import SystemPackage

/// A private directory in the homes root, in which homes are built before they are renamed into place.
///
/// Its name is `.autohome-stage-` and 16 hexadecimal digits. It belongs to the user who runs this process, always has
/// mode 0700, and is locked (flock(2)) as long as the process runs. So nobody can access an incomplete home, not even
/// its future owner. The lock shows whether the process is still running; if not, the stage can be removed.
struct HomeStage: ~Copyable {
    private static let prefix = ".autohome-stage-"
    private static let digits = 16

    let homesRoot: HomesRoot
    let directory: OpenDirectory
    let name: FileName

    /// Makes an empty stage.
    init(in homesRoot: HomesRoot) throws(FileError) {
        let root = homesRoot.directory.descriptor.rawValue
        // Another process may remove the new directory before it is locked. Then make another one.
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
                // On a file system without owners or modes, everybody could access the stage.
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
            "\(homesRoot.directory.path.printable): another process keeps removing the stages for new homes; "
                + "run again later"
        )
    }

    deinit {
        // If this fails, the next sweep removes it.
        let root = homesRoot.directory.descriptor.rawValue
        try? TreeRemoval.removeEntries(of: directory.descriptor.rawValue)
        try? SystemCall.removeDirectory(name, in: root)
    }

    /// Removes the stages of killed processes; those of running processes are kept.
    ///
    /// - Returns: How many were removed.
    static func sweep(in homesRoot: HomesRoot) throws(FileError) -> Int {
        var removed = 0
        for name in try homesRoot.directory.names()
        where name.hasPrefix(prefix.utf8) && name.bytes.count == prefix.utf8.count + digits {
            do {
                if try removeIfAbandoned(name, in: homesRoot) { removed += 1 }
            } catch .noSuchFileOrDirectory {
                continue
            } catch {
                throw FileError("remove the left-over stage", homesRoot.directory.path(of: name), error)
            }
        }
        return removed
    }

    private static func removeIfAbandoned(_ name: FileName, in homesRoot: HomesRoot) throws(Errno) -> Bool {
        let root = homesRoot.directory.descriptor.rawValue
        guard try SystemCall.status(of: name, in: root).type == .directory else { return false }
        let descriptor = try SystemCall.open(name.nullTerminated, in: root, .beneath, O_RDONLY | O_DIRECTORY)
        guard try isOwn(descriptor.rawValue), try SystemCall.lock(descriptor.rawValue) else { return false }
        let stage = OpenDirectory(descriptor, path: homesRoot.directory.path(of: name))
        // A record that cannot be rescued leaves its home without one, like a home that was there before autohome.
        try? rescueRecords(in: stage, for: homesRoot)
        try TreeRemoval.removeEntries(of: stage.descriptor.rawValue)
        try SystemCall.removeDirectory(name, in: root)
        return true
    }

    /// Whether nobody else can have made or entered a directory.
    private static func isOwn(_ descriptor: CInt) throws(Errno) -> Bool {
        let status = try SystemCall.status(of: descriptor)
        return status.uid == geteuid() && status.permissions.rawValue & 0o077 == 0
    }

    private static func isEntry(_ name: FileName, of root: CInt, _ descriptor: CInt) throws(Errno) -> Bool {
        let identity = try SystemCall.status(of: descriptor).identity
        return try SystemCall.status(of: name, in: root).identity == identity
    }
}
