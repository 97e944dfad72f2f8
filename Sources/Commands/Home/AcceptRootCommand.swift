import ArgumentParser
import Configuration
import HomeSync
import Homes
import MountMaps
import SystemFiles
import SystemPackage

/// Accepts the homes root, so that sync makes homes there: `autohome home accept-root`.
struct AcceptRootCommand: WorkingCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-root",
        abstract: "Accept the directory of the homes, after you have looked at it.",
        discussion: """
            An unmounted homes root looks like an empty one. So sync makes nothing until an administrator has said \
            that the right file system is mounted: this command shows its type, its UUID and how many directories it \
            holds, and writes that into .autohome/root there. Run it once on each new file system.
            """
    )

    @OptionGroup var global: GlobalOptions

    func work(in context: CommandContext) async throws -> Answer {
        let settings = try context.trustedConfiguration().sync
        let root = try context.root()
        let record = try await blocking {
            if let objection = try HomesRoot.mountObjection(to: settings.homes, in: root) {
                throw FileError(.crossesMount, objection)
            }
            try HomesRoot.requireMount(of: settings.homes, in: root)
            let homes = try HomesRoot(at: FilePath(settings.homes.root), in: root)
            let before = try homes.mark()
            let mark = try homes.accept()
            return AcceptedRootRecord(
                path: settings.homes.root,
                fileSystem: mark.fileSystem,
                uuid: mark.uuid,
                directories: try homes.directoryCount(),
                wasAccepted: before == mark
            )
        }
        try context.render(text: record.text, json: record)
        return .yes
    }
}
