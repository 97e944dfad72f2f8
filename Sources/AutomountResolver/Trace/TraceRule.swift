/// The rules of automount that the steps of a trace name; the raw values are stable, for scripts.
///
/// A schema or a document lists them by `allCases`.
public enum TraceRule: String, Sendable, Hashable, Codable, CaseIterable {
    /// A symbolic link on the path, which leads to a mount point.
    case link
    /// The line of the master map, or the key of a direct map, that serves the path.
    case mountPoint = "mount-point"
    /// A line of the master map that loses to an earlier one for the same directory.
    case mountPointTaken = "mount-point-taken"
    /// A line of the master map that an earlier `-null` cancels.
    case mountPointCancelled = "mount-point-cancelled"
    /// A mount point on the way to the path that another one hides, or that has another one inside it.
    case mountPointHidden = "mount-point-hidden"
    /// A line of the master map that mounts nothing, since its map cannot be read.
    case mountPointWithoutMap = "mount-point-without-map"
    /// The places in which a map is searched, according to its name and nsswitch.conf(5).
    case map
    /// An include that has the key.
    case include
    /// An include that does not have the key.
    case includeWithoutKey = "include-without-key"
    /// A place that was searched and does not have the key.
    case mapWithoutKey = "map-without-key"
    /// The key that is the name itself.
    case key
    /// The wildcard, since no key is the name.
    case wildcard
    /// A later entry with the same key, which automount never looks at.
    case duplicateKey = "duplicate-key"
    /// The output of a program map.
    case program
    /// The entry in LDAP for the key.
    case ldapEntry = "directory-entry"
    /// The map of hosts: the exports of the host.
    case exportsOfHost = "exports-of-host"
    /// The replacement of each `&`: the key, with its white space escaped.
    case ampersand
    /// The value of a variable, and where it is defined.
    case variable
    /// Colons after the start of a path, which become slashes.
    case colonToSlash = "colon-to-slash"
    /// The entry after everything in it was replaced.
    case expand
    /// The options of the map: those of its line of the master map, for a submount also those of its entry.
    case optionsOfMap = "options-of-map"
    /// The options of automount's `-O`.
    case optionsOfCommandLine = "options-of-command-line"
    /// The options at the start of the entry.
    case optionsOfEntry = "options-of-entry"
    /// The options of an offset.
    case optionsOfOffset = "options-of-offset"
    /// Options that later ones replace, since those contain them as text.
    case optionsContained = "options-contained"
    /// Options that those of the entry or the map replace completely, by `append_options = no`.
    case optionsReplaced = "options-replaced"
    /// The options of all sources together.
    case options
    /// An option that is for automount itself and does not go to mount(8).
    case optionTaken = "option-taken"
    /// The offsets of a multi-mount.
    case offsets
    /// An offset on the way to the path, which is mounted.
    case offset
    /// An offset that is not on the way to the path and waits for an access.
    case offsetAside = "offset-aside"
    /// The locations without quotes and backslashes.
    case locations
    /// A location as it is read: host, path and weight.
    case location
    /// A server that can be mounted from, with its proximity, weight and cost.
    case replica
    /// A server that is left out: it has no address, does not answer or does not offer the version of NFS.
    case replicaDropped = "replica-dropped"
    /// The order in which the servers are tried.
    case replicaOrder = "replica-order"
    /// A server that is the client itself: its path is bound or linked to instead of mounted over the network.
    case local
    /// Another map is mounted here.
    case submount
    /// A mount that fails.
    case mountFailed = "mount-failed"
    /// A mount that is made.
    case mount
}
