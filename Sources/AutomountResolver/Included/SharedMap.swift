import HostFiles
import MountMaps

/// A map as automount keeps it beside those that share its table: one that the master map names, or an include.
struct SharedMap {
    /// What is asked for a name.
    enum Kind {
        case file(String)
        case program(String)
        case ldap(LDAPPlace)
        /// What the path or nsswitch.conf(5) leads to, in order.
        case group([Member])
        /// A map that cannot be opened.
        case nothing
    }

    /// One source of a map that is given by name.
    struct Member {
        /// The map, by number; `nil` where there is none.
        let map: Int?
        /// What asking comes to where there is none; `nil` where the source is one that cannot be asked.
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
        /// Which of several maps of a mount point gives the options.
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
    /// Which of several maps of a mount point gives the options.
    let source: Int
    /// The include of the same map that was met before it.
    let earlier: Int?
    /// Whether a map includes itself by it, which automount refuses.
    let isSelf: Bool
    /// Whether it was read when automount started.
    var isRead = false
    /// The include of it that was met last.
    var lastInclude: Int?
    var answer: Answer?
    /// The includes up to this one have nothing as long as the table stays as it is.
    var searchedInVain: (version: Int, upTo: Int)?

    var exists: Bool {
        switch kind {
        case .nothing: false
        case .group(let members): members.contains { $0.map != nil }
        case .file, .program, .ldap: true
        }
    }
}
