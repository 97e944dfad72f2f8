/// How a test's own slapd is to be.
public struct SlapdOptions: Sendable {
    /// Where the account classes come from.
    public enum AccountSchema: Sendable {
        /// `rfc2307.ldif` of this package.
        case rfc2307
        /// OpenLDAP's own `nis.ldif`.
        case nis
    }

    /// The base of the only database.
    public var suffix = "dc=example,dc=org"
    /// Where the account classes come from.
    public var accountSchema = AccountSchema.rfc2307
    /// More schemas, as paths of LDIF files for cn=config.
    public var schemas: [String] = []
    /// More lines of the global entry `cn=config`, such as `olcIdleTimeout: 5`.
    public var globalConfiguration: [String] = []
    /// More lines of the database's entry, such as `olcAccess: …`.
    public var databaseConfiguration: [String] = []
    /// How many entries an answer may have for others than the root DN; nil for no limit.
    public var sizeLimit: Int?
    /// Whether the database offers content synchronisation (RFC 4533), with a session log.
    public var offersContentSynchronisation = false
    /// Whether the server has a certificate, for 127.0.0.1 alone.
    public var offersTLS = true

    /// The usual: one database, account and automount schemas, TLS.
    public init() {}
}
