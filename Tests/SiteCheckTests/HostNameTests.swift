import SiteCheck
import SourceText
import Testing

/// Clients whose names only the name services of the server can resolve.
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
    func `keeps exports to a host that DNS may know, and reports a note`(names: String) {
        let exports = "# /etc/exports\n/srv/home ws1(rw,no_subtree_check)\n/srv/pub 10.0.0.0/8(ro)\n"
        for kind in [SiteKind.files, .image] {
            let findings = Self.findings(exports + names, kind)
            #expect(!findings.contains { $0.rule.code == "SYS001" })
            #expect(findings.contains { $0.rule.code == "EXP031" && $0.severity == .note })
        }
    }

    @Test func `reports an unknown host as an error when only files are asked`() {
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

    @Test func `finds a host that is exported to twice in two tables`() {
        let findings = Self.findings(
            "# /etc/exports\n/srv/home ws1(rw)\n# /etc/exports.d/a.exports\n/srv/home WS1(ro)\n"
        )
        #expect(findings.contains { $0.rule.code == "EXP020" })
    }

    @Test func `does not compare unresolved hosts with etab`() {
        let findings = Self.findings(
            "# /etc/exports\n/srv/home ws1(rw)\n# /var/lib/nfs/etab\n/srv/home\tws1.ex.com(rw)\n"
        )
        #expect(!findings.contains { $0.rule.code == "SYS018" })
    }

    @Test func `recognises a server in a map by its address`() {
        let findings = Self.findings(
            "# /etc/exports\n/srv/pub 10.0.0.0/8(ro)\n# /etc/auto.home\njoe -rw 192.0.2.1:/srv/home/joe\n"
        )
        #expect(findings.contains { $0.rule.code == "SYS001" })
    }

    @Test(arguments: [
        ("/home /etc/auto.home\n", Severity.note), ("/home auto.home\n", .warning),
    ])
    func `reports that sss before files hides maps, and how severe that is`(
        master: String,
        severity: Severity
    ) {
        let findings = Self.findings(
            "# /etc/nsswitch.conf\nautomount: sss files\n# /etc/auto.master\n" + master
        )
        #expect(findings.first { $0.rule.code == "MST017" }?.severity == severity)
    }
}
