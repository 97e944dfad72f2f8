import Glibc

/// The certificate authorities to trust.
enum TrustedAuthorities {
    /// The lists of the system: on Debian and SUSE, Red Hat, and others.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
    ]

    /// The file to read them from: the configured one, or that of the system.
    static func file(configured: String?) throws(LDAPError) -> String {
        if let configured {
            guard access(configured, R_OK) == 0 else {
                throw LDAPError(
                    .badSettings,
                    "the file of certificate authorities \(configured) cannot be read: \(systemMessage(errno))"
                )
            }
            return configured
        }
        if let file = systemFiles.first(where: { access($0, R_OK) == 0 }) { return file }
        throw LDAPError(
            .badSettings,
            "this system has no list of certificate authorities (tried \(systemFiles.joined(separator: ", "))); "
                + "install ca-certificates or configure a file"
        )
    }
}
