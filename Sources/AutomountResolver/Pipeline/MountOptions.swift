import MountMaps

/// The options of one mount after automount has taken out what is meant for itself.
struct MountOptions {
    /// The type; `nfs` unless `fstype=` says otherwise, the last one if there are several.
    private(set) var type = "nfs"
    /// Whether a failure stops everything below this mount.
    private(set) var isStrict = false
    /// Whether weights alone order servers; `nil` where nothing is said.
    private(set) var usesWeightOnly: Bool?
    /// What is left, item by item; a last item that is empty shows that the text ended with a comma.
    private(set) var items: [[UInt8]] = []

    /// Sorts out a text of options, in the order in which automount reads it.
    init(_ text: [UInt8], trace: Trace? = nil) {
        let isForAutofs = EntryOptions.contains(text, "fstype=autofs".utf8)
        for item in Self.items(of: text) {
            if takes(item, isForAutofs: isForAutofs) {
                trace?.note(.optionTaken, item, [], detail: Self.purpose(of: item))
            } else {
                items.append(item)
            }
        }
    }

    /// Whether the type is one that automount mounts by its NFS module.
    var isNFS: Bool { type == "nfs" || type == "nfs4" }

    /// The items of a text: parted by one comma or more, and an empty one after a comma at the end.
    static func items(of text: [UInt8]) -> [[UInt8]] {
        guard !text.isEmpty else { return [] }
        var items = text.split(separator: MapByte.comma).map(Array.init)
        if text.last == MapByte.comma { items.append([]) }
        return items
    }

    /// What automount uses an option for that it takes out.
    private static func purpose(of item: [UInt8]) -> String {
        let item = String(decoding: item, as: UTF8.self)
        if item.hasPrefix("fstype=") { return "the type of the mount; the last fstype= counts" }
        if item.hasPrefix("nonstrict") || item == "strict" { return "what a failure means for offsets below" }
        if item.hasPrefix("browse") || item.hasPrefix("nobrowse") {
            return "whether automount shows the keys"
        }
        if item.hasPrefix("timeout=") { return "when automount unmounts" }
        if item.contains("use-weight-only") { return "how automount orders servers" }
        return "automount drops all that begins with bg or nofg"
    }

    private mutating func takes(_ item: [UInt8], isForAutofs: Bool) -> Bool {
        let item = String(decoding: item, as: UTF8.self)
        if item.hasPrefix("fstype=") {
            type = String(item.dropFirst("fstype=".count))
        } else if item.hasPrefix("nonstrict") {
            isStrict = false
        } else if item == "strict" {
            isStrict = true
        } else if item.hasPrefix("nobrowse") || item.hasPrefix("browse") || item.hasPrefix("timeout=") {
            return !isForAutofs
        } else if item.hasPrefix("no-use-weight-only") {
            usesWeightOnly = false
        } else if item.hasPrefix("use-weight-only") {
            usesWeightOnly = true
        } else {
            return item.hasPrefix("bg") || item.hasPrefix("nofg")
        }
        return true
    }
}
