/// The options for the slapd of a test.
public struct SlapdOptions: Sendable {
    /// The source of the account classes.
    public enum AccountSchema: Sendable {
        /// `rfc2307.ldif` of this package.
        case rfc2307
        /// OpenLDAP's own `nis.ldif`.
        case nis
    }

    /// The base of the only database.
    public var suffix = "dc=example,dc=org"
    /// The source of the account classes.
    public var accountSchema = AccountSchema.rfc2307
    /// Additional schemas, as paths of LDIF files for cn=config.
    public var schemas: [String] = []
    /// Additional lines of the global entry `cn=config`, such as `olcIdleTimeout: 5`.
    public var globalConfiguration: [String] = []
    /// Additional lines of the database entry, such as `olcAccess: …`.
    public var databaseConfiguration: [String] = []
    /// The maximum number of entries in an answer, except for the root DN; nil for no limit.
    public var sizeLimit: Int?
    /// Whether the database offers content synchronisation (RFC 4533), with a session log.
    public var offersContentSynchronisation = false
    /// The number of changes in the session log, from which content synchronisation names what is gone.
    public var sessionLog = 1_000
    /// Whether the server has a certificate.
    public var offersTLS = true

    /// The certificate of the server.
    public var certificate = ServerCertificate()
    /// What the server does with certificates of clients (olcTLSVerifyClient).
    public var verifyClient = "try"
    /// Additional variables of the server's environment, such as `KRB5_KTNAME`.
    public var environment: [String: String] = [:]

    /// Creates the defaults: one database, account and automount schemas, TLS.
    public init() {}
}
