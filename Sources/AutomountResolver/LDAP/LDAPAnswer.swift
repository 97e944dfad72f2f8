import LDAPEntries
import MountMaps

/// What is known of a map in a directory.
enum LDAPAnswer {
    case found([LDAPMapEntry], LDAPMapSchema)
    /// The directory has no such map.
    case noSuchMap(ResolutionFailure)
    /// No server could be asked.
    case unavailable(ResolutionFailure)
}

/// A map in a directory as one of the places in which a name is looked for.
package struct LDAPPlace: Hashable, Sendable {
    package let map: LDAPMap
    /// Whether the search ends where the map is missing or does not have the name.
    let endsWithoutKey: Bool
    /// Whether the search ends where no server answers.
    let endsWithoutServer: Bool

    init(_ map: LDAPMap, endsWithoutKey: Bool = false, endsWithoutServer: Bool = false) {
        self.map = map
        self.endsWithoutKey = endsWithoutKey
        self.endsWithoutServer = endsWithoutServer
    }

    /// The place as it is named in a trace.
    var text: String { "ldap:" + (map.name ?? map.searchBases.joined()) }

    /// What the directory says of a key, or of all; asked where it is not known.
    ///
    /// - Throws: Where the directory was not asked, so that nobody can say what automount would find.
    func answer(for key: [UInt8]?, from answers: inout MapAnswers) throws(ResolutionFailure)
        -> LDAPAnswer
    {
        guard map.hasUsableServers else {
            return .unavailable(
                failure(
                    "automount cannot connect to \(shownName(map.servers.joined())), which is no LDAP URI"
                )
            )
        }
        switch answers.outcome(of: LDAPLookup(map: map, key: key)) {
        case nil, .notAsked: throw failure("the directory was not asked")
        case .unavailable(let reason): return .unavailable(failure(reason))
        case .noSuchMap:
            return .noSuchMap(
                ResolutionFailure(
                    .noMap,
                    "the directory has no map \(map.shownName) below \(shownName(bases))",
                    help: "add the map, or correct its name, search_base or the schema in autofs.conf"
                )
            )
        case .found(let entries, let schema): return .found(entries, schema)
        }
    }

    private var bases: String {
        map.searchBases.map { $0.isEmpty ? "the server's default base" : $0 }.joined(separator: ", ")
    }

    private func failure(_ reason: String) -> ResolutionFailure {
        ResolutionFailure(.ldapFailed, "the map \(map.shownName) cannot be read: \(reason)")
    }
}
