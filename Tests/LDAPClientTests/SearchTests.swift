import LDAPClient
import LDAPEntries
import LDAPTestSupport
import Testing

@Suite struct SearchTests {
    private static let photo = """
        dn: uid=photo,ou=people,dc=example,dc=org
        objectClass: inetOrgPerson
        uid: photo
        cn: P
        cn;lang-de: Bild
        sn: P
        jpegPhoto:: AAH/gAoA

        """

    @Test(arguments: [nil, 100, 1])
    func `returns complete entries in batches, with binary values intact`(pageSize: Int?) async throws {
        let ldif = SampleUsers.ldif(count: 600) + Self.photo
        try await SlapdServer.withServer(ldif: ldif) { server in
            let connection = try await connect(server)
            let request = SearchRequest(
                base: server.suffix,
                filter: "(uid=*)",
                attributes: ["*", "entryUUID"],
                pageSize: pageSize
            )
            var entries: [String: LDAPEntry] = [:]
            var batches = 0
            for try await batch in connection.search(request) {
                #expect(!batch.isEmpty && batch.count <= 256)
                for entry in batch { entries[entry.dn] = entry }
                batches += 1
            }
            #expect(entries.count == 601)
            #expect(batches > 2)
            let user = try #require(entries["uid=user7,ou=people,dc=example,dc=org"])
            #expect(user.text(of: "UIDNUMBER") == "10007")
            #expect(user.texts(of: "objectClass") == ["inetOrgPerson", "posixAccount"])
            #expect(user.text(of: "entryUUID")?.utf8.count == 36)
            let photo = try #require(entries["uid=photo,ou=people,dc=example,dc=org"])
            #expect(photo.values(of: "jpegPhoto") == [[0, 1, 255, 128, 10, 0]])
            #expect(photo.text(of: "jpegPhoto") == nil)
            #expect(photo.text(of: "cn;lang-de") == "Bild")
        }
    }

    @Test func `returns only the requested attributes`() async throws {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 1)) { server in
            let connection = try await connect(server)
            let entry = try #require(
                try await connection.entry(
                    at: "uid=user0,ou=people,\(server.suffix)",
                    attributes: ["uidNumber"]
                )
            )
            #expect(entry.descriptions == ["uidnumber"])
        }
    }

    @Test func `ends an empty search without an error`() async throws {
        try await SlapdServer.withServer { server in
            let connection = try await connect(server)
            #expect(try await count(connection, SearchRequest(base: server.suffix, filter: "(uid=x)")) == 0)
            #expect(try await connection.entry(at: "uid=x,\(server.suffix)") == nil)
        }
    }

    @Test func `reports the existing part of a missing base and the server's suffix`() async throws {
        try await SlapdServer.withServer { server in
            let connection = try await connect(server)
            let error = try await #require(throws: LDAPError.self) {
                try await count(connection, SearchRequest(base: "ou=a,ou=b,\(server.suffix)"))
            }
            #expect(error.code == .noSuchBase)
            #expect(error.resultCode == .noSuchObject)
            #expect(error.matchedDN == server.suffix)
            #expect(error.message.contains("the server has '\(server.suffix)'"))
            #expect(try await count(connection, SearchRequest(base: server.suffix)) == 1)
        }
    }

    @Test(arguments: [nil, 4, 100])
    func `reports a size limit as an error after the received entries`(pageSize: Int?) async throws {
        var options = SlapdOptions()
        options.sizeLimit = 10
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 30), options: options) { server in
            let connection = try await connect(server)
            var received = 0
            let error = try await #require(throws: LDAPError.self) {
                let request = SearchRequest(base: server.suffix, pageSize: pageSize)
                for try await batch in connection.search(request) { received += batch.count }
            }
            #expect(error.code == .incomplete)
            #expect(error.resultCode == .sizeLimitExceeded)
            #expect(received <= 10)
        }
    }

    @Test func `reports an error when the server dies during a search`() async throws {
        let ldif = SampleUsers.ldif(count: 3000, padding: 4000)
        try await SlapdServer.withServer(ldif: ldif) { server in
            let connection = try await connect(server)
            var received = 0
            let error = try await #require(throws: LDAPError.self) {
                for try await batch in connection.search(SearchRequest(base: server.suffix)) {
                    if received == 0 { server.kill() }
                    received += batch.count
                }
            }
            #expect(error.code == .unreachable)
            #expect(received > 0 && received < 3000)
            let again = try await #require(throws: LDAPError.self) { try await connection.rootDSE() }
            #expect(again.code == .closed)
        }
    }

    @Test func `times out when the server hangs during a search`() async throws {
        let ldif = SampleUsers.ldif(count: 3000, padding: 4000)
        try await SlapdServer.withServer(ldif: ldif) { server in
            let connection = try await connect(LDAPSettings(uris: [server.ldapiURI]).impatient())
            let error = try await #require(throws: LDAPError.self) {
                for try await _ in connection.search(SearchRequest(base: server.suffix)) {
                    server.suspend(true)
                }
            }
            #expect(error.code == .timedOut)
        }
    }

    @Test func `cancels a search and keeps the connection usable`() async throws {
        let ldif = SampleUsers.ldif(count: 3000, padding: 4000)
        try await SlapdServer.withServer(ldif: ldif) { server in
            let connection = try await connect(server)
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let search = Task {
                do throws(LDAPError) {
                    for try await _ in connection.search(SearchRequest(base: server.suffix)) {
                        start.yield()
                        while !Task.isCancelled { await Task.yield() }
                    }
                    return LDAPError.Code?.none
                } catch {
                    return error.code
                }
            }
            for await _ in started { break }
            search.cancel()
            #expect(await search.value == .cancelled)
            #expect(try await connection.entry(at: server.suffix) != nil)
        }
    }

    @Test func `keeps the connection usable when a search is not read to its end`() async throws {
        let ldif = SampleUsers.ldif(count: 3000, padding: 4000)
        try await SlapdServer.withServer(ldif: ldif) { server in
            let connection = try await connect(server)
            for try await _ in connection.search(SearchRequest(base: server.suffix)) { break }
            #expect(try await connection.entry(at: server.suffix) != nil)
        }
    }

    @Test func `rejects a second search while one is running`() async throws {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 600)) { server in
            let connection = try await connect(server)
            for try await _ in connection.search(SearchRequest(base: server.suffix)) {
                let error = try await #require(throws: LDAPError.self) { try await connection.rootDSE() }
                #expect(error.code == .connectionInUse)
                break
            }
        }
    }

    @Test func `reports a referral with the server that holds the base`() async throws {
        var options = SlapdOptions()
        options.globalConfiguration = ["olcReferral: ldap://elsewhere.example.net"]
        try await SlapdServer.withServer(options: options) { server in
            let connection = try await connect(server)
            let error = try await #require(throws: LDAPError.self) {
                try await count(connection, SearchRequest(base: "dc=other,dc=net"))
            }
            #expect(error.code == .referral)
            #expect(error.referrals.first?.hasPrefix("ldap://elsewhere.example.net/dc=other,dc=net") == true)
        }
    }

    @Test func `reports a search as incomplete when it continues on another server`() async throws {
        let ldif = """
            dn: ou=away,dc=example,dc=org
            objectClass: referral
            objectClass: extensibleObject
            ou: away
            ref: ldap://elsewhere.example.net/ou=away,dc=example,dc=org

            """
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 5) + ldif) { server in
            let connection = try await connect(server)
            let error = try await #require(throws: LDAPError.self) {
                try await count(connection, SearchRequest(base: server.suffix, filter: "(uid=*)"))
            }
            #expect(error.code == .incomplete)
            #expect(error.referrals.count == 1)
            #expect(error.referrals.first?.contains("elsewhere.example.net") == true)
        }
    }

    @Test(
        arguments: [
            SearchRequest(base: "dc=example,dc=org", filter: "(uid=", attributes: []),
            SearchRequest(base: "dc=example,dc=org\0,dc=net"),
            SearchRequest(base: "dc=example,dc=org", filter: "(uid=a\0)"),
            SearchRequest(base: "dc=example,dc=org", attributes: ["uid\0"]),
            SearchRequest(base: "dc=example,dc=org", pageSize: 0),
            SearchRequest(base: "no name"),
        ])
    func `rejects a malformed search request and keeps the connection usable`(request: SearchRequest)
        async throws
    {
        try await SlapdServer.withServer { server in
            let connection = try await connect(server)
            let error = try await #require(throws: LDAPError.self) {
                try await count(connection, request)
            }
            #expect(error.code == .badRequest)
            #expect(try await connection.entry(at: server.suffix) != nil)
        }
    }

    @Test func `omits the filter from the error description, and keeps it for debugging`() async throws {
        var options = SlapdOptions()
        options.sizeLimit = 1
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 3), options: options) { server in
            let connection = try await connect(server)
            let error = try await #require(throws: LDAPError.self) {
                try await count(connection, SearchRequest(base: server.suffix, filter: "(uid=user*)"))
            }
            #expect(!"\(error)".contains("user*"))
            #expect(String(reflecting: error).contains("(uid=user*)"))
        }
    }

    @Test(arguments: ["*", "(", ")", "\\", "a*b(c)\\d", "\u{0}", "Jürgen", "plain"])
    func `escapes special characters in a filter value`(value: String) async throws {
        let escaped = SearchFilter.escaped(value)
        let hasBareSpecial = escaped.contains { "*()\0".contains($0) }
        #expect(!hasBareSpecial)
        let ldif = SampleUsers.ldif(count: 2)
        try await SlapdServer.withServer(ldif: ldif) { server in
            let connection = try await connect(server)
            let request = SearchRequest(base: server.suffix, filter: "(cn=\(escaped))")
            #expect(try await count(connection, request) == 0)
        }
    }

    @Test func `reads naming contexts, controls and extensions from the root DSE`() async throws {
        try await SlapdServer.withServer { server in
            let root = try await connect(server).rootDSE()
            #expect(root.namingContexts == [server.suffix])
            #expect(root.supportedControls.contains("1.2.840.113556.1.4.319"))
            #expect(root.supportedExtensions.contains("1.3.6.1.4.1.1466.20037"))
        }
    }

    private func count(_ connection: LDAPConnection, _ request: SearchRequest) async throws -> Int {
        var count = 0
        for try await batch in connection.search(request) { count += batch.count }
        return count
    }
}
