/// What became of an entry whose mounts were tried.
struct Attempt {
    /// The map that the entry mounts, `nil` where it mounted a file system; or why it mounted nothing.
    let result: Result<Stage?, ResolutionFailure>
    /// Whether the key itself is served, whatever becomes of what lies below it.
    ///
    /// Then automount tries no other entry.
    var isKeyServed = false
    /// Whether the entry was begun as a multi-mount.
    ///
    /// Then automount keeps it in its table, even when it fails.
    var isMultiMount = false
}

/// What became of a name in the maps of a stage.
struct NameAttempt {
    /// The entries that were tried, in order.
    var tried: [FoundEntry] = []
    let result: Result<Stage?, ResolutionFailure>
}
