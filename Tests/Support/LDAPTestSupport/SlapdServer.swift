import Foundation
import ProcessTestSupport

/// A slapd for one test, in a temporary directory that is removed after the test.
///
/// It listens on a local socket and on free loopback ports. A helper shell waits for the test and kills the
/// server even if the test process dies.
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

    private let directory: URL
    private let process: ChildProcess
    private let leash: Leash

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
    public var socketPath: String { path("ldapi") }
    /// The file of the authority that signed the server's certificate.
    public var certificateAuthorityFile: String { path("ca.pem") }
    /// A client certificate for `cn=sync,o=Example` and its key.
    public var clientCertificate: (file: String, keyFile: String) { (path("client.pem"), path("client.key")) }

    private init(
        _ options: SlapdOptions,
        _ directory: URL,
        _ process: ChildProcess,
        _ leash: Leash,
        _ ports: (Int, Int)
    ) {
        suffix = options.suffix
        self.directory = directory
        self.process = process
        self.leash = leash
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
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("slapd-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        do {
            let configuration = SlapdConfiguration(
                options: options,
                directory: directory,
                rootPassword: "correct horse"
            )
            try await prepare(configuration, ldif: ldif)
            return try await launch(options, directory)
        } catch {
            try? FileManager.default.removeItem(at: directory)
            throw error
        }
    }

    /// Ends the server and removes its directory.
    public func stop() async {
        await endProcess()
        try? FileManager.default.removeItem(at: directory)
    }

    private func endProcess() async {
        process.signal(SIGKILL)
        _ = await process.ended()
        // Otherwise the helper would kill a process that has reused the server's process ID.
        leash.send("ended")
    }

    /// Kills the server immediately; the caller must still call ``stop()``.
    public func kill() {
        process.signal(SIGKILL)
    }

    /// Stops or continues the process of the server, to simulate a hung machine.
    public func suspend(_ still: Bool) {
        process.signal(still ? SIGSTOP : SIGCONT)
    }

    /// Writes a file that only its owner can read into the server's directory.
    ///
    /// - Returns: The path of the file.
    public func secretFile(_ text: String, name: String = "password") throws -> String {
        let file = directory.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        return file.path
    }
}

extension SlapdServer {
    private func path(_ name: String) -> String {
        directory.appendingPathComponent(name).path
    }

    private static func prepare(_ configuration: SlapdConfiguration, ldif: String) async throws {
        let directory = configuration.directory
        let suffix = configuration.options.suffix
        for name in ["config", "data"] {
            try FileManager.default.createDirectory(
                at: directory.appendingPathComponent(name),
                withIntermediateDirectories: false
            )
        }
        if configuration.options.offersTLS {
            try await TestCertificates(
                directory: directory,
                server: configuration.options.certificate
            ).make()
        }
        let first = suffix.split(separator: ",")[0].split(separator: "=")
        let top =
            "dn: \(suffix)\nobjectClass: organization\nobjectClass: dcObject\no: Example\ndc: \(first[1])\n\n"
        for (number, text) in [configuration.ldif, top + ldif].enumerated() {
            let file = directory.appendingPathComponent("\(number).ldif")
            try Data(text.utf8).write(to: file)
            let config = directory.appendingPathComponent("config").path
            let command = ["/usr/sbin/slapadd", "-q", "-F", config, "-n", "\(number)", "-l", file.path]
            try await TestCommand(arguments: command).run(in: directory)
        }
    }

    private static func launch(_ options: SlapdOptions, _ directory: URL) async throws -> SlapdServer {
        var log = ""
        // A port that was free a moment ago may be in use now, so try more than once.
        for _ in 0..<5 {
            let ports = (try SilentListener.freePort(), try SilentListener.freePort())
            let (process, leash) = try spawn(options, directory, ports)
            let server = SlapdServer(options, directory, process, leash, ports)
            if try await server.answers() { return server }
            log = (try? String(contentsOf: directory.appendingPathComponent("log"), encoding: .utf8)) ?? ""
            await server.endProcess()
        }
        throw ChildProcess.Failure(description: "slapd does not start: \(log)")
    }

    private static func spawn(
        _ options: SlapdOptions,
        _ directory: URL,
        _ ports: (Int, Int)
    ) throws -> (ChildProcess, Leash) {
        let socket = directory.appendingPathComponent("ldapi").path.replacingOccurrences(of: "/", with: "%2F")
        var uris = "ldapi://\(socket) ldap://127.0.0.1:\(ports.0)"
        if options.offersTLS { uris += " ldaps://127.0.0.1:\(ports.1)" }
        let script = """
            cd "$1" || exit 1
            exec 3<&0
            (read -r line <&3; test "$line" = ended || kill -KILL $$) &
            exec /usr/sbin/slapd -d 0 -F config -h "$2" 3<&- </dev/null
            """
        let leash = try Leash()
        defer { leash.closeHelperEnd() }
        let log = directory.appendingPathComponent("log").path
        let environment = ProcessInfo.processInfo.environment.merging(options.environment) { $1 }
        let process = try ChildProcess(
            ["/bin/sh", "-c", script, "sh", directory.path, uris],
            environment: environment.map { "\($0)=\($1)" },
            input: leash.helperEnd,
            output: log
        )
        return (process, leash)
    }

    /// Waits until the server answers; false if it ends instead.
    private func answers() async throws -> Bool {
        let command = TestCommand(arguments: ["ldapwhoami", "-x", "-H", ldapiURI, "-o", "nettimeout=5"])
        let output = directory.appendingPathComponent("whoami")
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline {
            let status = try await command.status(output: output)
            let said = try String(contentsOf: output, encoding: .utf8)
            // Any answer counts, because a test may have forbidden this bind.
            if status == 0 || !said.contains("Can't contact LDAP server") { return true }
            if process.exitStatus != nil { return false }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
