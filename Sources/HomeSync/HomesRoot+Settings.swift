public import Homes
public import MountMaps
public import SystemFiles
import SystemPackage

extension HomesRoot {
    /// Opens the homes root that the settings name, on a thread that may block.
    ///
    /// Open it only once for a sync, so that the observed directory is also the one that is changed.
    ///
    /// - Throws: `FileError` if the root is missing, or neither its sentinel nor its mark shows that it is mounted.
    public static func open(_ settings: HomesSettings, in root: RootDirectory) async throws -> HomesRoot {
        try await blocking {
            let guarding = try settings.sentinel.map { HomesRoot.Guard.sentinel(try FileName($0)) } ?? .mark
            return try HomesRoot(at: FilePath(settings.root), in: root, guarding: guarding)
        }
    }
}
