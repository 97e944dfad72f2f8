import HostFiles
import MountMaps
import SourceText

/// Which exported directories hold homes.
struct HomePlaces {
    private static let usualNames = ["home", "homes", "users"].map { Array($0.utf8) }
    private var known: Set<[UInt8]> = []

    init(_ site: Site) {
        if let root = site.expectations.homesRoot { known.insert(Array(root.utf8).normalisedPath) }
    }

    /// Whether a directory holds homes: by the configuration, or by its name.
    func contains(_ path: [UInt8]) -> Bool {
        if known.contains(path) { return true }
        guard let name = path.split(separator: .slash).last else { return false }
        return Self.usualNames.contains { name.elementsEqual($0) }
    }
}
