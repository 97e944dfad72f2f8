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
    /// Called after each home with the number of homes of this batch that are built.
    let progress: @Sendable (Int) -> Void

    /// What became of a batch.
    struct Result {
        /// The names of the homes that were made.
        var made: [String] = []
        /// The homes that could not be made.
        var failures: [SyncOutcome.Failure] = []
        /// An error of the disk that concerns all homes: no more can be made.
        var problem: FileError?
    }

    /// Makes the homes that do not exist yet, as many as the disk has room for.
    ///
    /// - Throws: `.changedUnderneath` or `.sentinelMissing` if the homes root is not the one of the plan any more.
    func make() throws(FileError) -> Result {
        var missing: [NewHome] = []
        for home in homes where try !isThere(home) { missing.append(home) }
        var result = Result()
        guard !missing.isEmpty else { return result }
        let space = try HomeSpace(of: world.homes, skeleton: skeleton)
        result.problem = space.lack(for: missing.count).map {
            FileError(.noSpace, "\(world.settings.homes.root): \($0)")
        }
        let fitting = missing.prefix(space.count)
        guard !fitting.isEmpty else { return result }
        do throws(FileError) {
            try make(fitting, &result)
        } catch {
            // Even if no more homes can be made, those that are there are served.
            guard error.code != .changedUnderneath, error.code != .sentinelMissing else { throw error }
            result.problem = error
        }
        return result
    }

    private func make(_ missing: ArraySlice<NewHome>, _ result: inout Result) throws(FileError) {
        var builder = try HomeBuilder(in: world.homes, skeleton: skeleton)
        var staged: [StagedHome] = []
        building: for home in missing {
            let specification = try specification(of: home)
            do {
                staged.append(try builder.build(specification))
                progress(staged.count)
            } catch {
                // A full quota concerns only that user; any other error of the disk concerns all homes, and those that
                // are built are published all the same.
                guard error.errno == .diskQuotaExceeded else {
                    result.problem = error
                    break building
                }
                result.failures.append(failure(of: home.name, error))
            }
        }
        let publication = try builder.publish(staged)
        for (refused, error) in publication.refused {
            let name = refused.specification.name.description
            // Another sync may have made the same home for the same user in the meantime.
            // Where that cannot be seen, the refusal counts: an error here would hide the homes that are in place.
            if let home = missing.first(where: { $0.name == name }), (try? isThere(home)) == true { continue }
            result.failures.append(failure(of: name, error))
        }
        result.made = publication.published.map(\.specification.name.description)
        result.problem = publication.problem ?? result.problem
    }

    private func isThere(_ home: NewHome) throws(FileError) -> Bool {
        try world.state(of: .makeHome(home)) == .unneeded
    }

    private func specification(of home: NewHome) throws(FileError) -> HomeSpecification {
        try HomeSpecification(
            name: try FileName(home.name),
            uid: home.uidNumber,
            gid: home.gidNumber,
            permissions: FilePermissions(rawValue: CInterop.Mode(world.settings.homes.mode)),
            entryID: home.stableID
        )
    }

    private func failure(of name: String, _ error: FileError) -> SyncOutcome.Failure {
        .init(path: "\(world.settings.homes.root)/\(name)", message: error.message)
    }
}
