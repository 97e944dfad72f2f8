import MountMaps

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

    init(_ options: MountOptions, usesWeightOnly: Bool) {
        for item in options.items {
            let item = item.drop(while: MapByte.isBlank)
            switch String(decoding: item, as: UTF8.self) {
            case "nobind", "nosymlink":
                forbidsBind = true
            case "symlink":
                isSymlink = true
            case let item:
                if item == "ro" { isReadOnly = true }
                items.append(item)
            }
        }
        // Automount adds the weight option back for its NFS module, which leaves its comma behind.
        if options.usesWeightOnly != nil || usesWeightOnly, !items.isEmpty, items.last != "" {
            items.append("")
        }
        if items == [""] { items = [] }
    }
}
