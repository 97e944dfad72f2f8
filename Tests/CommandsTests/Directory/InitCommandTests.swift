import Foundation
import LDAPTestSupport
import Testing

/// `autohome init` on a real slapd, and `plan` with the file that it writes.
@Suite struct InitCommandTests {
    private static let people = "ou=people,dc=example,dc=org"
    private static let path = "etc/autohome/autohome.toml"

    /// Runs init below the root of a site that has no configuration yet.
    private func initialise(_ site: TemporarySite, _ arguments: String...) async throws -> Autohome.Result {
        try? FileManager.default.removeItem(atPath: "\(site.root)/\(Self.path)")
        return try await Autohome.run(
            ["init", "--uri", site.slapd.ldapiURI, "--server", "nfs.example.org", "--root", site.root]
                + arguments
        )
    }

    private func hideRootDSE(of site: TemporarySite) async throws {
        let change = """
            dn: olcDatabase={-1}frontend,cn=config
            changetype: modify
            add: olcAccess
            olcAccess: {0}to dn.base="" by * none
            olcAccess: {1}to * by * read

            """
        let file = try site.slapd.secretFile(change, name: "change.ldif")
        let result = try await Autohome.run(command: [
            "ldapmodify", "-Q", "-Y", "EXTERNAL", "-H", site.slapd.ldapiURI, "-f", file,
        ])
        #expect(result.status == 0, "\(result)")
    }

    @Test func `init describes users in two containers and maps, and plan accepts the file at once`()
        async throws
    {
        let students = "ou=students,dc=example,dc=org"
        let ldif =
            SampleUsers.ldif(count: 2_000) + SampleDirectory.container(students)
            + SampleDirectory.users("student", count: 304, from: 30_000, in: students)
            + SampleDirectory.user("far", 31_000, in: students, home: "/users/far")
            + SampleDirectory.user("daemon2", 200, in: Self.people)
            + SampleDirectory.user("root2", 0, in: Self.people) + SampleDirectory.maps
        try await TemporarySite.with([], ldif: ldif) { site in
            let result = try await initialise(site, "--clients", "192.0.2.0/24", "--clients", "@ws")
            #expect(result.status == 0, "\(result)")
            #expect(result.error.isEmpty)
            #expect(result.output.contains("2307 users below \"dc=example,dc=org\"\n"), "\(result.output)")
            #expect(result.output.contains("2002 of 2307 users below \"\(Self.people)\"\n"))
            #expect(result.output.contains("305 of 2307 users below \"\(students)\"\n"))
            #expect(result.output.contains("is OpenLDAP, as its root DSE shows\n"))
            let text = try site.read(Self.path)
            for line in [
                "base = \"dc=example,dc=org\"", "bases = [\"\(Self.people)\", \"\(students)\"]",
                "prefix = \"/home\"", "uid_min = 1000", "uid_max = 60000", "server = \"nfs.example.org\"",
                "clients = [\"192.0.2.0/24\", \"@ws\"]", "ldap_base = \"ou=automount,dc=example,dc=org\"",
                "bind = \"anonymous\"", "root = \"/srv/home\"",
            ] {
                #expect(text.contains("\n\(line)\n"), "\(line) is not in:\n\(text)")
            }
            #expect(!text.contains("\npage_size"))
            #expect(!text.contains("NOT SEEN"))
            #expect(try site.owner(of: Self.path) == [0, 0, 0o644])
            let plan = try await site.autohome("plan")
            // One home is elsewhere, and two numbers are those of system accounts.
            #expect(plan.status == 1, "\(plan)")
            #expect(plan.error.isEmpty)
            #expect(plan.output.contains("homes: 2304 to make"), "\(plan.output.suffix(300))")
            #expect(plan.output.contains("3 refused"))
        }
    }

    @Test func `init without clients lets only this machine mount, and plan accepts that`() async throws {
        try await TemporarySite.with([], ldif: SampleUsers.ldif(count: 2)) { site in
            let result = try await initialise(site)
            #expect(result.status == 0, "\(result)")
            #expect(try site.read(Self.path).contains("\nclients = [\"127.0.0.1\"]\n"))
            try await site.expect(0, "plan")
        }
    }

    @Test func `init overwrites no file and follows no link`() async throws {
        try await TemporarySite.with([], ldif: SampleUsers.ldif(count: 1)) { site in
            let before = try site.read(Self.path)
            let arguments = ["init", "--uri", site.slapd.ldapiURI, "--server", "nfs", "--root", site.root]
            for _ in 0..<2 {
                let result = try await Autohome.run(arguments)
                #expect(result.status == 2, "\(result)")
                #expect(result.error.contains("it is never overwritten"), "\(result)")
                #expect(result.output.isEmpty)
            }
            #expect(try site.read(Self.path) == before)
            let file = "\(site.root)/\(Self.path)"
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "elsewhere.toml")
            let result = try await Autohome.run(arguments)
            #expect(result.status == 2, "\(result)")
            #expect(result.error.contains("is a symbolic link"), "\(result)")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: "\(site.root)/etc/autohome")
                    == ["autohome.toml"]
            )
        }
    }

    @Test func `init writes to the named file, to that of --config, or to standard output`() async throws {
        try await TemporarySite.with([], ldif: SampleUsers.ldif(count: 1)) { site in
            let printed = try await initialise(site, "--out", "-")
            #expect(printed.status == 0, "\(printed)")
            #expect(!FileManager.default.fileExists(atPath: "\(site.root)/\(Self.path)"))
            for (option, name) in [("--out", "out.toml"), ("--config", "config.toml")] {
                let result = try await initialise(site, option, "\(site.root)/\(name)")
                #expect(result.status == 0, "\(result)")
                #expect(try site.read(name) == printed.output)
            }
            let missing = try await initialise(site, "--out", "\(site.root)/missing/autohome.toml")
            #expect(missing.status == 2)
            #expect(missing.error.contains("does not exist; make it"), "\(missing)")
        }
    }

    @Test func `init says that a size limit hides users, still writes a file, and ends with 2`() async throws
    {
        var options = SlapdOptions()
        options.sizeLimit = 5
        let ldif = SampleUsers.ldif(count: 10)
        try await TemporarySite.with([], ldif: ldif, options: options) { site in
            let result = try await initialise(site)
            #expect(result.status == 2, "\(result)")
            #expect(result.error.contains("not seen"), "\(result)")
            #expect(result.error.contains("sizeLimitExceeded (4)"))
            #expect(result.error.contains("olcLimits"))
            #expect(result.output.contains("at least 5 users"))
            let text = try site.read(Self.path)
            #expect(text.contains("# NOT SEEN"), "\(text)")
            // The users that were not seen may be anywhere.
            #expect(!text.contains("[directory.users]"))
            let plan = try await site.autohome("plan")
            #expect(plan.status == 2)
            #expect(plan.error.contains("sizeLimitExceeded"), "\(plan)")
        }
    }

    @Test func `init sets a page size if the server returns all users only in pages`() async throws {
        var options = SlapdOptions()
        options.databaseConfiguration = ["olcLimits: {0}* size.soft=5 size.hard=5 size.prtotal=unlimited"]
        let ldif = SampleUsers.ldif(count: 10)
        try await TemporarySite.with([], ldif: ldif, options: options) { site in
            let result = try await initialise(site)
            #expect(result.status == 0, "\(result)")
            #expect(try site.read(Self.path).contains("\npage_size = 500\n"))
            try await site.expect(0, "plan")
        }
    }

    @Test(arguments: [
        ("attrs=entryUUID", "no user has a usable entryUUID", "10 users below"),
        ("attrs=uidNumber", "no user has a usable uidNumber", "10 users below"),
        ("dn.subtree=\"ou=people,dc=example,dc=org\"", "no user is visible", "0 users below"),
        ("dn.subtree=\"dc=example,dc=org\"", "does not exist or is not visible", "at least 0 users below"),
    ])
    func `init says what access rules hide, and ends with 2`(
        hidden: String,
        warning: String,
        found: String
    ) async throws {
        var options = SlapdOptions()
        options.databaseConfiguration = [
            "olcAccess: {0}to \(hidden) by * none", "olcAccess: {1}to * by * read",
        ]
        let ldif = SampleUsers.ldif(count: 10)
        try await TemporarySite.with([], ldif: ldif, options: options) { site in
            let result = try await initialise(site)
            #expect(result.status == 2, "\(result)")
            #expect(result.error.contains(warning), "\(result)")
            #expect(result.output.contains(found), "\(result)")
            #expect(try site.read(Self.path).contains("# NOT SEEN"))
            // plan can read the file, and then sees as little as init did.
            let plan = try await site.autohome("plan")
            #expect(!plan.error.contains("autohome.toml"), "\(plan)")
        }
    }

    @Test func `init asks for a base if several naming contexts hold users`()
        async throws
    {
        var options = SlapdOptions()
        options.databaseConfiguration = SampleDirectory.secondDatabase
        try await TemporarySite.with([], ldif: SampleUsers.ldif(count: 1), options: options) { site in
            // The second database has no entry yet.
            let one = try await initialise(site)
            #expect(one.status == 0, "\(one)")
            #expect(one.output.contains("1 user below \"dc=example,dc=org\""), "\(one)")
            let other =
                "dn: dc=other\nobjectClass: organization\nobjectClass: dcObject\no: Other\ndc: other\n\n"
                + SampleDirectory.user("ann", 10_001, in: "dc=other")
            let file = try site.slapd.secretFile(other, name: "other.ldif")
            let added = try await Autohome.run(command: [
                "ldapadd", "-x", "-D", "cn=admin,dc=other", "-w", "other", "-H", site.slapd.ldapiURI, "-f",
                file,
            ])
            #expect(added.status == 0, "\(added)")
            let two = try await initialise(site)
            #expect(two.status == 2, "\(two)")
            #expect(two.error.contains("several naming contexts of the server hold users"), "\(two)")
            #expect(two.error.contains("\"dc=example,dc=org\", \"dc=other\""), "\(two)")
            #expect(!FileManager.default.fileExists(atPath: "\(site.root)/\(Self.path)"))
            let named = try await initialise(site, "--base", "dc=other")
            #expect(named.status == 0, "\(named)")
            try await site.expect(0, "plan")
            let missing = try await initialise(site, "--base", "dc=missing")
            #expect(missing.status == 2, "\(missing)")
            #expect(missing.error.contains("dc=missing does not exist"), "\(missing)")
        }
    }

    @Test func `init needs a base if the root DSE is hidden, and ends with 2`() async throws {
        try await TemporarySite.with([], ldif: SampleUsers.ldif(count: 1)) { site in
            try await hideRootDSE(of: site)
            let unnamed = try await initialise(site)
            #expect(unnamed.status == 2, "\(unnamed)")
            #expect(unnamed.error.contains("does not say which naming contexts it has"), "\(unnamed)")
            let named = try await initialise(site, "--base", "dc=example,dc=org")
            #expect(named.status == 2, "\(named)")
            #expect(named.error.contains("does not show its root DSE"), "\(named)")
            try await site.expect(0, "plan")
        }
    }

    @Test(arguments: [
        ([], "name the directory server"),
        (["--uri", "http://ldap.example.org"], "does not begin with one of ldap://"),
        (["--uri", "ldapi:///", "--bind", "magic"], "bind must be"),
        (["--uri", "ldapi:///", "--bind", "simple"], "needs bind_dn and password_file"),
        (["--uri", "ldapi:///", "--homes-root", "srv"], "must be a plain absolute path"),
        (["--uri", "ldapi:///", "--clients", "*"], "EXP040"),
        (["--uri", "ldapi:///", "--server", "a b"], "server"),
        (["--uri", "ldapi:///", "--base", "people"], "--base must be the DN of an entry"),
    ])
    func `init refuses options that the configuration would refuse, as wrong usage`(
        arguments: [String],
        message: String
    ) async throws {
        let result = try await Autohome.run(["init", "--out", "-"] + arguments)
        #expect(result.status == 64, "\(result)")
        #expect(result.error.contains(message), "\(result)")
    }

    @Test func `init over TLS with a password writes what it was asked with`() async throws {
        try await SlapdServer.withServer(ldif: SampleUsers.ldif(count: 3)) { server in
            let password = try server.secretFile(server.rootPassword)
            let result = try await Autohome.run([
                "init", "--uri", server.ldapURI, "--start-tls", "--ca-file", server.certificateAuthorityFile,
                "--bind-dn", server.rootDN, "--password-file", password, "--server", "nfs", "--out", "-",
            ])
            #expect(result.status == 0, "\(result)")
            for line in [
                "bind = \"simple\"", "bind_dn = \"\(server.rootDN)\"", "password_file = \"\(password)\"",
                "start_tls = true", "ca_file = \"\(server.certificateAuthorityFile)\"",
                "base = \"\(Self.people)\"",
            ] {
                #expect(result.output.contains("\n\(line)\n"), "\(line) is not in:\n\(result.output)")
            }
            #expect(!result.output.contains(server.rootPassword))
            let plain = try await Autohome.run([
                "init", "--uri", server.ldapURI, "--server", "nfs", "--out", "-",
            ])
            #expect(plain.output.contains("\n#start_tls = true\n"), "\(plain)")
        }
    }

    @Test func `hostile names and homes in the directory are in the file as they are, and plan accepts it`()
        async throws
    {
        let container = "ou=a\\22\\5C\\2C\\23 b\u{202E}ü\\0A,dc=example,dc=org"
        let ldif =
            "dn:: \(Data(container.utf8).base64EncodedString())\nobjectClass: organizationalUnit\n\n"
            + (1...3).map { number in
                let dn = Data("uid=u\(number),\(container)".utf8).base64EncodedString()
                let home = Data("/home\u{1B}\"\\u0000/u\(number)".utf8).base64EncodedString()
                return """
                    dn:: \(dn)
                    objectClass: inetOrgPerson
                    objectClass: posixAccount
                    uid: u\(number)
                    cn: x
                    sn: x
                    uidNumber: \(10_000 + number)
                    gidNumber: 100
                    homeDirectory: \(number < 3 ? "/export/home/u\(number)" : "x")
                    description:: \(home)


                    """
            }.joined()
        try await TemporarySite.with([], ldif: ldif) { site in
            let result = try await initialise(site)
            #expect(result.status == 0, "\(result)")
            #expect(!result.output.contains("\u{202E}"))
            let text = try site.read(Self.path)
            #expect(!text.contains("\u{202E}"), "\(text)")
            #expect(text.contains("\nprefix = \"/export/home\"\n"), "\(text)")
            #expect(text.contains("\nbase = \"ou=a\\\\22"), "\(text)")
            let plan = try await site.autohome("plan")
            #expect(plan.status == 1, "\(plan)")
            #expect(plan.output.contains("homes: 2 to make"), "\(plan)")
        }
    }

    @Test func `the JSON of init is valid under its schema`() async throws {
        let ldif = SampleUsers.ldif(count: 3) + SampleDirectory.maps
        try await TemporarySite.with([], ldif: ldif) { site in
            for out in [["--out", "-"], []] {
                try? FileManager.default.removeItem(atPath: "\(site.root)/\(Self.path)")
                let result = try await Autohome.run(
                    ["init", "--uri", site.slapd.ldapiURI, "--server", "nfs", "--root", site.root]
                        + ["--format", "json"] + out
                )
                #expect(result.status == 0, "\(result)")
                #expect(try await JSONSchema("init").complaint(about: result.output) == nil)
                #expect(try result.json()["base"] as? String == "dc=example,dc=org")
            }
        }
    }
}
