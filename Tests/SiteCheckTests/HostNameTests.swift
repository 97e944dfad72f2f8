import SiteCheck
import SourceText
import Testing

/// Clients whose names only the machine's own name services know.
@Suite struct `Clients that DNS may know` {
    private static let maps = """
        # /etc/hostname
        srv
        # /etc/auto.master
        /home /etc/auto.home
        # /etc/auto.home
        * -rw,nosuid,nodev srv:/srv/home/&
        # /etc/hosts
        192.0.2.1 srv

        """

    private static func findings(_ text: String, _ kind: SiteKind = .files) -> [Diagnostic] {
        var site = ExampleSite(maps + text)
        site.kind = kind
        return Site(reading: site).reports().flatMap(\.diagnostics)
    }

    @Test(arguments: [
        "", "# /etc/nsswitch.conf\nhosts: files dns\n", "# /etc/nsswitch.conf\nhosts: files sss\n",
        "# /etc/nsswitch.conf\npasswd: files\n",
    ])
    func `keep their exports, and are noted`(names: String) {
        let exports = "# /etc/exports\n/srv/home ws1(rw,no_subtree_check)\n/srv/pub 10.0.0.0/8(ro)\n"
        for kind in [SiteKind.files, .image] {
            let findings = Self.findings(exports + names, kind)
            #expect(!findings.contains { $0.rule.code == "SYS001" })
            #expect(findings.contains { $0.rule.code == "EXP031" && $0.severity == .note })
        }
    }

    @Test func `have none where files are all that is asked`() {
        let findings = Self.findings(
            """
            # /etc/exports
            /srv/home ws1(rw,no_subtree_check)
            /srv/pub 10.0.0.0/8(ro)
            # /etc/nsswitch.conf
            hosts: files
            """
        )
        #expect(findings.contains { $0.rule.code == "SYS001" })
        #expect(findings.contains { $0.rule.code == "EXP031" && $0.severity == .error })
    }

    @Test func `are found twice in two tables`() {
        let findings = Self.findings(
            "# /etc/exports\n/srv/home ws1(rw)\n# /etc/exports.d/a.exports\n/srv/home WS1(ro)\n"
        )
        #expect(findings.contains { $0.rule.code == "EXP020" })
    }

    @Test func `are not held against what the server has`() {
        let findings = Self.findings(
            "# /etc/exports\n/srv/home ws1(rw)\n# /var/lib/nfs/etab\n/srv/home\tws1.ex.com(rw)\n"
        )
        #expect(!findings.contains { $0.rule.code == "SYS018" })
    }

    @Test func `leave a server that maps name by its address known`() {
        let findings = Self.findings(
            "# /etc/exports\n/srv/pub 10.0.0.0/8(ro)\n# /etc/auto.home\njoe -rw 192.0.2.1:/srv/home/joe\n"
        )
        #expect(findings.contains { $0.rule.code == "SYS001" })
    }

    @Test(arguments: [
        ("/home /etc/auto.home\n", Severity.note), ("/home auto.home\n", .warning),
    ])
    func `a directory before files hides maps, and maybe the master map`(master: String, severity: Severity) {
        let findings = Self.findings(
            "# /etc/nsswitch.conf\nautomount: sss files\n# /etc/auto.master\n" + master
        )
        #expect(findings.first { $0.rule.code == "MST017" }?.severity == severity)
    }
}
