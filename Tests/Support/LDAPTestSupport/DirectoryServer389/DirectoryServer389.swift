import Foundation
import ProcessTestSupport

/// A 389 Directory Server for tests, in a temporary directory that is removed afterwards.
///
/// It runs without dscreate(8), which needs systemd: the configuration is the template that comes with the server.
/// Everybody may read all entries except passwords.
public final class DirectoryServer389: Sendable {
    /// The server of the suite that runs, which its tests share.
    @TaskLocal public static var shared: DirectoryServer389?

    /// The base of the database.
    public let suffix = DirectoryServer389Configuration.suffix
    /// The administrator, for whom no limits hold.
    public let rootDN = DirectoryServer389Configuration.rootDN
    /// The password of the administrator.
    public let rootPassword = DirectoryServer389Configuration.rootPassword

    private let address: String
    private let directory: ServerDirectory
    private let process: ServerProcess

    /// The URI of the local socket.
    public var ldapiURI: String { Self.ldapiURI(directory) }
    /// The URI for StartTLS.
    public var ldapURI: String { "ldap://\(address):\(DirectoryServer389Configuration.port)" }
    /// The URI with TLS.
    public var ldapsURI: String { "ldaps://\(address):\(DirectoryServer389Configuration.tlsPort)" }
    /// The file of the authority that signed the server's certificate.
    public var certificateAuthorityFile: String { directory.path("ca.pem") }

    private init(_ address: String, _ directory: ServerDirectory, _ process: ServerProcess) {
        self.address = address
        self.directory = directory
        self.process = process
    }

    /// Starts a server, runs the body, and removes the server with its files.
    ///
    /// - Parameters:
    ///   - ldif: The entries below the suffix; the entry of the suffix itself is added.
    ///   - settings: Settings of `cn=config`, such as `nsslapd-sizelimit`.
    ///   - body: The code to run with the server.
    /// - Throws: The error of the body, or the reason why the server does not start.
    public static func withServer(
        ldif: String,
        settings: [String: String] = [:],
        _ body: (DirectoryServer389) async throws -> Void
    ) async throws {
        let directory = try ServerDirectory(prefix: "389-ds")
        defer { directory.remove() }
        let address = LoopbackAddress.random()
        let configuration = DirectoryServer389Configuration(
            directory: directory,
            address: address,
            settings: settings
        )
        try await configuration.make()
        try await load(ldif, directory)
        let process = try ServerProcess(
            ["/usr/sbin/ns-slapd", "-D", directory.path("config"), "-i", directory.path("pid"), "-d", "0"],
            in: directory
        )
        do {
            guard try await process.answers(at: ldapiURI(directory)) else {
                let log = process.log + directory.read("log-files/errors")
                throw ChildProcess.Failure(description: "ns-slapd does not start: \(log)")
            }
            try await body(DirectoryServer389(address, directory, process))
            await process.stop()
        } catch {
            await process.stop()
            throw error
        }
    }

    /// Changes entries, as the administrator.
    ///
    /// - Parameter ldif: The changes, with a `changetype` each.
    /// - Throws: What ldapmodify(1) said if the server refuses them.
    public func modify(_ ldif: String) async throws {
        try await directory.modify(ldif, uri: ldapiURI, dn: rootDN, password: rootPassword)
    }

    /// Writes a file that only its owner can read into the server's directory.
    ///
    /// - Returns: The path of the file.
    public func secretFile(_ text: String) throws -> String {
        try directory.writeSecret(text, to: "password-\(UUID().uuidString)")
    }

    private static func ldapiURI(_ directory: ServerDirectory) -> String {
        "ldapi://" + directory.path("ldapi").replacingOccurrences(of: "/", with: "%2F")
    }

    /// Adds the entries while the server does not run, which is much faster.
    private static func load(_ ldif: String, _ directory: ServerDirectory) async throws {
        let top = """
            dn: \(DirectoryServer389Configuration.suffix)
            objectClass: domain
            dc: example
            aci: (targetattr != "userPassword || aci")(version 3.0; acl "read"; allow (read, search, compare)
              userdn = "ldap:///anyone";)


            """
        let file = try directory.write(top + ldif, to: "entries.ldif")
        try await directory.run([
            "/usr/sbin/ns-slapd", "ldif2db", "-D", directory.path("config"),
            "-n", DirectoryServer389Configuration.database, "-i", file,
        ])
    }
}
