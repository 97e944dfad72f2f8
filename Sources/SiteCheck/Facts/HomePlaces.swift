import HostFiles
import MountMaps
import SourceText

/// Decides which exported directories contain homes.
struct HomePlaces {
    private var known: Set<[UInt8]> = []

    init(_ site: Site) {
        if let root = site.expectations.homesRoot { known.insert(Array(root.utf8).normalisedPath) }
    }

    /// Whether a directory contains homes, according to the configuration or its name.
    func contains(_ path: [UInt8]) -> Bool {
        if known.contains(path) { return true }
        return HomeDirectories.isNamedAfterHomes(path.split(separator: .slash).suffix(1))
    }
}
