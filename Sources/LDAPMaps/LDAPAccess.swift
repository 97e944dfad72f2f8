import AutomountResolver
package import HostFiles
import LDAPClient
import Logging

/// How automount connects to LDAP for maps, and as whom: the settings in autofs.conf(5) and autofs_ldap_auth.conf(5).
public struct LDAPAccess: Sendable {
    private var settings = LDAPSettings(uris: [])
    private var requiresTLS = false
    /// Why LDAP cannot be asked at all; nil if it can.
    private var obstacle: String?

    /// Reads the settings of a client.
    ///
    /// - Parameters:
    ///   - configuration: The settings of autofs.conf(5).
    ///   - authentication: The file that it names for authentication.
    package init(_ configuration: AutofsConfiguration, authentication: AuthenticationFile) {
        settings.networkTimeout = .seconds(max(1, configuration.ldapNetworkTimeout))
        settings.timeout = .seconds(configuration.ldapTimeout ?? 60)
        switch authentication {
        case .missing: break
        case .unfit(let reason): obstacle = reason
        case .bytes(let bytes): take(AuthenticationSettings(bytes))
        }
    }

    private mutating func take(_ file: AuthenticationSettings) {
        settings.tls.startTLS = file.usesTLS
        requiresTLS = file.requiresTLS
        switch file.identity {
        case .anonymous: break
        case .simple(let user, let secret): settings.bind = .password(dn: user, secret: secret)
        case .unsupported(let reason): obstacle = reason
        }
    }

    /// Connects to the first server that can be used.
    func connection(
        to uris: [String],
        logger: Logger
    ) async throws(LDAPMapFailure) -> LDAPConnection {
        if let obstacle { throw LDAPMapFailure(reason: obstacle) }
        var settings = settings
        settings.uris = uris
        do throws(LDAPError) {
            return try await LDAPConnection.connect(to: settings, logger: logger)
        } catch {
            guard error.code == .tlsFailed, settings.tls.startTLS, !requiresTLS, settings.bind == .anonymous
            else { throw LDAPMapFailure(reason: error.message) }
        }
        // Automount continues without encryption if TLS is configured but not required.
        settings.tls.startTLS = false
        do throws(LDAPError) {
            return try await LDAPConnection.connect(to: settings, logger: logger)
        } catch {
            throw LDAPMapFailure(reason: error.message)
        }
    }
}
