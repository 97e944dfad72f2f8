import LDAPClient
import SourceText

/// Shows the state of the directory as a table of two columns.
struct DirectoryStatusRenderer {
    private static let width = 12

    let record: DirectoryStatusRecord

    var text: String {
        let rows = servers + (record.session.map(Self.rows) ?? []) + (record.entries.map(Self.rows) ?? [])
        return rows.map { name, value in
            name + String(repeating: " ", count: max(1, Self.width - name.utf8.count)) + printable(value)
                + "\n"
        }.joined()
    }

    private var servers: [(String, String)] {
        record.servers.map { server in
            switch server.outcome {
            case .answered: ("server", "\(server.uri) answered")
            // The message names the server.
            case .failed: ("failed", server.message ?? server.uri)
            case .notAsked: ("not asked", server.uri)
            }
        } + [("bind", record.bind)]
    }

    private static func rows(_ session: DirectoryStatusRecord.Session) -> [(String, String)] {
        let origin = session.isProductConfigured ? "configured" : "detected"
        var rows = [("product", "\(session.productName) (\(origin))"), ("TLS", tls(session))]
        if let identity = session.authorizationIdentity {
            rows.append(("identity", identity.isEmpty ? "anonymous" : identity))
        } else {
            rows.append(("identity", "unknown: the server does not say whom it takes autohome for"))
        }
        rows.append(("changes", changes(session)))
        let changes = (session.contextCSN ?? [:]).sorted { $0.key < $1.key }
        return rows + changes.map { ("contextCSN", "server \($0.key): \($0.value)") }
    }

    private static func tls(_ session: DirectoryStatusRecord.Session) -> String {
        switch session.transport {
        case .tls: [session.tls?.version, session.tls?.cipher].compactMap(\.self).joined(separator: ", ")
        case .localSocket: "none; a socket of this machine needs none"
        case .gssapi: "none; Kerberos encrypts the connection"
        case .unencrypted: "none"
        }
    }

    private static func changes(_ session: DirectoryStatusRecord.Session) -> String {
        let offer =
            switch session.offersContentSynchronisation {
            case true?: "offered"
            case false?: "not offered"
            case nil: "not known, because the server does not show its root DSE"
            }
        return "\(session.changes); content synchronisation (RFC 4533): \(offer)"
    }

    private static func rows(_ entries: DirectoryStatusRecord.Entries) -> [(String, String)] {
        let pages = entries.pageSize.map { "\($0) at a time" } ?? "all at once"
        var rows = [("entries", "\(entries.count), \(pages); the answer is complete")]
        let states = list(entries.states)
        rows.append(("accounts", "\(entries.accounts)" + (states.isEmpty ? "" : ": \(states)")))
        if entries.elsewhere > 0 { rows.append(("elsewhere", "\(entries.elsewhere) on other file servers")) }
        if entries.outOfScope > 0 {
            rows.append(("out of scope", "\(entries.outOfScope) in no group of member_of"))
        }
        rows.append(("refused", entries.refused.isEmpty ? "none" : list(entries.refused)))
        if !entries.knownRefusals.isEmpty { rows.append(("known", list(entries.knownRefusals))) }
        let conflicts =
            entries.conflicts == 0
            ? "none" : "\(entries.conflicts), with \(entries.inConflict) entries; plan names them"
        rows.append(("conflicts", conflicts))
        rows.append(("stable id", "\(entries.stableID); \(entries.withoutStableID) entries without"))
        return rows
    }

    private static func list(_ counts: [String: Int]) -> String {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
    }
}
