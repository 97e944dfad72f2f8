import Foundation
import ProcessTestSupport

/// A Kerberos realm for one test: MIT's krb5kdc as a plain process on a free port, in a temporary directory.
public final class TestKDC: Sendable {
    /// The realm.
    public static let realm = "EXAMPLE.TEST"

    private let directory: URL
    private let process: ChildProcess
    private let leash: Leash

    /// The krb5.conf(5) with which programs find the KDC.
    public var configurationFile: String { path("krb5.conf") }
    /// The directory that is removed when the KDC stops; tests may put files into it.
    public var directoryPath: String { directory.path }

    private init(_ directory: URL, _ process: ChildProcess, _ leash: Leash) {
        self.directory = directory
        self.process = process
        self.leash = leash
    }

    /// Starts a KDC, runs the body, and removes the KDC with its files.
    ///
    /// - Parameters:
    ///   - principals: The principals to create, without the realm, such as `ldap/localhost`.
    ///   - body: The code to run with the KDC.
    /// - Throws: The error of the body, or the reason why the KDC does not start.
    public static func withKDC(
        principals: [String],
        _ body: (TestKDC) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("kdc-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try write(configuration(directory, 0), to: directory)
        try await administer(directory, ["kdb5_util", "create", "-s", "-P", "master", "-r", realm])
        for principal in principals {
            try await administer(directory, ["kadmin.local", "addprinc", "-randkey", principal])
        }
        let kdc = try await launch(in: directory)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(kdc))
        } catch {
            outcome = .failure(error)
        }
        await kdc.stop()
        try outcome.get()
    }

    /// Writes the keys of a principal into a new keytab.
    ///
    /// - Returns: The path of the keytab.
    public func keytab(of principal: String) async throws -> String {
        let file = path(principal.replacingOccurrences(of: "/", with: "-") + ".keytab")
        try await Self.administer(directory, ["kadmin.local", "ktadd", "-norandkey", "-k", file, principal])
        return file
    }

    /// Gets a ticket for a principal.
    ///
    /// - Parameters:
    ///   - principal: The principal; its keytab is made if needed.
    ///   - lifetime: How long the ticket is valid, as kinit(1) takes it, such as `1s`.
    /// - Returns: The ticket cache, as for `KRB5CCNAME`.
    /// - Throws: If kinit fails.
    public func ticketCache(of principal: String, lifetime: String = "1h") async throws -> String {
        let cache = "FILE:" + path("cache-\(UUID().uuidString.prefix(8))")
        let keys = try await keytab(of: principal)
        try await Self.administer(
            directory,
            ["kinit", "-c", cache, "-k", "-t", keys, "-l", lifetime, principal]
        )
        return cache
    }

    /// Ends the KDC; its port answers no more.
    public func stop() async {
        process.signal(SIGKILL)
        _ = await process.ended()
        leash.send("ended")
    }

    /// Stops or continues the process of the KDC, to simulate a hung machine.
    public func suspend(_ still: Bool) {
        process.signal(still ? SIGSTOP : SIGCONT)
    }
}

extension TestKDC {
    private func path(_ name: String) -> String {
        directory.appendingPathComponent(name).path
    }

    private static func configuration(_ directory: URL, _ port: Int) -> [String: String] {
        let client = """
            [libdefaults]
            default_realm = \(realm)
            dns_lookup_kdc = false
            dns_lookup_realm = false
            dns_canonicalize_hostname = false
            rdns = false
            # UDP gives up sooner than a busy machine answers.
            udp_preference_limit = 1
            [realms]
            \(realm) = {
                kdc = 127.0.0.1:\(port)
            }

            """
        let server = """
            [kdcdefaults]
            kdc_listen = 127.0.0.1:\(port)
            kdc_tcp_listen = 127.0.0.1:\(port)
            [realms]
            \(realm) = {
                database_name = \(directory.path)/principal
                key_stash_file = \(directory.path)/stash
            }
            [logging]
            kdc = FILE:\(directory.path)/kdc.log

            """
        return ["krb5.conf": client, "kdc.conf": server]
    }

    private static func write(_ files: [String: String], to directory: URL) throws {
        for (name, text) in files { try Data(text.utf8).write(to: directory.appendingPathComponent(name)) }
    }

    private static func environment(_ directory: URL) -> [String] {
        [
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "KRB5_CONFIG=\(directory.path)/krb5.conf",
            "KRB5_KDC_PROFILE=\(directory.path)/kdc.conf",
        ]
    }

    private static func administer(_ directory: URL, _ command: [String]) async throws {
        try await TestCommand(arguments: ["env"] + environment(directory) + command).run(in: directory)
    }

    private static func launch(in directory: URL) async throws -> TestKDC {
        var failure: (any Error)?
        // A port that was free a moment ago may be in use now, so try more than once.
        for _ in 0..<5 {
            let port = try SilentListener.freePort()
            try write(configuration(directory, port), to: directory)
            let kdc = try start(in: directory)
            do {
                try await kdc.awaitPort(port)
                return kdc
            } catch {
                failure = error
                await kdc.stop()
            }
        }
        throw failure ?? ChildProcess.Failure(description: "krb5kdc does not start")
    }

    private static func start(in directory: URL) throws -> TestKDC {
        let leash = try Leash()
        defer { leash.closeHelperEnd() }
        let script = """
            exec 3<&0
            (read -r line <&3; test "$line" = ended || kill -KILL $$) &
            exec krb5kdc -n 3<&- </dev/null
            """
        let process = try ChildProcess(
            ["/bin/sh", "-c", script],
            environment: environment(directory),
            input: leash.helperEnd,
            output: directory.appendingPathComponent("output").path
        )
        return TestKDC(directory, process, leash)
    }

    private func awaitPort(_ port: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try !SilentListener.accepts(port) {
            guard process.exitStatus == nil, ContinuousClock.now < deadline else {
                let log = try? String(
                    contentsOf: directory.appendingPathComponent("kdc.log"),
                    encoding: .utf8
                )
                throw ChildProcess.Failure(description: "krb5kdc does not start: \(log ?? "no log")")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
