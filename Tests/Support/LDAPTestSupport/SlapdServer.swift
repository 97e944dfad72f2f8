import Foundation
import ProcessTestSupport
import Synchronization

/// A slapd for one test, in a temporary directory that is removed after the test.
///
/// It listens on a local socket and on free loopback ports.
public final class SlapdServer: Sendable {
    /// The base of the database.
    public let suffix: String
    /// The administrator of the database.
    public var rootDN: String { "cn=admin,\(suffix)" }
    /// The password of the administrator.
    public let rootPassword = "correct horse"
    /// The directory that is removed when the server stops; tests may put files into it.
    public var directoryPath: String { directory.path }
    /// The port of `ldap://`.
    public let port: Int
    /// The port of `ldaps://`.
    public let tlsPort: Int

    private let directory: ServerDirectory
    private let options: SlapdOptions
    private let current: Mutex<ServerProcess>
    private var process: ServerProcess { current.withLock(\.self) }

    /// The URI of the local socket.
    public var ldapiURI: String { "ldapi://" + socketPath.replacingOccurrences(of: "/", with: "%2F") }
    /// The URI without TLS, with the address in the certificate.
    public var ldapURI: String { "ldap://127.0.0.1:\(port)" }
    /// The URI without TLS, with a name that is not in the certificate.
    public var misnamedLDAPURI: String { "ldap://localhost:\(port)" }
    /// The URI with TLS, with the address in the certificate.
    public var ldapsURI: String { "ldaps://127.0.0.1:\(tlsPort)" }
    /// The URI with TLS, with a name that is not in the certificate.
    public var misnamedLDAPSURI: String { "ldaps://localhost:\(tlsPort)" }
    /// The path of the local socket.
    public var socketPath: String { directory.path("ldapi") }
    /// The file of the authority that signed the server's certificate.
    public var certificateAuthorityFile: String { directory.path("ca.pem") }
    /// A client certificate for `cn=sync,o=Example` and its key.
    public var clientCertificate: (file: String, keyFile: String) {
        (directory.path("client.pem"), directory.path("client.key"))
    }

    private init(
        _ options: SlapdOptions,
        _ directory: ServerDirectory,
        _ process: ServerProcess,
        _ ports: (Int, Int)
    ) {
        suffix = options.suffix
        self.directory = directory
        self.options = options
        current = Mutex(process)
        (port, tlsPort) = ports
    }

    /// Starts a server, runs the body, and removes the server with its files.
    ///
    /// - Parameters:
    ///   - ldif: The entries below the suffix; the entry of the suffix itself is added.
    ///   - options: The options of the server.
    ///   - body: The code to run with the server.
    /// - Returns: The result of the body.
    /// - Throws: The error of the body, or the reason why the server does not start.
    public static func withServer<Result>(
        ldif: String = "",
        options: SlapdOptions = SlapdOptions(),
        _ body: (SlapdServer) async throws -> Result
    ) async throws -> Result {
        let server = try await start(ldif: ldif, options: options)
        do {
            let result = try await body(server)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    /// Starts a server and waits until it answers; the caller must call ``stop()``.
    public static func start(ldif: String = "", options: SlapdOptions = SlapdOptions()) async throws
        -> SlapdServer
    {
        let directory = try ServerDirectory(prefix: "slapd")
        do {
            let configuration = SlapdConfiguration(
                options: options,
                directory: directory.url,
                rootPassword: "correct horse"
            )
            try await prepare(configuration, in: directory, ldif: ldif)
            return try await launch(options, directory)
        } catch {
            directory.remove()
            throw error
        }
    }

    /// Ends the server and removes its directory.
    public func stop() async {
        await process.stop()
        directory.remove()
    }

    /// Kills the server immediately; the caller must still call ``stop()``.
    public func kill() {
        process.signal(SIGKILL)
    }

    /// Ends the server, and starts it again on the same ports with what it has on its disk.
    ///
    /// - Parameters:
    ///   - killing: Whether to kill it; otherwise it writes how far its changes have come (contextCSN).
    ///   - backup: The name of a backup from which the data is restored; nil for the data as it is.
    /// - Throws: If the server does not start again.
    public func restart(killing: Bool = true, restoring backup: String? = nil) async throws {
        await process.stop(by: killing ? SIGKILL : SIGTERM)
        if let backup {
            try await directory.run("rm", "-rf", directory.path("data"))
            try await directory.run("cp", "-a", directory.path(backup), directory.path("data"))
        }
        let next = try Self.spawn(options, directory, (port, tlsPort))
        current.withLock { $0 = next }
        guard try await next.answers(at: ldapiURI) else {
            throw ChildProcess.Failure(description: "slapd does not start again: \(next.log)")
        }
    }

    /// Stops the server for a moment, to copy its data with the state of its replication (contextCSN).
    public func backUp(as name: String) async throws {
        await process.stop(by: SIGTERM)
        try await directory.run("cp", "-a", directory.path("data"), directory.path(name))
        try await restart()
    }

    /// Changes entries with ldapmodify(1), as the administrator; a change that fails does not stop those after it.
    public func change(_ ldif: String) async throws {
        let file = try directory.write(ldif, to: "changes-\(UUID().uuidString).ldif")
        let command = TestCommand(arguments: [
            "ldapmodify", "-c", "-x", "-H", ldapiURI, "-D", rootDN, "-w", rootPassword, "-f", file,
        ])
        _ = try await command.status(output: directory.url.appendingPathComponent("changes.log"))
    }

    /// Changes the configuration of the server with ldapmodify(1).
    public func configure(_ ldif: String) async throws {
        let file = try directory.write(ldif, to: "configure.ldif")
        try await directory.run("ldapmodify", "-Q", "-Y", "EXTERNAL", "-H", ldapiURI, "-f", file)
    }

    /// Stops or continues the process of the server, to simulate a hung machine.
    public func suspend(_ still: Bool) {
        process.signal(still ? SIGSTOP : SIGCONT)
    }

    /// Writes a file that only its owner can read into the server's directory.
    ///
    /// - Returns: The path of the file.
    public func secretFile(_ text: String, name: String = "password") throws -> String {
        try directory.writeSecret(text, to: name)
    }
}

extension SlapdServer {
    private static func prepare(
        _ configuration: SlapdConfiguration,
        in directory: ServerDirectory,
        ldif: String
    ) async throws {
        let suffix = configuration.options.suffix
        try directory.makeDirectories(["config", "data"])
        if configuration.options.offersTLS {
            try await TestCertificates(
                directory: directory.url,
                server: configuration.options.certificate
            ).make()
        }
        let first = suffix.split(separator: ",")[0].split(separator: "=")
        let top =
            "dn: \(suffix)\nobjectClass: organization\nobjectClass: dcObject\no: Example\ndc: \(first[1])\n\n"
        for (number, text) in [configuration.ldif, top + ldif].enumerated() {
            let file = try directory.write(text, to: "\(number).ldif")
            let config = directory.path("config")
            try await directory.run("/usr/sbin/slapadd", "-q", "-F", config, "-n", "\(number)", "-l", file)
        }
    }

    private static func launch(_ options: SlapdOptions, _ directory: ServerDirectory) async throws
        -> SlapdServer
    {
        var log = ""
        // A port that was free a moment ago may be in use now, so try more than once.
        for _ in 0..<5 {
            let ports = (try SilentListener.freePort(), try SilentListener.freePort())
            let process = try spawn(options, directory, ports)
            let server = SlapdServer(options, directory, process, ports)
            if try await process.answers(at: server.ldapiURI) { return server }
            log = process.log
            await process.stop()
        }
        throw ChildProcess.Failure(description: "slapd does not start: \(log)")
    }

    private static func spawn(
        _ options: SlapdOptions,
        _ directory: ServerDirectory,
        _ ports: (Int, Int)
    ) throws -> ServerProcess {
        let socket = directory.path("ldapi").replacingOccurrences(of: "/", with: "%2F")
        var uris = "ldapi://\(socket) ldap://127.0.0.1:\(ports.0)"
        if options.offersTLS { uris += " ldaps://127.0.0.1:\(ports.1)" }
        return try ServerProcess(
            ["/usr/sbin/slapd", "-d", "0", "-F", "config", "-h", uris],
            in: directory,
            environment: options.environment
        )
    }
}
