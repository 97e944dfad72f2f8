import HostFiles
import MountMaps

/// One of the maps that share a table: a map that the master map names, or an include.
///
/// The rules:
/// 1. Two includes are the same if the same map includes them with equal type, format and arguments
///    (`modules/lookup_file.c: prepare_plus_include`, `daemon/master.c: master_find_source_instance`,
///    `lib/args.c: compare_argv`).
/// 2. A map keeps its includes in a list, the newest first (`daemon/master.c: master_add_source_instance`).
/// 3. An include is one level deeper than the map that names it. Sources that nsswitch.conf(5) leads to have the depth
///    of their map (`modules/lookup_file.c: prepare_plus_include`,
///    `daemon/lookup.c: lookup_name_file_source_instance`).
/// 4. A map that includes itself is unavailable to every look-up through that include
///    (`modules/lookup_file.c: check_self_include`, `lookup_mount`; cases include-025, include-026).
struct SharedMap {
    /// What automount asks when it looks up a name.
    enum Kind {
        case file(String)
        case program(String)
        case ldap(LDAPPlace)
        /// The sources that the path or nsswitch.conf(5) leads to, in order.
        case group([Member])
        /// A map whose keys are not known here.
        case unread(UnreadMap)
        /// A map that cannot be opened.
        case nothing
    }

    /// One source of a map that is given by name.
    struct Member {
        /// The number of the map; `nil` if the source has none.
        let map: Int?
        /// The status of a source without a map; `nil` if automount cannot ask the source.
        var status: NameServiceSwitch.Status?
        /// The source in nsswitch.conf(5), which may end the search.
        var source: NameServiceSwitch.Source?
    }

    /// What makes automount treat two includes as the same.
    struct Identity: Hashable {
        let includer: Int
        let type: String?
        let format: String?
        let name: [UInt8]
        /// The position, among several maps of a mount point, of the one that gives the options.
        let source: Int
    }

    /// The cached answer, valid while `version` is that of the table.
    struct Answer {
        let version: Int
        let status: NameServiceSwitch.Status?
        let endsSearch: Bool
    }

    var kind: Kind
    let depth: Int
    /// The position, among several maps of a mount point, of the one that gives the options.
    let source: Int
    /// The number of the include that the same map met before this one.
    let earlier: Int?
    /// Whether the map includes itself by it, which automount refuses.
    let isSelf: Bool
    /// Whether automount read it when it started.
    var isRead = false
    /// The number of the include that it met last.
    var lastInclude: Int?
    var answer: Answer?
    /// The includes up to this one have nothing while the table has this version.
    var searchedInVain: (version: Int, upTo: Int)?

    var exists: Bool {
        switch kind {
        case .nothing: false
        case .group(let members): members.contains { $0.map != nil }
        case .file, .program, .ldap, .unread: true
        }
    }
}
