/// The result of trying an entry's mounts.
struct Attempt {
    /// The map that the entry mounts, `nil` if it mounted a file system; or why it mounted nothing.
    let result: Result<Stage?, ResolutionFailure>
    /// Whether the key itself is served, whatever happens to its offsets.
    ///
    /// Then automount tries no other entry (`modules/lookup_file.c: lookup_one`, `modules/parse_sun.c: mount_subtree`).
    var isKeyServed = false
    /// Whether automount parsed the entry as a multi-mount.
    ///
    /// Then automount keeps it in its table, even if it fails (`modules/parse_sun.c: parse_mount`,
    /// `lib/cache.c: cache_delete`; case rule-multi-204).
    var isMultiMount = false
}

/// The result of trying the entries of a name in the maps of a stage.
struct NameAttempt {
    /// The entries that were tried, in order.
    var tried: [FoundEntry] = []
    let result: Result<Stage?, ResolutionFailure>
}
