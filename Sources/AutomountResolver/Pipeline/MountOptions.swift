import MountMaps

/// The options of one mount without those that automount itself uses.
///
/// The rules, all in `modules/parse_sun.c: sun_mount`:
/// 1. The last `fstype=` counts (cases options-035, options-036).
/// 2. Automount removes `fstype=`, `strict` as a whole word, and everything that begins with `nonstrict`, `nobrowse`,
///    `browse`, `timeout=`, `no-use-weight-only`, `use-weight-only`, `bg` or `nofg` (`lib/cat_path.c: _strncmp`;
///    cases options-058, options-187, options-193, options-223, options-226, options-229).
/// 3. `browse`, `nobrowse` and `timeout=` stay for the type `autofs` (cases submount-019, submount-021, submount-023).
/// 4. Several commas count as one. A comma at the end leaves an empty last option (cases options-016,
///    empty-options-001).
/// 5. The last of `strict` and `nonstrict` counts, and the last of the weight options (cases multi-mount-072,
///    replicated-066).
struct MountOptions {
    /// The type: that of the last `fstype=`, or `nfs`.
    private(set) var type = "nfs"
    /// Whether a failure stops everything below this mount.
    private(set) var isStrict = false
    /// Whether weights alone order the servers; `nil` if no option says so.
    private(set) var usesWeightOnly: Bool?
    /// The options that are left; an empty last one means that the text ended with a comma.
    private(set) var items: [[UInt8]] = []

    /// Reads a text of options in automount's order.
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

    /// Whether automount's NFS module mounts the type (`daemon/mount.c: do_mount`; case options-042).
    var isNFS: Bool { type == "nfs" || type == "nfs4" }

    /// The options of a text, split at commas, with an empty one after a comma at the end.
    static func items(of text: [UInt8]) -> [[UInt8]] {
        guard !text.isEmpty else { return [] }
        var items = text.split(separator: MapByte.comma).map(Array.init)
        if text.last == MapByte.comma { items.append([]) }
        return items
    }

    /// Why automount removes an option.
    private static func purpose(of item: [UInt8]) -> String {
        let item = String(decoding: item, as: UTF8.self)
        if item.hasPrefix("fstype=") { return "the type of the mount; the last fstype= counts" }
        if item.hasPrefix("nonstrict") || item == "strict" { return "whether a failure stops offsets below" }
        if item.hasPrefix("browse") || item.hasPrefix("nobrowse") {
            return "whether automount shows the keys"
        }
        if item.hasPrefix("timeout=") { return "when automount unmounts" }
        if item.contains("use-weight-only") { return "how automount orders servers" }
        return "automount drops everything that begins with bg or nofg"
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
