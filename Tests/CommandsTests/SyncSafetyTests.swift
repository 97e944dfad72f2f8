import Foundation
import LDAPTestSupport
import ProcessTestSupport
import Testing

/// What sync must not do silently, on a real slapd.
@Suite struct SyncSafetyTests {
    private let ann = TemporarySite.User(name: "ann", uidNumber: 10_001)
    private let ben = TemporarySite.User(name: "ben", uidNumber: 10_002)

    private func change(_ site: TemporarySite, _ tool: String, _ ldif: String) async throws {
        let file = try site.slapd.secretFile(ldif, name: "change.ldif")
        let result = try await Autohome.run(command: [
            tool, "-x", "-D", site.slapd.rootDN, "-w", site.slapd.rootPassword, "-H", site.slapd.ldapiURI,
            "-f", file,
        ])
        #expect(result.status == 0, "\(result)")
    }

    /// Runs sync while a system call fails, and expects that the failure took place.
    private func syncWhile(_ call: String, fails how: String, _ site: TemporarySite) async throws
        -> Autohome.Result
    {
        let log = site.slapd.directoryPath + "/strace.log"
        let result = try await Autohome.run(command: [
            "strace", "-f", "-qq", "-o", log, "-e", "trace=\(call)", "-e", "inject=\(call):\(how)",
            Autohome.path, "sync", "--root", site.root,
        ])
        #expect(try String(contentsOfFile: log, encoding: .utf8).contains("(INJECTED)"))
        return result
    }

    private func delete(_ site: TemporarySite, _ user: TemporarySite.User) async throws {
        try await change(site, "ldapdelete", "cn=\(user.name) \(user.uidNumber),dc=example,dc=org\n")
    }

    @Test func `makes nothing before the homes root was accepted`() async throws {
        try await TemporarySite.with([ann]) { site in
            try FileManager.default.removeItem(atPath: site.root + "/srv/home/.autohome")
            for command in ["plan", "sync"] {
                let result = try await site.autohome(command)
                #expect(result.status == 2)
                #expect(result.error.contains("autohome home accept-root"), "\(result.error)")
            }
            #expect(try site.homes() == [])
            let accepted = try await site.autohome("home", "accept-root")
            #expect(accepted.output.contains("0 directories"))
            try await site.expect(0, "sync")
        }
    }

    @Test func `makes no home for an expired account, keeps the one it has, and says so`() async throws {
        try await TemporarySite.with([ann, ben]) { site in
            func expire(_ user: TemporarySite.User, on day: String) async throws {
                try await change(
                    site,
                    "ldapmodify",
                    "dn: cn=\(user.name) \(user.uidNumber),dc=example,dc=org\nchangetype: modify\nreplace: objectClass\n"
                        + "objectClass: inetOrgPerson\nobjectClass: posixAccount\nobjectClass: shadowAccount\n-\n"
                        + "replace: shadowExpire\nshadowExpire: \(day)\n"
                )
            }
            try await expire(ben, on: "1")
            let result = try await site.autohome("sync")
            #expect(result.status == 0, "\(result)")
            #expect(
                result.output.contains("1 account gets no home while disabled or expired: ben (expired)"),
                "\(result)"
            )
            #expect(try site.homes() == ["ann"])
            try await expire(ben, on: "-1")
            try await site.expect(0, "sync")
            try await expire(ben, on: "1")
            try await site.expect(0, "sync")
            #expect(try site.homes() == ["ann", "ben"])
        }
    }

    @Test func `gives no home to a newcomer whose number owns the home of somebody who left`() async throws {
        try await TemporarySite.with([ann]) { site in
            try await site.expect(0, "sync")
            try await delete(site, ann)
            let newcomer = TemporarySite.User(name: "ben", uidNumber: 10_001)
            try await change(site, "ldapadd", newcomer.ldif)
            let result = try await site.autohome("sync")
            #expect(result.status == 1)
            #expect(result.output.contains("uid 10001 already owns /srv/home/ann"), "\(result.output)")
            #expect(try site.homes() == ["ann"])
        }
    }

    @Test func `makes no second home for a renamed account`() async throws {
        try await TemporarySite.with([ann]) { site in
            try await site.expect(0, "sync")
            try await change(
                site,
                "ldapmodify",
                """
                dn: cn=ann 10001,dc=example,dc=org
                changetype: modify
                replace: uid
                uid: ann.berg
                -
                replace: homeDirectory
                homeDirectory: /home/ann.berg

                """
            )
            let result = try await site.autohome("sync")
            #expect(result.status == 1)
            #expect(result.output.contains("the account was renamed"), "\(result.output)")
            #expect(try site.homes() == ["ann"])
        }
    }

    @Test func `does not give the old home to an account that was deleted and made again`() async throws {
        try await TemporarySite.with([ann]) { site in
            try await site.expect(0, "sync")
            try await delete(site, ann)
            try await change(site, "ldapadd", ann.ldif)
            let result = try await site.autohome("sync")
            #expect(result.status == 1)
            #expect(result.output.contains("was made for another entry"), "\(result.output)")
        }
    }

    @Test func `reports an answer without users, and keeps the homes`() async throws {
        try await TemporarySite.with([ann]) { site in
            try await site.expect(0, "sync")
            try site.configure([
                "bind = \"anonymous\"":
                    "bind = \"anonymous\"\n[directory.users]\nfilter = \"(objectClass=posixAcount)\""
            ])
            let result = try await site.autohome("sync")
            #expect(result.status == 1)
            #expect(result.output.contains("LDAP shows no user"), "\(result.output)")
            #expect(result.output.contains("no account /srv/home/ann"), "\(result.output)")
            #expect(try site.homes() == ["ann"])
        }
    }

    @Test func `accepts homes without an account that the configuration names`() async throws {
        try await TemporarySite.with([ann]) { site in
            for name in ["projects", "scratch"] {
                try FileManager.default.createDirectory(
                    atPath: site.root + "/srv/home/" + name,
                    withIntermediateDirectories: false
                )
            }
            try await site.expect(1, "sync")
            try site.write("etc/known", "# shared trees\nscratch   for everybody\n")
            try site.configure([
                "root = \"/srv/home\"":
                    "root = \"/srv/home\"\nknown_file = \"/etc/known\"\n[homes.known]\nprojects = \"shared\""
            ])
            try await site.expect(0, "sync")
        }
    }

    @Test(arguments: [(0o700, "users cannot enter it"), (0o777, "users could rename homes")])
    func `makes nothing in a homes root with a wrong mode`(mode: Int, message: String) async throws {
        try await TemporarySite.with([ann]) { site in
            try FileManager.default.setAttributes(
                [.posixPermissions: mode],
                ofItemAtPath: site.root + "/srv/home"
            )
            let result = try await site.autohome("sync")
            #expect(result.status == 1)
            #expect(result.output.contains(message), "\(result.output)")
            #expect(try site.homes() == [])
        }
    }

    // OpenZFS before 2.2, CephFS, NFS and others answer EINVAL to RENAME_NOREPLACE.
    @Test func `makes homes on a file system that does not know RENAME_NOREPLACE`() async throws {
        try await TemporarySite.with([ann, ben]) { site in
            let result = try await syncWhile("renameat2", fails: "error=EINVAL", site)
            #expect(result.status == 0, "\(result)")
            #expect(try site.homes() == ["ann", "ben"])
            #expect(try site.read("etc/exports").contains("/srv/home"))
            try await site.expect(0, "sync")
        }
    }

    @Test func `reports the homes that are in place when making them durable fails`() async throws {
        try await TemporarySite.with([ann]) { site in
            let result = try await syncWhile("fsync", fails: "error=EIO:when=3+", site)
            #expect(result.status == 2, "\(result)")
            #expect(try site.homes() == ["ann"])
            #expect(result.output.contains("made home ann"), "\(result.output)")
        }
    }

    @Test func `stops between two steps on SIGTERM, and reports what it has done`() async throws {
        let users = (0..<2_000).map { TemporarySite.User(name: "user\($0)", uidNumber: 10_000 + $0) }
        try await TemporarySite.with(users) { site in
            let (output, errors) = (site.slapd.directoryPath + "/out", site.slapd.directoryPath + "/err")
            let run = try ChildProcess(
                [Autohome.path, "sync", "--log-level", "info", "--root", site.root],
                output: output,
                errors: errors
            )
            while try site.homes().allSatisfy({ !$0.hasPrefix("user") }) {
                try await Task.sleep(for: .milliseconds(5))
            }
            run.signal(SIGTERM)
            #expect(await run.ended() == 2)
            let made = try site.homes().count
            #expect(made < users.count)
            #expect(try site.homes().allSatisfy { $0.hasPrefix("user") })
            #expect(try String(contentsOfFile: output, encoding: .utf8).contains("homes: \(made) made"))
            let log = try String(contentsOfFile: errors, encoding: .utf8)
            #expect(log.contains("stopped by a signal"))
            #expect(log.split(separator: "\n").filter { $0.contains("made home") }.count == made)
        }
    }

    @Test func `does not count refused entries that the configuration names`() async throws {
        let system = (0..<30).map { TemporarySite.User(name: "sys\($0)", uidNumber: 100 + $0) }
        try await TemporarySite.with([ann] + system) { site in
            let before = try await site.autohome("plan")
            #expect(before.status == 1)
            #expect(before.output.contains("… and 25 more (number-out-of-range)"), "\(before.output)")
            try site.configure([
                "bind = \"anonymous\"":
                    "bind = \"anonymous\"\n[directory.users.known]\nnumber-out-of-range = \"system accounts\""
            ])
            let after = try await site.autohome("plan")
            #expect(after.status == 0, "\(after)")
            #expect(after.output.contains("0 refused (and 30 known)"), "\(after.output)")
        }
    }
}
