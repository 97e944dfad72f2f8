import Foundation
import LDAPClient
import LDAPTestSupport
import Testing

@Suite struct BindTests {
    /// Options with which only one identity can read the people.
    private static func onlyFor(_ who: String) -> SlapdOptions {
        var options = SlapdOptions()
        options.databaseConfiguration = [
            "olcAccess: {0}to dn.subtree=\"ou=people,dc=example,dc=org\" by \(who) read by anonymous auth by * none",
            "olcAccess: {1}to * by * read",
        ]
        return options
    }
    private static let people = "ou=people,dc=example,dc=org"

    @Test func `binds with a password over sockets that do not leave the machine`() async throws {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 1)) { server in
            for uri in [server.ldapiURI, server.ldapURI, server.misnamedLDAPURI] {
                let file = try server.secretFile(server.rootPassword + "\n")
                let bind = LDAPSettings.Bind.simple(dn: server.rootDN, passwordFile: file)
                let connection = try await connect(LDAPSettings(uris: [uri], bind: bind))
                let entry = try await connection.entry(at: "cn=module{0},cn=config")
                #expect(entry == nil)
                #expect(try await connection.entry(at: Self.people) != nil)
                #expect(await connection.uri == uri)
            }
        }
    }

    @Test func `reports a wrong password without repeating it in the message`() async throws {
        try await SlapdServer.withServer { server in
            let file = try server.secretFile("wrong and secret")
            let bind = LDAPSettings.Bind.simple(dn: server.rootDN, passwordFile: file)
            let error = try await #require(throws: LDAPError.self) {
                try await connect(LDAPSettings(uris: [server.ldapiURI, server.ldapURI], bind: bind))
            }
            #expect(error.code == .denied)
            #expect(error.resultCode == .invalidCredentials)
            #expect(error.message.contains(server.ldapiURI))
            #expect(!String(reflecting: error).contains("wrong and secret"))
        }
    }

    @Test func `authenticates as the uid of the process with SASL EXTERNAL over ldapi`() async throws {
        let identity = "gidNumber=\(getegid())+uidNumber=\(geteuid()),cn=peercred,cn=external,cn=auth"
        let options = Self.onlyFor("dn.exact=\"\(identity)\"")
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 1), options: options) { server in
            let known = try await connect(LDAPSettings(uris: [server.ldapiURI], bind: .saslExternal))
            #expect(try await known.entry(at: Self.people) != nil)
            let unknown = try await connect(server)
            let error = try await #require(throws: LDAPError.self) {
                try await unknown.entry(at: Self.people)
            }
            #expect(error.code == .denied)
        }
    }

    @Test func `authenticates as the certificate subject with SASL EXTERNAL over TLS`() async throws {
        let options = Self.onlyFor("dn.exact=\"cn=sync,o=Example\"")
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 1), options: options) { server in
            var settings = LDAPSettings(uris: [server.ldapsURI], bind: .saslExternal)
            settings.tls.certificateAuthorityFile = server.certificateAuthorityFile
            settings.tls.certificateFile = server.clientCertificate.file
            settings.tls.keyFile = server.clientCertificate.keyFile
            let connection = try await connect(settings)
            #expect(try await connection.entry(at: Self.people) != nil)
        }
    }

    @Test func `reports that the server forbids anonymous binds`() async throws {
        var options = SlapdOptions()
        options.globalConfiguration = ["olcDisallows: bind_anon"]
        try await SlapdServer.withServer(options: options) { server in
            let error = try await #require(throws: LDAPError.self) { try await connect(server) }
            #expect(error.code == .denied)
            #expect(error.resultCode == .inappropriateAuthentication)
        }
    }

    @Test(
        arguments: [
            (
                uri: "ldap://ldap.example.org",
                bind: LDAPSettings.Bind.simple(dn: "cn=a", passwordFile: "/none")
            ),
            (uri: "ldap://127.example.org", bind: .simple(dn: "cn=a", passwordFile: "/none")),
            (uri: "ldap://192.0.2.1", bind: .simple(dn: "cn=a", passwordFile: "/none")),
            (uri: "ldapi:///", bind: .simple(dn: "", passwordFile: "/none")),
            (uri: "ldap://localhost", bind: .saslExternal),
            (uri: "ldaps://localhost", bind: .saslExternal),
        ])
    func `refuses an unsafe combination of URI and bind before sending anything`(
        uri: String,
        bind: LDAPSettings.Bind
    ) async throws {
        let error = try await #require(throws: LDAPError.self) {
            try await connect(LDAPSettings(uris: [uri], bind: bind))
        }
        #expect(error.code == .badSettings)
    }

    @Test(
        arguments: [
            (mode: 0o640, text: "secret", complaint: "chmod 0600"),
            (mode: 0o604, text: "secret", complaint: "chmod 0600"),
            (mode: 0o600, text: "", complaint: "is empty"),
            (mode: 0o600, text: "\n", complaint: "is empty"),
            (mode: 0o600, text: "a\0b", complaint: "NUL"),
            (mode: 0o600, text: String(repeating: "x", count: 5000), complaint: "more than 4096"),
        ])
    func `refuses an unsuitable password file and says how to fix it`(
        mode: Int,
        text: String,
        complaint: String
    ) async throws {
        try await withTemporaryDirectory { directory in
            let file = directory.appendingPathComponent("password")
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
            let error = try await refusal(passwordFile: file.path)
            #expect(error.message.contains(complaint) && error.message.contains(file.path))
            #expect(!error.message.contains("secret f") || !text.contains("secret f"))
        }
    }

    @Test func `refuses a password file that is a link, pipe or directory`() async throws {
        try await withTemporaryDirectory { directory in
            let file = directory.appendingPathComponent("password")
            try Data("secret".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
            let link = directory.appendingPathComponent("link")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
            let pipe = directory.appendingPathComponent("pipe")
            #expect(mkfifo(pipe.path, 0o600) == 0)
            #expect(try await refusal(passwordFile: link.path).message.contains("symbolic link"))
            #expect(try await refusal(passwordFile: pipe.path).message.contains("regular file"))
            #expect(try await refusal(passwordFile: directory.path).message.contains("regular file"))
            #expect(try await refusal(passwordFile: file.path + "x").message.contains("cannot be opened"))
        }
    }

    private func refusal(passwordFile: String) async throws -> LDAPError {
        let bind = LDAPSettings.Bind.simple(dn: "cn=a", passwordFile: passwordFile)
        let error = try await #require(throws: LDAPError.self) {
            try await connect(LDAPSettings(uris: ["ldapi://%2Fnonexistent"], bind: bind))
        }
        #expect(error.code == .badSettings)
        return error
    }

    private func withTemporaryDirectory(_ body: (URL) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try await body(directory)
    }
}
