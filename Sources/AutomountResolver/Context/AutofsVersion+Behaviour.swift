/// What the versions do differently, each observed with 5.1.8 and with 5.1.9.
extension AutofsVersion {
    private var isLater: Bool { self >= .release519 }

    /// Whether an entry may begin with an option word that is empty, such as a dash alone.
    var acceptsEmptyOptions: Bool { isLater }

    /// Whether a word that begins with a dash after the first location makes an entry a multi-mount, whatever follows
    /// the dash; else only a slash makes it one.
    var takesOptionsForOffset: Bool { !isLater }

    /// Whether an entry `-null` in an indirect map stands for no entry at all, so that no wildcard and no map that
    /// comes later answers for its key.
    var knowsNullEntries: Bool { isLater }

    /// Whether a location whose list of hosts has an empty item is refused; else the item is passed over.
    var refusesEmptyHosts: Bool { isLater }

    /// Whether the wildcard of another map among those that share a table is kept for a name as if it were that of the map
    /// that is asked.
    var takesForeignWildcards: Bool { !isLater }

    /// Whether a host that names a path twice among its exports has an entry in the map of hosts.
    var takesRepeatedExports: Bool { isLater }

    /// Whether an entry of type `autofs` can stand for a key of a direct map that has a slash at its end.
    var mountsMapsOnSlashes: Bool { isLater }

    /// Whether automount's own environment holds the setting `open_file_limit`.
    var hasOpenFileLimit: Bool { isLater }
}
