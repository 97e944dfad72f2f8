import Glibc
import Logging
import SourceText

/// Where the certificate authorities to trust are, if none are configured.
struct TrustedAuthorities: Sendable {
    /// The ldap.conf(5) of the system: on Debian, and on Red Hat and SUSE.
    var configurationFiles = ["/etc/ldap/ldap.conf", "/etc/openldap/ldap.conf"]
    /// The lists of the system: on Debian and SUSE, Red Hat, and others.
    var systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
    ]

    /// The file to read them from: the configured one, that of the first ldap.conf(5) with `TLS_CACERT`, or that of
    /// the system.
    ///
    /// - Parameters:
    ///   - configured: The configured file; nil if none is configured.
    ///   - logger: The log; it says if a file of ldap.conf is used.
    /// - Returns: A file that can be read.
    /// - Throws: `.badSettings` if the file that was found cannot be read, or none was found.
    func file(configured: String?, logger: Logger) throws(LDAPError) -> String {
        if let configured {
            guard access(configured, R_OK) == 0 else {
                throw unusable("the file of certificate authorities \(configured) cannot be read", errno)
            }
            return configured
        }
        for configuration in configurationFiles {
            guard let file = try authorities(in: configuration) else { continue }
            logger.info(
                "trusting the certificate authorities of TLS_CACERT in ldap.conf",
                metadata: ["configuration": "\(configuration)", "file": "\(file)"]
            )
            return file
        }
        if let file = systemFiles.first(where: { access($0, R_OK) == 0 }) { return file }
        throw LDAPError(
            .badSettings,
            "this system has no list of certificate authorities (tried \(systemFiles.joined(separator: ", "))); "
                + "install ca-certificates or configure a file"
        )
    }

    /// The file that an ldap.conf names; nil if the ldap.conf is missing or does not name one.
    private func authorities(in configuration: String) throws(LDAPError) -> String? {
        guard let bytes = try contents(of: configuration) else { return nil }
        guard let file = SystemConfiguration(bytes).certificateAuthorityFile else { return nil }
        let shown = printable(file, limit: 500)
        guard file.utf8.first == UInt8(ascii: "/") else {
            throw unusable("TLS_CACERT in \(configuration) is '\(shown)', which is not an absolute path")
        }
        guard access(file, R_OK) == 0 else {
            throw unusable(
                "the file '\(shown)', which TLS_CACERT in \(configuration) names, cannot be read",
                errno
            )
        }
        return file
    }

    /// The bytes of an ldap.conf; nil if the file is missing.
    private func contents(of configuration: String) throws(LDAPError) -> [UInt8]? {
        do throws(BoundedFile.Failure) {
            return try BoundedFile(path: configuration, limit: 65_536).read()
        } catch {
            if error.isMissing { return nil }
            throw unusable("\(configuration) \(error.reason)")
        }
    }

    private func unusable(_ what: String, _ number: Int32? = nil) -> LDAPError {
        let reason = number.map { ": \(systemMessage($0))" } ?? ""
        return LDAPError(
            .badSettings,
            "\(what)\(reason); correct that, or configure a file of certificate authorities"
        )
    }
}
