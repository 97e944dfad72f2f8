import Foundation
import ProcessTestSupport

/// A Samba domain controller of Active Directory for tests, in a temporary directory that is removed afterwards.
///
/// Only its LDAP service runs, on the usual ports of a loopback address of its own.
public final class SambaServer: Sendable {
    /// The server of the suite that runs, which its tests share.
    @TaskLocal public static var shared: SambaServer?

    /// The base of the domain.
    public let suffix = SambaConfiguration.suffix
    /// The name with which the administrator binds.
    public let administrator = SambaConfiguration.administrator
    /// The password of the administrator.
    public let password = SambaConfiguration.password

    private let address: String
    private let directory: ServerDirectory
    private let process: ServerProcess

    /// The URI for StartTLS.
    public var ldapURI: String { "ldap://\(address)" }
    /// The URI with TLS.
    public var ldapsURI: String { "ldaps://\(address)" }
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
    ///   - ldif: Entries to add, each with a `changetype`.
    ///   - body: The code to run with the server.
    /// - Throws: The error of the body, or the reason why the server does not start.
    public static func withServer(
        ldif: String,
        _ body: (SambaServer) async throws -> Void
    ) async throws {
        let directory = try ServerDirectory(prefix: "samba")
        defer { directory.remove() }
        let address = LoopbackAddress.random()
        let configuration = SambaConfiguration(directory: directory, address: address)
        try await configuration.make()
        let process = try ServerProcess(configuration.serverCommand, in: directory)
        do {
            let server = SambaServer(address, directory, process)
            guard try await process.answers(at: server.ldapURI) else {
                throw ChildProcess.Failure(description: "samba does not start: \(process.log)")
            }
            try await server.modify(ldif)
            try await body(server)
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
        try await directory.modify(ldif, uri: ldapsURI, dn: administrator, password: password)
    }

    /// Writes a file that only its owner can read into the server's directory.
    ///
    /// - Returns: The path of the file.
    public func secretFile(_ text: String) throws -> String {
        try directory.writeSecret(text, to: "password-\(UUID().uuidString)")
    }
}
