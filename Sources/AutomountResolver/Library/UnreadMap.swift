import MountMaps

/// A map that autohome does not look at, so its keys are unknown.
package struct UnreadMap: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// A source that is not asked: NIS, NIS+, Hesiod, SSSD.
        case source(String)
        /// A format other than that of Sun.
        case format(String)
        /// Something that autohome cannot read, though automount may; the text is a sentence that names the path.
        case file(path: String, reason: String)
    }

    /// The name of the map.
    package let name: String
    package let reason: Reason

    package init(_ name: String, _ reason: Reason) {
        self.name = name
        self.reason = reason
    }

    /// The map as a trace names it.
    var text: String {
        switch reason {
        case .source(let source): "\(source):\(name)"
        case .format(let format): "\(name) (format \(format))"
        case .file(let path, _): path
        }
    }

    /// What keeps autohome from reading the map, in a sentence without a full stop.
    package var sentence: String {
        switch reason {
        case .source(let source):
            "the map \(shown(name.utf8)) may be in \(Self.title(of: source)), which autohome does not ask"
        case .format(let format):
            "the map \(shown(name.utf8)) has the format \(shownName(format)), which autohome does not read"
        case .file(_, let reason): reason
        }
    }

    /// Why nothing can be said of a key for which automount asks the map.
    var failure: ResolutionFailure {
        switch reason {
        case .source(let source):
            ResolutionFailure(
                .unsupported,
                sentence,
                help:
                    "give the map as a file with --map, or ask \(Self.title(of: source)) on a client; where it does not "
                    + "run, list it in silentSources in a file for --facts"
            )
        case .format:
            ResolutionFailure(
                .unsupported,
                sentence,
                help: "ask automount on a client; only maps in the sun format are read here"
            )
        case .file(let path, let reason):
            ResolutionFailure(
                .notReadable,
                reason,
                help: "run as root, as automount does, or make \(shownName(path)) readable"
            )
        }
    }

    /// A source as administrators call it.
    private static func title(of source: String) -> String {
        switch source {
        case "yp", "nis": "NIS (\(source))"
        case "ldap", "ldaps": "LDAP"
        case "nisplus": "NIS+"
        case "sss": "SSSD (sss)"
        case "hesiod": "Hesiod"
        default: shownName(source)
        }
    }
}
