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

    init(_ options: MountOptions, usesWeightOnly: Bool, trace: Trace?) {
        var endsWithRemoved = options.usesWeightOnly != nil || usesWeightOnly
        for (position, item) in options.items.enumerated() {
            let isLast = position == options.items.count - 1
            let item = item.drop(while: MapByte.isBlank)
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
                if item == "ro" { isReadOnly = true }
                items.append(item)
            }
        }
        // What automount takes out at the end leaves its comma behind; it puts the weight option there.
        if endsWithRemoved, !items.isEmpty, items.last != "" { items.append("") }
        if items == [""] { items = [] }
    }
}
