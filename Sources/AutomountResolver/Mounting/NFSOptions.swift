import HostFiles
import MountMaps
import SourceText

/// The options of an NFS mount without those that automount's NFS module uses.
///
/// The rules, all in `modules/mount_nfs.c: mount_mount`:
/// 1. `nobind`, `nosymlink` and `symlink` are removed as whole words (`lib/cat_path.c: _strncmp`; cases options-059,
///    options-199, options-205, options-211).
/// 2. An empty last option compares equal to the first word that automount looks for, here taken to be `nosymlink`
///    (`lib/cat_path.c: _strncmp`; cases rule-empty-option-043, rule-empty-option-044).
/// 3. An option that is removed at the end leaves its comma, and the weight option is put behind it
///    (`modules/parse_sun.c: sun_mount`; cases options-059, options-077, start-multi-w1).
/// 4. The last of `ro` and `rw` decides whether a bind is read-only (no case for both).
/// 5. Servers are asked for version 3; with `mount_nfs_default_protocol = 4` for 3 and 4; with `fstype=nfs4` for 4
///    alone (cases rule-nfs-version-001, rule-nfs-version-002, rule-nfs-version-007).
/// 6. `vers=4…` and `nfsvers=4…` count by their beginning, 3 and 2 as whole words, and the last one wins
///    (cases rule-nfs-version-003, rule-nfs-version-006, rule-nfs-version-008, rule-nfs-version-010,
///    rule-nfs-version-012, locations-056).
/// 7. With `rdma` or `proto=rdma` no server is asked (no case).
struct NFSOptions {
    /// Whether paths on the client itself are mounted over NFS too.
    private(set) var forbidsBind = false
    /// Whether automount links to a path on the client itself instead of binding it.
    private(set) var isSymlink = false
    /// Whether the mount is read-only, the only option that a bind keeps.
    private(set) var isReadOnly = false
    /// The options for mount(8).
    private(set) var items: [String] = []
    /// The versions of NFS that servers are asked for; `nil` if they are not asked.
    private(set) var versions: Set<Int>?

    init(_ options: MountOptions, usesWeightOnly: Bool, defaultVersion: Int, trace: Trace?) {
        var versions: Set = options.type == "nfs4" ? [4] : defaultVersion == 4 ? [3, 4] : [3]
        var usesRDMA = false
        var endsWithRemoved = options.usesWeightOnly != nil || usesWeightOnly
        for (position, item) in options.items.enumerated() {
            let isLast = position == options.items.count - 1
            let item = item.drop(while: \.isASCIIBlank)
            switch String(decoding: item, as: UTF8.self) {
            case "nobind", "nosymlink":
                forbidsBind = true
                trace?.note(.optionTaken, item, [], detail: "local paths are mounted over the network too")
                if isLast { endsWithRemoved = true }
            case "symlink":
                isSymlink = true
                trace?.note(.optionTaken, item, [], detail: "local paths are linked to")
                if isLast { endsWithRemoved = true }
            case let item:
                // An empty last word counts as nosymlink (cases rule-empty-option-043, rule-empty-option-044).
                if item.isEmpty, isLast, position > 0, !endsWithRemoved { forbidsBind = true }
                if item == "ro" { isReadOnly = true }
                if item == "rw" { isReadOnly = false }
                if item == "rdma" || item == "proto=rdma" { usesRDMA = true }
                if let version = Self.version(in: item) { versions = [version] }
                items.append(item)
            }
        }
        // An option that is removed at the end leaves its comma (cases options-059, options-077).
        if endsWithRemoved, !items.isEmpty, items.last != "" { items.append("") }
        if items == [""] { items = [] }
        self.versions = usesRDMA ? nil : versions
    }

    /// The version that an option asks for, without the minor version of version 4.
    private static func version(in item: String) -> Int? {
        if item.hasPrefix("vers=4") || item.hasPrefix("nfsvers=4") { return 4 }
        switch item {
        case "vers=3", "nfsvers=3": return 3
        case "vers=2", "nfsvers=2": return 2
        default: return nil
        }
    }
}
