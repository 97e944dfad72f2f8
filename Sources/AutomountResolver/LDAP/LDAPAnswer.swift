import LDAPEntries
import MountMaps

/// The answer of LDAP for a map, which automount looks for below each search base; the first that is found counts
/// (`modules/lookup_ldap.c: get_query_dn`; cases directory-x-order2, directory-x-base2, directory-x-basegone,
/// directory-x-twomaps).
enum LDAPAnswer {
    case found([LDAPMapEntry], LDAPMapSchema)
    /// LDAP has no such map.
    case noSuchMap(ResolutionFailure)
    /// No server could be asked.
    case unavailable(ResolutionFailure)
}

/// A map in LDAP as one of the places in which a name is looked for.
package struct LDAPPlace: Hashable, Sendable {
    package let map: LDAPMap
    /// Whether the search ends if the map or the name is missing.
    let endsWithoutKey: Bool
    /// Whether the search ends if no server answers.
    let endsWithoutServer: Bool

    init(_ map: LDAPMap, endsWithoutKey: Bool = false, endsWithoutServer: Bool = false) {
        self.map = map
        self.endsWithoutKey = endsWithoutKey
        self.endsWithoutServer = endsWithoutServer
    }

    /// The name of the map for a message.
    package var mapName: String { map.shownName }

    /// The place as a trace names it.
    var text: String { "ldap:" + (map.name ?? map.searchBases.joined()) }

    /// The answer of LDAP for a key, or for all keys; an open question if it is not known.
    ///
    /// - Throws: If LDAP was not asked, so that nobody knows what automount would find.
    func answer(for key: [UInt8]?, from answers: inout MapAnswers) throws(ResolutionFailure)
        -> LDAPAnswer
    {
        guard map.hasUsableServers else {
            return .unavailable(
                failure(
                    "automount cannot connect to \(shownName(map.servers.joined())), which is not an LDAP URI",
                    isUnknown: false
                )
            )
        }
        switch answers.outcome(of: LDAPLookup(map: map, key: key)) {
        case nil, .notAsked: throw failure("LDAP was not asked")
        case .unavailable(let reason): return .unavailable(failure(reason))
        case .noSuchMap:
            return .noSuchMap(
                ResolutionFailure(
                    .noMap,
                    "LDAP has no map \(map.shownName) below \(shownName(bases))",
                    help: "add the map, or correct its name, search_base or the schema in autofs.conf"
                )
            )
        case .found(let entries, let schema): return .found(entries, schema)
        }
    }

    private var bases: String {
        map.searchBases.map { $0.isEmpty ? "the server's default base" : $0 }.joined(separator: ", ")
    }

    private func failure(_ reason: String, isUnknown: Bool = true) -> ResolutionFailure {
        let text = "the map \(map.shownName) cannot be read: \(reason)"
        return ResolutionFailure(.ldapFailed, text, isUnknown: isUnknown)
    }
}
