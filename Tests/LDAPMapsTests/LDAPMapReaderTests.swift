import AutomountResolver
import HostFiles
import LDAPMaps
import LDAPTestSupport
import Logging
import Testing

/// Maps that are read from a real LDAP server.
@Suite struct LDAPMapReaderTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private static let bis = Schemas.all[2]
    private static let home = "automountMapName=auto.home,dc=example,dc=org"

    private static func reader(
        _ client: LDAPMapClient,
        _ authentication: AuthenticationFile = .missing,
        limits: LDAPMapReader.Limits = LDAPMapReader.Limits()
    ) -> LDAPMapReader {
        let access = LDAPAccess(AutofsConfiguration(reading: client), authentication: authentication)
        return LDAPMapReader(access: access, limits: limits, logger: quiet)
    }

    /// Starts an LDAP server with maps and resolves paths on a client.
    private static func sources(
        of paths: [String],
        ldif: String,
        configuration: String = "",
        master: String? = nil
    ) async throws -> [Resolution] {
        try await SlapdServer.withServer(ldif: ldif) { server in
            let client = LDAPMapClient(configuration: configuration, master: master, server: server.ldapURI)
            let reader = reader(client)
            var resolutions: [Resolution] = []
            for path in paths {
                resolutions.append(await client.resolve(path) { await reader.outcome(of: $0) })
            }
            await reader.close()
            return resolutions
        }
    }

    private static func entry(_ key: String, _ value: String) -> String {
        """
        dn: automountKey=\(key),\(home)
        objectClass: automount
        automountKey: \(key)
        automountInformation\(value)


        """
    }

    @Test(arguments: Schemas.all)
    func `reads key, wildcard and master map from slapd in each schema`(schema: Schemas.Schema)
        async throws
    {
        for configuration in [schema.configuration, ""] {
            let resolutions = try await Self.sources(
                of: ["/home/alice", "/home/bob", "/home/Alice"],
                ldif: Schemas.ldif(schema, top: false),
                configuration: configuration
            )
            #expect(
                resolutions.flatMap { $0.mounts.map(\.source) }
                    == ["server:/exact", "server:/wild/bob", "server:/wild/Alice"]
            )
        }
    }

    @Test func `escapes a looked-up name in the search filter`() async throws {
        let resolutions = try await Self.sources(
            of: ["/home/al*", "/home/*", "/home/a\\6cice", "/home/x)(automountKey=alice"],
            ldif: Schemas.ldif(Self.bis, top: false)
        )
        #expect(
            resolutions.map { $0.mounts.first?.source } == [
                "server:/wild/al*", "server:/wild/*", "server:/wild/a6cice", nil,
            ]
        )
    }

    @Test func `survives values of a megabyte and values with a NUL byte`() async throws {
        let long = String(repeating: "x", count: 1 << 20)
        let ldif =
            Schemas.ldif(Self.bis, top: false) + Self.entry("long", ": \(long)")
            // server:/a, a NUL byte, and b.
            + Self.entry("nul", ":: c2VydmVyOi9hAGI=")
        let resolutions = try await Self.sources(of: ["/home/long", "/home/nul"], ldif: ldif)
        #expect(resolutions[0].failure?.code == .badEntry)
        #expect(resolutions[0].failure?.file == "automountKey=long,\(Self.home)")
        #expect(resolutions[1].mounts.map(\.source) == ["server:/a"])
    }

    @Test func `reads a direct map of 20,000 entries, and stops at the limits`() async throws {
        var ldif = Schemas.ldif(Self.bis, top: false)
        for number in 0..<20_000 { ldif += Self.entry("/d/\(number)", ": server:/d/\(number)") }
        try await SlapdServer.withServer(ldif: ldif) { server in
            let client = LDAPMapClient(
                configuration: "",
                master: "/- ldap:auto.home\n",
                server: server.ldapURI
            )
            let reader = Self.reader(client)
            let resolution = await client.resolve("/d/19999") { await reader.outcome(of: $0) }
            #expect(resolution.mounts.map(\.source) == ["server:/d/19999"])
            await reader.close()
            for limits in [LDAPMapReader.Limits(entries: 1_000), .init(bytes: 10_000)] {
                let frugal = Self.reader(client, limits: limits)
                let failure = await client.resolve("/d/1") { await frugal.outcome(of: $0) }.failure
                #expect(failure?.code == .ldapFailed)
                #expect(failure?.message.contains("exceeds the limit") == true)
                await frugal.close()
            }
        }
    }

    @Test func `asks in pages when the server limits the size of results`() async throws {
        var ldif = Schemas.ldif(Self.bis, top: false)
        for number in 0..<2_000 { ldif += Self.entry("/d/\(number)", ": server:/d/\(number)") }
        var options = SlapdOptions()
        options.databaseConfiguration = ["olcLimits: {0}* size.soft=700 size.hard=700 size.prtotal=unlimited"]
        try await SlapdServer.withServer(ldif: ldif, options: options) { server in
            let client = LDAPMapClient(
                configuration: "",
                master: "/- ldap:auto.home\n",
                server: server.ldapURI
            )
            let reader = Self.reader(client)
            let resolution = await client.resolve("/d/1999") { await reader.outcome(of: $0) }
            #expect(resolution.mounts.map(\.source) == ["server:/d/1999"])
            await reader.close()
        }
    }

    @Test func `names a server that is silent or unreachable`() async throws {
        let silent = try SilentListener()
        let gone = try SilentListener.freePort()
        for server in ["ldap://127.0.0.1:\(silent.port)", "ldap://127.0.0.1:\(gone)"] {
            let client = LDAPMapClient(
                configuration: "ldap_timeout = 1\nldap_network_timeout = 1\n",
                master: "/home ldap:auto.home\n",
                server: server
            )
            let reader = Self.reader(client)
            let failure = await client.resolve("/home/alice") { await reader.outcome(of: $0) }.failure
            #expect(failure?.code == .ldapFailed)
            #expect(failure?.message.contains(server) == true)
        }
    }

    @Test func `gives up on a server that hangs after the first lookup`() async throws {
        try await SlapdServer.withServer(ldif: Schemas.ldif(Self.bis, top: false)) { server in
            let client = LDAPMapClient(configuration: "ldap_timeout = 1\n", server: server.ldapURI)
            let reader = Self.reader(client)
            let found = await client.resolve("/home/alice") { await reader.outcome(of: $0) }
            #expect(found.failure == nil)
            server.suspend(true)
            let failure = await client.resolve("/home/bob") { await reader.outcome(of: $0) }.failure
            server.suspend(false)
            #expect(failure != nil)
            await reader.close()
        }
    }

    @Test func `authenticates as autofs_ldap_auth.conf says, or reports what is unsupported`() async throws {
        var options = SlapdOptions()
        options.databaseConfiguration = ["olcAccess: {0}to * by users read by * auth"]
        let ldif = Schemas.ldif(Self.bis, top: false)
        try await SlapdServer.withServer(ldif: ldif, options: options) { server in
            let client = LDAPMapClient(configuration: Self.bis.configuration, server: server.ldapURI)
            func failure(_ attributes: String) async -> ResolutionFailure? {
                let text =
                    "<?xml version=\"1.0\" ?>\n<!-- user=\"x\" -->\n<autofs_ldap_sasl_conf \(attributes) />\n"
                let reader = Self.reader(client, .bytes(Array(text.utf8)))
                let resolution = await client.resolve("/home/alice") { await reader.outcome(of: $0) }
                await reader.close()
                return resolution.failure
            }
            let user = "authrequired='simple' user='\(server.rootDN)'"
            #expect(await failure("\(user) secret='\(server.rootPassword)'") == nil)
            #expect(await failure("\(user) encoded_secret=\"Y29ycmVjdCBob3JzZQ==\"") == nil)
            let ampersands = String(repeating: "&", count: 300_000)
            let password = "secret='\(server.rootPassword)'"
            #expect(await failure("clientprinc='\(ampersands)' \(user) \(password)") == nil)
            #expect(await failure("\(user) secret='wrong'")?.code == .ldapFailed)
            let sasl = await failure("authrequired=\"yes\" authtype=\"GSSAPI\"")
            #expect(sasl?.message.contains("GSSAPI") == true)
            #expect(await failure("usetls=\"no\"") != nil)
        }
    }
}
