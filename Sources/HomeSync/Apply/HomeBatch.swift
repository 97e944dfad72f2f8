import Homes
import MountMaps
import SystemFiles
import SystemPackage

/// Homes that are made durable and published together.
struct HomeBatch: Sendable {
    /// The most homes in a batch.
    static let largest = 256

    let homes: [NewHome]
    let skeleton: Skeleton
    let world: WorldCheck

    /// Makes the homes that do not exist yet.
    ///
    /// - Returns: The names of the homes that were made, and the homes that could not be made.
    /// - Throws: Errors of the disk that concern all homes.
    func make() throws(FileError) -> (made: [String], failures: [SyncOutcome.Failure]) {
        var missing: [NewHome] = []
        for home in homes where try !isThere(home) { missing.append(home) }
        guard !missing.isEmpty else { return ([], []) }
        var builder = try HomeBuilder(in: world.homes, skeleton: skeleton)
        var staged: [StagedHome] = []
        var failures: [SyncOutcome.Failure] = []
        for home in missing {
            let specification = try specification(of: home)
            do {
                staged.append(try builder.build(specification))
            } catch {
                // A full quota concerns only that user; any other error of the disk concerns all homes.
                guard error.errno == .diskQuotaExceeded else { throw error }
                failures.append(failure(of: home.name, error))
            }
        }
        let publication = try builder.publish(staged)
        for (refused, error) in publication.refused {
            let name = refused.specification.name.description
            // Another sync may have made the same home for the same user in the meantime.
            if let home = missing.first(where: { $0.name == name }), try isThere(home) { continue }
            failures.append(failure(of: name, error))
        }
        return (publication.published.map(\.specification.name.description), failures)
    }

    private func isThere(_ home: NewHome) throws(FileError) -> Bool {
        try world.state(of: .makeHome(home)) == .unneeded
    }

    private func specification(of home: NewHome) throws(FileError) -> HomeSpecification {
        try HomeSpecification(
            name: try FileName(home.name),
            uid: home.uidNumber,
            gid: home.gidNumber,
            permissions: FilePermissions(rawValue: CInterop.Mode(world.settings.homes.mode))
        )
    }

    private func failure(of name: String, _ error: FileError) -> SyncOutcome.Failure {
        .init(path: "\(world.settings.homes.root)/\(name)", message: error.message)
    }
}
