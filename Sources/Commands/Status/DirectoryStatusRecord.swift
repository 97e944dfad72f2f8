import Accounts
import LDAPClient

/// The state of the directory, as data; the JSON Schema is `Schemas/json/status-directory.schema.json`.
struct DirectoryStatusRecord: Encodable {
    enum Outcome: String, Encodable {
        case answered
        case failed
        case notAsked = "not-asked"
    }

    struct Server: Encodable {
        let uri: String
        let outcome: Outcome
        let message: String?
    }

    enum Transport: String, Encodable {
        case tls
        case localSocket = "local-socket"
        case gssapi
        case unencrypted
    }

    struct Session: Encodable {
        let uri: String
        let product: String
        let productName: String
        let isProductConfigured: Bool
        let transport: Transport
        let tls: TLSSession?
        let authorizationIdentity: String?
        let changes: String
        let offersContentSynchronisation: Bool?
        let contextCSN: [String: String]?
    }

    struct Entries: Encodable {
        let count: Int
        let accounts: Int
        let elsewhere: Int
        let outOfScope: Int
        let states: [String: Int]
        let refused: [String: Int]
        let knownRefusals: [String: Int]
        let conflicts: Int
        let inConflict: Int
        let stableID: String
        let withoutStableID: Int
        let pageSize: Int?
    }

    let servers: [Server]
    let bind: String
    let session: Session?
    let entries: Entries?
    let failure: String?

    init(_ status: DirectoryStatus, _ bind: LDAPSettings.Bind) {
        servers = status.servers.map { server in
            let outcome: Outcome =
                server.failure != nil ? .failed : server.wasAsked ? .answered : .notAsked
            return Server(uri: server.uri, outcome: outcome, message: server.failure?.message)
        }
        self.bind = Self.name(of: bind)
        session = status.session.map { Session($0, usesKerberos: bind == .saslGSSAPI) }
        entries = status.counts.map { Entries($0) }
        failure = status.failure?.message
    }

    private static func name(of bind: LDAPSettings.Bind) -> String {
        switch bind {
        case .anonymous: "anonymous"
        case .simple, .password: "simple"
        case .saslExternal: "external"
        case .saslGSSAPI: "gssapi"
        }
    }
}

extension DirectoryStatusRecord.Session {
    init(_ facts: SessionFacts, usesKerberos: Bool) {
        uri = facts.uri
        product = facts.product.rawValue
        productName = facts.product.productName
        isProductConfigured = facts.isProductConfigured
        transport =
            facts.tls != nil
            ? .tls : facts.isLocalSocket ? .localSocket : usesKerberos ? .gssapi : .unencrypted
        tls = facts.tls
        authorizationIdentity = facts.authorizationIdentity
        changes = facts.changes.rawValue
        offersContentSynchronisation = facts.offersContentSynchronisation
        contextCSN = facts.replicaState?.changes
    }
}

extension DirectoryStatusRecord.Entries {
    init(_ counts: AccountCounts) {
        count = counts.entries
        accounts = counts.accounts
        elsewhere = counts.elsewhere
        outOfScope = counts.outOfScope
        states = Self.byName(counts.states)
        refused = Self.byName(counts.refused)
        knownRefusals = Self.byName(counts.knownRefusals)
        conflicts = counts.conflicts
        inConflict = counts.inConflict
        stableID = counts.stableID
        withoutStableID = counts.withoutStableID
        pageSize = counts.pageSize
    }

    private static func byName<Key: RawRepresentable<String>>(_ counts: [Key: Int]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }
}
