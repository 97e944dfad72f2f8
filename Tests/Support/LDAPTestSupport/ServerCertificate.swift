/// The certificate of the slapd of a test.
public struct ServerCertificate: Sendable {
    /// The subject, as openssl writes it.
    public var subject = "/O=Example/CN=server"
    /// The names for which it is valid, as in subjectAltName, such as `DNS:ldap.example.org`; empty for none.
    public var names = ["IP:127.0.0.1"]
    /// The days from now at which its validity begins and ends.
    public var validDays = -1..<2
    /// Whether it is signed by the authority of the test; otherwise it is signed by another one.
    public var isTrusted = true

    /// Creates the default: valid for 127.0.0.1 alone.
    public init() {}

    /// Creates a valid certificate for some names.
    public init(names: [String]) {
        self.names = names
    }
}
