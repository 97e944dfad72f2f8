import Logging
import SourceText

/// Connects to the first server that can be used, starts TLS and binds.
struct LDAPConnector {
    let settings: LDAPSettings
    let logger: Logger
    let surroundings: Surroundings
    /// The servers that have not been tried; nil as long as they have to be found.
    private(set) var untried: [LDAPAddress]?

    /// Tries the servers in order.
    ///
    /// - Returns: The first server that can be used; ``untried`` then has those after it.
    /// - Throws: An error that another server would not change; otherwise the errors of all servers.
    mutating func connect() throws(LDAPError) -> LDAPHandle {
        var candidates = try findServers()[...]
        let identity = try Identity(settings.bind)
        var failures: [LDAPError] = []
        while let address = candidates.popFirst() {
            if Task.isCancelled { throw LDAPError(.cancelled, "connecting to \(address.uri) was cancelled") }
            do throws(LDAPError) {
                let handle = try connect(to: address, as: identity)
                untried = Array(candidates)
                return handle
            } catch {
                guard error.nextServerMayHelp else { throw error }
                logger.debug("LDAP server cannot be used", metadata: ["reason": "\(error)"])
                failures.append(error)
            }
        }
        throw Self.summary(of: failures)
    }

    /// The servers to try, in order; this blocks if DNS names them.
    func findServers() throws(LDAPError) -> [LDAPAddress] {
        let configured = try settings.checkedAddresses()
        if let untried { return untried }
        guard let domain = settings.domain else { return configured }
        var random = SystemRandomNumberGenerator()
        return try surroundings.services.records(of: domain).ordered(using: &random)
            .map { LDAPAddress($0, of: domain) }
    }

    /// How to bind, with the secret already read.
    private enum Identity {
        case plain(dn: String, mechanism: String?, secret: [UInt8])
        case kerberos

        init(_ bind: LDAPSettings.Bind) throws(LDAPError) {
            switch bind {
            case .anonymous: self = .plain(dn: "", mechanism: nil, secret: [])
            case .simple(let dn, let passwordFile):
                self = .plain(dn: dn, mechanism: nil, secret: try SecretFile(path: passwordFile).read())
            case .password(let dn, let secret): self = .plain(dn: dn, mechanism: nil, secret: secret)
            case .saslExternal: self = .plain(dn: "", mechanism: "EXTERNAL", secret: [])
            case .saslGSSAPI: self = .kerberos
            }
        }
    }

    private func connect(to address: LDAPAddress, as identity: Identity) throws(LDAPError)
        -> LDAPHandle
    {
        let socket = try dial(address)
        let handle = try LDAPHandle(adopting: socket, address: address)
        try handle.configure(networkTimeout: settings.networkTimeout, timeout: settings.timeout)
        try encrypt(handle, to: address)
        do throws(LDAPError) {
            try bind(handle, as: identity, isEncrypted: settings.encrypts(address))
        } catch {
            // With TLS 1.3, a server checks the client's certificate after the handshake, and then hangs up.
            guard error.code == .unreachable, settings.encrypts(address) else { throw error }
            throw error.adding(clientCertificateAdvice)
        }
        if !settings.encrypts(address) { try handle.readAhead() }
        return handle
    }

    private func dial(_ address: LDAPAddress) throws(LDAPError) -> Socket {
        let dialer = SocketDialer(limit: settings.networkTimeout, keepAlive: settings.keepAlive)
        do throws(SocketDialer.Failure) {
            return try dialer.dial(address)
        } catch {
            switch error {
            case .cancelled:
                throw LDAPError(.cancelled, "connecting to \(address.uri) was cancelled")
            case .timedOut(let why):
                throw LDAPError(
                    .timedOut,
                    "\(address.uri) cannot be reached: \(why)",
                    resultCode: .timeout
                )
            case .unreachable(let why):
                throw LDAPError(
                    .unreachable,
                    "\(address.uri) cannot be reached: \(why)",
                    resultCode: .serverDown
                )
            }
        }
    }

    private func encrypt(_ handle: borrowing LDAPHandle, to address: LDAPAddress) throws(LDAPError) {
        guard settings.encrypts(address) else { return }
        if address.beginsWithTLS { return try installTLS(on: handle) }
        let messageID = try handle.sendStartTLS()
        let message = try handle.receive(messageID, within: settings.timeout, for: "StartTLS")
        let outcome = try handle.outcome(of: message)
        guard outcome.code == .success else {
            throw LDAPError(
                .tlsFailed,
                "\(address.uri) refuses StartTLS with \(outcome.code) (\"\(outcome.diagnostic)\"), and TLS is "
                    + "required; set up TLS on the server or use ldaps://",
                resultCode: outcome.code
            )
        }
        try installTLS(on: handle)
    }

    private func installTLS(on handle: borrowing LDAPHandle) throws(LDAPError) {
        let authorities = try surroundings.authorities.file(
            configured: settings.tls.certificateAuthorityFile,
            logger: logger
        )
        try handle.installTLS(settings.tls, authorities: authorities, within: settings.networkTimeout)
    }

    private func bind(
        _ handle: borrowing LDAPHandle,
        as identity: Identity,
        isEncrypted: Bool
    ) throws(LDAPError) {
        guard case .plain(let dn, let mechanism, let secret) = identity else {
            return try handle.bindWithGSSAPI(isEncrypted: isEncrypted, within: settings.timeout)
        }
        let name =
            mechanism.map { "the SASL \($0) bind" }
            ?? (dn.isEmpty ? "the anonymous bind" : "the bind as \(printable(dn, limit: 500))")
        let messageID = try handle.sendBind(dn: dn, mechanism: mechanism, secret: secret)
        let message = try handle.receive(messageID, within: settings.timeout, for: name)
        let outcome = try handle.outcome(of: message)
        guard outcome.code == .success else {
            throw handle.failure(
                outcome.code,
                outcome.diagnostic,
                during: name,
                referrals: outcome.referrals
            )
        }
    }

    private var clientCertificateAdvice: String {
        guard let file = settings.tls.certificateFile else {
            return "it ended the connection after the TLS handshake; it may require a client certificate"
        }
        return
            "it ended the connection after the TLS handshake; it may not accept the client certificate \(file)"
    }

    static func summary(of failures: [LDAPError]) -> LDAPError {
        guard failures.count != 1, let first = failures.first else {
            return failures.first ?? LDAPError(.badSettings, "no LDAP server is configured")
        }
        let isUniform = failures.allSatisfy { $0.code == first.code }
        return LDAPError(
            isUniform ? first.code : .unreachable,
            "no LDAP server can be used: " + failures.map(\.message).joined(separator: "; "),
            resultCode: first.resultCode
        )
    }
}
