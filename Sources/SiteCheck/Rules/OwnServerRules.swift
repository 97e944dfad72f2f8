import HostFiles
import MountMaps
import SourceText

/// Maps that mount from this machine, compared with its exports and server settings.
///
/// Locations on other servers are not checked, because nothing is known about those servers.
enum OwnServerRules: SiteRule {
    static let notExported = Rule(
        code: "SYS001",
        name: "location-not-exported",
        severity: .error,
        summary: "A map with a path on this server that is neither exported nor below an export.",
        reason: "The server refuses every mount of it.",
        cure: "Export the directory, or correct the path in the map.",
        example: .site(exports: "/srv *(ro,no_subtree_check)", map: "* srv:/home/&", hostname: "srv"),
        corrected: .site(exports: "/home *(ro,no_subtree_check)", map: "* srv:/home/&", hostname: "srv")
    )
    static let readOnly = Rule(
        code: "SYS003",
        name: "homes-exported-read-only",
        severity: .error,
        summary: "Homes that a map mounts for writing, but that this server exports read-only to everybody.",
        reason: "Users cannot write to their homes, and most programs fail at login.",
        cure: "Export the homes with rw.",
        example: .site(
            exports: "/srv/home *(ro,no_subtree_check)",
            map: "* -rw srv:/srv/home/&",
            hostname: "srv"
        ),
        corrected: .site(
            exports: "/srv/home *(rw,no_subtree_check)",
            map: "* -rw srv:/srv/home/&",
            hostname: "srv"
        )
    )
    static let fullPath = Rule(
        code: "SYS007",
        name: "full-path-with-v4-root",
        severity: .error,
        summary: "A full path in a map for NFSv4, but the server has an export with fsid=0.",
        reason:
            "NFSv4 paths are relative to the export with fsid=0, so the server looks for the path below it and does "
            + "not find it.",
        cure: "Remove the path of that export from the location, or remove fsid=0.",
        example: .site(
            exports: "/export *(rw,no_subtree_check,fsid=0)",
            map: "* -vers=4.2 srv:/export/home/&",
            hostname: "srv"
        ),
        corrected: .site(
            exports: "/export *(rw,no_subtree_check,fsid=0)",
            map: "* -vers=4.2 srv:/home/&",
            hostname: "srv"
        )
    )
    static let version = Rule(
        code: "SYS008",
        name: "version-not-served",
        severity: .error,
        summary: "A map that asks for an NFS version that this server does not offer.",
        reason: "Every mount fails.",
        cure: "Use a version that is enabled in nfs.conf, or give no version.",
        example: .site(
            nfs: "[nfsd]\nvers3=n",
            exports: "/home *(rw,no_subtree_check)",
            map: "* -vers=3 srv:/home/&",
            hostname: "srv"
        ),
        corrected: .site(
            nfs: "[nfsd]\nvers3=n",
            exports: "/home *(rw,no_subtree_check)",
            map: "* -vers=4.2 srv:/home/&",
            hostname: "srv"
        )
    )
    static let flavor = Rule(
        code: "SYS009",
        name: "flavor-not-exported",
        severity: .error,
        summary: "A map with a security flavor that the export does not have.",
        reason: "The server refuses every mount.",
        cure: "In the map, use one of the flavors in the sec= of the export.",
        example: .site(
            exports: "/home *(rw,no_subtree_check,sec=krb5)",
            map: "* -sec=sys srv:/home/&",
            hostname: "srv"
        ),
        corrected: .site(
            exports: "/home *(rw,no_subtree_check,sec=krb5)",
            map: "* -sec=krb5 srv:/home/&",
            hostname: "srv"
        )
    )

    static let rules = [notExported, readOnly, fullPath, version, flavor]

    private static let versionOptions: Set<String> = ["vers", "nfsvers"]

    static func check(_ site: Site, _ findings: SiteFindings) {
        let exports = ExportIndex(site.exports)
        guard !exports.isEmpty, site.exports.documents.allSatisfy({ $0.readingEnd == nil }) else { return }
        let identity = HostIdentity(site)
        let homes = HomePlaces(site)
        site.forEachOwnLocation(identity) { location, map, entry in
            func report(_ rule: Rule, _ message: @autoclosure () -> String) {
                findings.add(rule, in: map.document.file, at: entry.range, message())
            }
            let serving = exports.serving(location)
            if serving.isEmpty {
                report(
                    notExported,
                    "This server exports neither \(shown(location.directory)) nor a directory above it."
                )
            } else {
                if let root = exports.root, root != [.slash], isVersion4(location),
                    root.isDirectory(holding: location.directory),
                    exports.covering(root + location.directory).first?.path == root
                {
                    report(
                        fullPath,
                        "\(shown(root)) is the NFSv4 root here (fsid=0), so the server looks for "
                            + "\(shown(location.directory)) below it."
                    )
                }
                if mountsForWriting(location, homes), serving.allSatisfy({ !$0.options.isWritable }) {
                    report(
                        readOnly,
                        "\(shown(location.directory)) is exported read-only, but mounted here for writing."
                    )
                }
                if let asked = missingFlavor(location, serving) {
                    report(
                        flavor,
                        "\(shown(location.directory)) is not exported with sec=\(printable(asked))."
                    )
                }
            }
            if let asked = unservedVersion(location, site.serverSettings) {
                report(version, "nfs.conf disables NFS version \(printable(asked)) on this server.")
            }
        }
    }

    private static func isVersion4(_ location: MapLocations.Location) -> Bool {
        location.type == "nfs4" || location.value(of: versionOptions)?.hasPrefix("4") ?? false
    }

    private static func mountsForWriting(_ location: MapLocations.Location, _ homes: HomePlaces) -> Bool {
        switch location.options.last(where: { $0 == "ro" || $0 == "rw" }) {
        case "rw": true
        case nil: homes.contains(location.directory)
        default: false
        }
    }

    /// The flavors of `sec=`, if no export that could serve the location has any of them.
    private static func missingFlavor(
        _ location: MapLocations.Location,
        _ serving: [ExportsTable.Export]
    ) -> String? {
        guard let value = location.value(of: ["sec"]) else { return nil }
        let asked = value.split(separator: ":").map(String.init)
        let numbers = asked.compactMap { SecurityFlavor(rawValue: $0)?.number }
        guard numbers.count == asked.count, !numbers.isEmpty else { return nil }
        let offered = Set(serving.flatMap { $0.options.grants.map(\.flavor.number) })
        return offered.isDisjoint(with: numbers) ? String(value) : nil
    }

    private static func unservedVersion(
        _ location: MapLocations.Location,
        _ settings: SectionedConfiguration
    ) -> String? {
        let value =
            location.value(of: versionOptions).map(String.init) ?? (location.type == "nfs4" ? "4" : nil)
        guard let value else { return nil }
        func isOff(_ version: String) -> Bool { settings.value("nfsd", "vers" + version)?.isNo ?? false }
        let minors = ["4.0", "4.1", "4.2"]
        switch value {
        case "3": return isOff("3") ? value : nil
        case "4": return isOff("4") || minors.allSatisfy(isOff) ? value : nil
        case "4.0", "4.1", "4.2": return isOff("4") || isOff(value) ? value : nil
        case "2": return settings.value("nfsd", "vers2")?.isNo == false ? nil : value
        default: return nil
        }
    }
}
