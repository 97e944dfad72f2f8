import CLDAP
import Glibc
import SourceText

/// The address of one server, from a URI with `ldap://`, `ldaps://` or `ldapi://`.
struct LDAPAddress: Sendable, Hashable {
    enum Transport: Sendable, Hashable {
        case tcp(host: String, port: Int)
        case local(path: String)
    }

    /// The URI as configured, or made of an SRV record; for messages.
    let uri: String
    /// The URI whose host the server must prove to be, by its certificate or by Kerberos.
    let provenURI: String
    let transport: Transport
    /// Whether the connection begins with TLS, as with `ldaps://`.
    let beginsWithTLS: Bool

    /// Reads a URI as libldap does (ldap_url_parse(3)).
    init(_ uri: String) throws(LDAPError) {
        let parsed = try Self.parse(uri)
        defer { ldap_free_urldesc(parsed) }
        let host = parsed.pointee.lud_host.map { String(cString: $0) } ?? ""
        if let dn = parsed.pointee.lud_dn, dn.pointee != 0 {
            throw Self.unfit(uri, "contains a base; configure the base separately")
        }
        self.uri = uri
        provenURI = uri
        switch String(cString: parsed.pointee.lud_scheme).lowercased() {
        case "ldapi":
            transport = .local(path: host.isEmpty ? Self.defaultSocket : host)
            beginsWithTLS = false
        case let scheme where scheme == "ldap" || scheme == "ldaps":
            guard !host.isEmpty else { throw Self.unfit(uri, "has no host") }
            beginsWithTLS = scheme == "ldaps"
            let given = Int(parsed.pointee.lud_port)
            guard given <= 65_535 else { throw Self.unfit(uri, "has a port above 65535") }
            transport = .tcp(host: host, port: given > 0 ? given : beginsWithTLS ? 636 : 389)
        default:
            throw Self.unfit(uri, "must begin with ldap://, ldaps:// or ldapi://")
        }
    }

    /// Makes the address of a server that DNS names for a domain; it must prove that it is of the domain.
    init(_ record: ServiceRecord, of domain: String) {
        uri = "ldap://\(record.target):\(record.port)"
        provenURI = "ldap://\(domain)"
        transport = .tcp(host: record.target, port: Int(record.port))
        beginsWithTLS = false
    }

    /// The socket for `ldapi:///` of slapd, in Debian's package and in OpenLDAP's own build.
    static let defaultSocket = "/var/run/slapd/ldapi"

    /// Whether data sent to the server does not leave this machine.
    var staysOnThisMachine: Bool {
        guard case .tcp(let host, _) = transport else { return true }
        return host == "::1" || host.lowercased() == "localhost" || Self.isLoopbackIPv4(host)
    }

    /// Whether it names a host, and not an address in numbers or a local socket.
    var hasHostName: Bool {
        guard case .tcp(let host, _) = transport else { return false }
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &found) == 0 else { return true }
        freeaddrinfo(found)
        return false
    }

    private static func isLoopbackIPv4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func parse(_ uri: String) throws(LDAPError) -> UnsafeMutablePointer<LDAPURLDesc> {
        guard uri.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else {
            throw unfit(uri, "contains a blank or a control character; give each server as a separate URI")
        }
        var parsed: UnsafeMutablePointer<LDAPURLDesc>?
        guard ldap_url_parse(uri, &parsed) == 0, let parsed else {
            throw unfit(uri, "is not an LDAP URI, such as ldaps://ldap.example.org")
        }
        return parsed
    }

    private static func unfit(_ uri: String, _ what: String) -> LDAPError {
        LDAPError(.badSettings, "the LDAP URI '\(printable(uri, limit: 500))' \(what)")
    }
}
