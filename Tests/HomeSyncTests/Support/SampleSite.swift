import Accounts
import HomeSync
import MountMaps
import SourceText

/// A site that exports the root of its homes to one network.
let settings = SiteSettings(
    homes: HomesSettings(root: "/srv/home"),
    exports: ExportsSettings(clients: ["10.0.0.0/8"]),
    automount: AutomountSettings(server: "nfs.example.org")
)

/// An account that follows every rule.
func account(_ name: String, uid: UInt32) -> Account {
    Account(
        dn: "uid=\(name),dc=example,dc=org",
        stableID: "00000000-0000-0000-0000-0000000\(uid)",
        name: name,
        uidNumber: uid,
        gidNumber: uid,
        homeDirectory: "/home/\(name)"
    )
}

/// The reading of an LDAP server with exactly these accounts.
func reading(_ accounts: [Account]) -> AccountSnapshot {
    AccountSnapshot(accounts: AccountList(accounts), refused: [], conflicts: [])
}

/// The observation of a fresh server, apart from the values that a test passes.
func observation(
    occupants: [String: Observation.Homes.Occupant] = [:],
    files: [ManagedFile: String] = [:],
    executables: Set<ManagedFile> = [],
    listedHomes: Set<String> = [],
    otherTables: [SourceFile] = [],
    masterIsRead: Bool = true,
    exportsAreStale: Bool = false,
    serverIsRunning: Bool = false
) -> Observation {
    Observation(
        root: "/",
        homes: Observation.Homes(occupants: occupants, listed: listedHomes),
        files: Observation.Files(texts: files.mapValues { Array($0.utf8) }, executables: executables),
        exports: Observation.Exports(
            otherTables: otherTables,
            serverIsRunning: serverIsRunning,
            areStale: exportsAreStale
        ),
        master: Observation.Master(mapsBefore: [], isRead: masterIsRead)
    )
}

/// The managed files after a sync.
func settledFiles() throws -> [ManagedFile: String] {
    var files: [ManagedFile: String] = [:]
    for file in ManagedFile.allCases {
        let empty = SourceFile(name: file.path(in: settings), bytes: [])
        files[file] = String(
            decoding: try FileGenerator(settings: settings).text(of: file, over: empty),
            as: UTF8.self
        )
    }
    return files
}
