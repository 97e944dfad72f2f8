import HomeSync
import SystemFiles
import SystemPackage

/// A plan for the files below a root, with its steps in the order of a planner.
func plan(
    below root: RootDirectory,
    homes: [NewHome] = [],
    files: [FileChange] = [],
    homesRoot: String = "/srv/home",
    reloads: Bool = false,
    verifies: Bool = false
) -> SyncPlan {
    let reload = SyncStep.reloadExports(ExportsReload(reason: .serverIsBehind))
    return SyncPlan(
        root: root.path.string,
        homesRoot: homesRoot,
        steps: homes.map { .makeHome($0) } + files.map { .writeFile($0) } + (reloads ? [reload] : []),
        listedHomes: [],
        verifiesExports: verifies,
        present: 0,
        refused: [],
        conflicts: [],
        obstacles: []
    )
}

/// A home that the sample settings allow.
func home(_ name: String, uid: UInt32 = 10_001, gid: UInt32 = 100) -> NewHome {
    NewHome(name: name, uidNumber: uid, gidNumber: gid, dn: "uid=\(name)", stableID: nil)
}
