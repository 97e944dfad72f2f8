import HostFiles
import SourceText

/// Decides which directories contain homes: by the homes of accounts, and by usual names.
package struct HomeDirectories: Sendable {
    private static let usualNames: Set<String> = ["home", "homes", "users"]
    // A name so short means homes only at the top.
    private static let usualPath = Array("/u".utf8)

    private let homes: Set<[UInt8]>
    private var parents: Set<[UInt8]> = []

    /// Makes the decision.
    ///
    /// - Parameter homes: The homes of accounts, as normal paths.
    package init(homes: Set<[UInt8]> = []) {
        self.homes = homes
        for home in homes {
            guard let slash = home.lastIndex(of: MapByte.slash), slash > 0 else { continue }
            parents.insertWithAncestors(Array(home[..<slash]))
        }
    }

    /// Whether a directory contains homes: `/home`, `/export/home2`, `/home/students`.
    package func contains(_ path: [UInt8]) -> Bool {
        parents.contains(path) || path == Self.usualPath
            || Self.isNamedAfterHomes(path.split(separator: MapByte.slash))
    }

    /// Whether a directory is a home, or contains homes.
    func leads(_ path: [UInt8]) -> Bool { homes.contains(path) || contains(path) }

    /// Whether one of the names is a usual one for homes.
    package static func isNamedAfterHomes(_ names: some Sequence<ArraySlice<UInt8>>) -> Bool {
        names.contains { name in
            let word = name.prefix { !$0.isASCIIDigit }
            return (4...5).contains(word.count) && name[word.endIndex...].allSatisfy(\.isASCIIDigit)
                && usualNames.contains(String(decoding: word.asciiLowercased, as: UTF8.self))
        }
    }
}

/// What is known about the homes that a map serves.
package struct MapHomes: Sendable {
    /// The directories that contain homes.
    let directories: HomeDirectories
    /// Whether the mount points of an indirect map contain homes; nil if its mount points are unknown.
    let isBelowHomes: Bool?

    /// Nothing is known but the map: its names decide.
    package static let unknown = MapHomes(directories: HomeDirectories(), isBelowHomes: nil)

    package init(directories: HomeDirectories, isBelowHomes: Bool?) {
        self.directories = directories
        self.isBelowHomes = isBelowHomes
    }

    /// Whether an entry mounts homes: a wildcard below a mount point for homes, or a direct entry for one of them.
    func serves(_ entry: AutomountEntryView, in check: AutomountMapCheck) -> Bool {
        if check.use == .direct {
            return check.document.name(of: entry.entry).map(directories.leads) ?? false
        }
        guard entry.key.count == 1, entry.key.first == MapByte.star, entry.value.contains(MapByte.ampersand)
        else { return false }
        return isBelowHomes ?? isNamedAfterHomes(entry, check.document.file.name)
    }

    /// Whether the name of the map, or the path on the server, is a usual one for homes.
    private func isNamedAfterHomes(_ entry: AutomountEntryView, _ file: String) -> Bool {
        let name = Array((file.split(separator: "/").last ?? "").utf8)
        let words = name.split { !$0.isASCIIAlphanumeric }
        let path = (entry.location ?? []).split(separator: MapByte.slash).dropFirst()
        return HomeDirectories.isNamedAfterHomes(words) || HomeDirectories.isNamedAfterHomes(path)
    }
}
