/// The differences between 5.1.8 and 5.1.9, each observed in both.
extension AutofsVersion {
    private var isLater: Bool { self >= .release519 }

    /// Whether an entry may begin with an empty option word, such as a dash alone
    /// (`modules/parse_sun.c: concat_options`; cases options-108, later-empty-options-001).
    var acceptsEmptyOptions: Bool { isLater }

    /// Whether a word after the first location that begins with a dash makes an entry a multi-mount, even if no slash
    /// follows the dash (`modules/parse_sun.c: check_is_multi`; cases options-088, later-dash-word-093).
    var takesOptionsForOffset: Bool { !isLater }

    /// Whether an entry `-null` in an indirect map removes its key, so that no wildcard and no later map answers for it
    /// (`daemon/indirect.c: handle_packet_missing_indirect`; case later-null-entry-020).
    var knowsNullEntries: Bool { isLater }

    /// Whether an empty item in a list of hosts is an error; otherwise it is skipped
    /// (`modules/parse_sun.c: validate_location`; cases replicated-005, later-empty-host-052).
    var refusesEmptyHosts: Bool { isLater }

    /// Whether a map stores the wildcard of another map in its table for a name (`lib/parse_subs.c: match_cached_key`;
    /// case quoted-wildcard-001 in both versions).
    var takesForeignWildcards: Bool { !isLater }

    /// Whether a host that exports a path twice has an entry in the map of hosts (`lib/mounts.c: tree_add_node`;
    /// case rule-hosts-map-046 in both versions).
    var takesRepeatedExports: Bool { isLater }

    /// Whether an entry of type `autofs` can be mounted on a direct key that ends in a slash
    /// (`modules/mount_autofs.c: mount_mount`; cases start-u0, start-ua0 in both versions).
    var mountsMapsOnSlashes: Bool { isLater }

    /// Whether automount has the setting `open_file_limit` (`lib/defaults.c: conf_load_autofs_defaults`;
    /// cases later-setting-174, program-048 in 5.1.9).
    var hasOpenFileLimit: Bool { isLater }
}
