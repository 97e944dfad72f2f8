import HostFiles
import MountMaps
import SourceText

/// The options of an NFS mount after automount's NFS module has taken out its own.
struct NFSOptions {
    /// Whether local file systems are mounted over NFS too.
    private(set) var forbidsBind = false
    /// Whether a local file system is linked to instead of bound.
    private(set) var isSymlink = false
    /// Whether the mount is read-only, which is all that a bind mount takes over.
    private(set) var isReadOnly = false
    /// What mount(8) gets.
    private(set) var items: [String] = []
    /// The versions of NFS that servers are asked for; `nil` where they are not asked, since automount cannot ask by RDMA.
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
                // Automount takes an empty word at the end for the first that it looks for, which is nosymlink.
                if item.isEmpty, isLast, position > 0, !endsWithRemoved { forbidsBind = true }
                if item == "ro" { isReadOnly = true }
                if item == "rw" { isReadOnly = false }
                if item == "rdma" || item == "proto=rdma" { usesRDMA = true }
                if let version = Self.version(in: item) { versions = [version] }
                items.append(item)
            }
        }
        // What automount takes out at the end leaves its comma behind; it puts the weight option there.
        if endsWithRemoved, !items.isEmpty, items.last != "" { items.append("") }
        if items == [""] { items = [] }
        self.versions = usesRDMA ? nil : versions
    }

    /// The version that an option asks for; of version 4 the minor one does not matter.
    private static func version(in item: String) -> Int? {
        if item.hasPrefix("vers=4") || item.hasPrefix("nfsvers=4") { return 4 }
        switch item {
        case "vers=3", "nfsvers=3": return 3
        case "vers=2", "nfsvers=2": return 2
        default: return nil
        }
    }
}
