import HostFiles
import MountMaps
import SiteCheck
import SourceText
import Testing

@Suite struct `What decides a rule across files` {
    /// Each site is paired with exactly the codes that are found in it.
    @Test(arguments: [
        // The same mount point in an included file.
        (
            "# /etc/auto.master\n/home /etc/a\n+/etc/more\n# /etc/more\n/home /etc/b\n# /etc/a\nx s:/x\n# /etc/b\ny s:/y\n",
            ["MST002"]
        ),
        // One below another, in an included file.
        (
            "# /etc/auto.master\n/home /etc/a\n+/etc/more\n# /etc/more\n/home/x /etc/b\n# /etc/a\nx s:/x\n# /etc/b\ny s:/y\n",
            ["MST011"]
        ),
        // Includes in a circle are read once.
        ("# /etc/auto.master\n+/etc/more\n# /etc/more\n+/etc/auto.master\n+/etc/more\n", []),
        ("# /etc/auto.master\n/a /etc/a\n# /etc/a\n+/etc/b\nx s:/x\n# /etc/b\n+/etc/a\n", []),
        ("# /etc/auto.master\n+/etc/nosuch\n", ["MST018"]),
        ("# /etc/auto.master\n+auto.nosuch\n# /etc/nsswitch.conf\nautomount: files ldap\n", ["MST037"]),
        // An empty map, and one that only includes.
        ("# /etc/auto.master\n/a /etc/a\n# /etc/a\n# nothing\n", ["MST003"]),
        ("# /etc/auto.master\n/a /etc/a\n# /etc/a\n+/etc/b\n# /etc/b\nx s:/x\n", []),
        ("# /etc/auto.master\n/a auto.a\n", ["MST003"]),
        ("# /etc/auto.master\n/a auto.a\n# /etc/nsswitch.conf\nautomount: files sss\n", ["MST037"]),
        ("# /etc/auto.master\n/a ldap:ou=auto.a,dc=ex,dc=com\n/b -hosts\n", ["MST037"]),
        // A program map is not read; a map of type file is read in any mode.
        ("# /etc/auto.master\n/a /etc/a\n# /etc/a mode 0755\n#!/bin/sh\n", ["MST037"]),
        ("# /etc/auto.master\n/a file:/etc/a\n# /etc/a mode 0755\nx s:/x\n", []),
        ("# /etc/auto.master\n/a program:/etc/nosuch\n", ["MST003"]),
        ("# /etc/auto.master\n/a program:/etc/a\n# /etc/a mode 0644\nx s:/x\n", ["MST005"]),
        // Names in a direct map, and paths in an indirect map.
        ("# /etc/auto.master\n/- /etc/a\n# /etc/a\nx s:/x\n", ["MST013"]),
        ("# /etc/auto.master\n/a /etc/a\n# /etc/a\n/x s:/x\n* s:/y\n", []),
        // nsswitch.conf without any map, so nothing is hidden.
        ("# /etc/nsswitch.conf\nautomount: sss files\n", []),
        ("# /etc/nsswitch.conf\nautomount: sss\n# /etc/auto.master\n/a -hosts\n", ["MST017", "MST037"]),
        // Editor backups and version control beside drop-ins are skipped on purpose.
        (
            "# /etc/auto.master\n+dir:/etc/auto.master.d\n# /etc/auto.master.d/x.autofs~\n# /etc/auto.master.d/.git\n",
            []
        ),
        (
            "# /etc/auto.master\n+dir:/etc/auto.master.d\n# /etc/auto.master.d/.x.autofs\n/x -hosts\n",
            ["MST014"]
        ),
        ("# /etc/exports.d/home.conf\n/srv *(ro)\n", ["EXP062"]),
        // One fsid in two files.
        (
            "# /etc/exports\n/a *(ro,no_subtree_check,fsid=5)\n# /etc/exports.d/b.exports\n/b *(ro,no_subtree_check,fsid=5)\n",
            ["EXP048"]
        ),
    ]) func `finds exactly the expected codes across files`(text: String, codes: [String]) {
        #expect(ExampleSite(text).codes() == codes)
    }

    private static let homes = "# /etc/auto.master\n/home /etc/auto.home\n# /etc/auto.home\n"

    /// Homes of local accounts.
    @Test(arguments: [
        ("* s:/&\n", "joe:x:1001:1::/users/joe:/bin/sh\n", ["SYS004"]),
        ("* s:/&\n", "joe:x:1001:1::/present/joe:/bin/sh\n", []),
        ("* s:/&\n", "joe:x:1001:1::/nonexistent:/bin/sh\n", []),
        ("* s:/&\n", "joe:x:1001:1::/users/joe:/usr/sbin/nologin\n", []),
        ("* s:/&\n", "sys:x:201:1::/users/sys:/bin/sh\n", []),
        ("* s:/&\n", "sys:x:201:1::/home/sys:/bin/sh\n", []),
        ("* s:/&\n", "sys:x:201:1::/home/local:/bin/sh\n", ["SYS016"]),
        ("* s:/&\njoe s:/joe\n", "joe:x:1001:1::/home/joe:/bin/sh\n", []),
        ("* s:/&\njoe s:/joe\n", "joe:x:1001:1::/home/joe/sub:/bin/sh\n", []),
        ("ann s:/ann\n", "joe:x:1001:1::/home/joe:/bin/sh\n", ["SYS005"]),
        ("ann s:/ann\n", "joe:x:1001:1::/home:/bin/sh\n", []),
        ("ann s:/ann\n+ldap:ou=x\n", "joe:x:1001:1::/home/local:/bin/sh\n", ["MST037", "SYS016"]),
    ]) func `finds the expected codes for homes of local accounts`(
        map: String,
        account: String,
        codes: [String]
    ) {
        var site = ExampleSite(Self.homes + map + "# /etc/passwd\nroot:x:0:0::/root:/bin/sh\n" + account)
        site.directories.formUnion(["/present/joe", "/root", "/home", "/home/local"])
        #expect(site.codes() == codes)
        // With `/usr/sbin` known and no automount in it, automount is not installed and hides nothing.
        site.directories.insert("/usr/sbin")
        #expect(site.codes() == [])
    }

    /// Exports on file systems that fstab lists.
    @Test(arguments: [
        ("/d *(ro,no_subtree_check)\n", "/dev/x /d ext4 defaults 0 2", ["EXP061"]),
        ("/d *(ro,no_subtree_check)\n", "/dev/x /d ext4 noauto 0 2", ["SYS014"]),
        ("/d/sub *(ro,no_subtree_check)\n", "/dev/x /d ext4 nofail 0 2", ["SYS014"]),
        ("/d/sub *(ro,no_subtree_check,mp=/d)\n", "/dev/x /d ext4 nofail 0 2", []),
        ("/d *(ro,no_subtree_check)\n", "/dev/x / ext4 nofail 0 2", []),
        ("/d *(ro,no_subtree_check)\n", "#/dev/x /d ext4 nofail 0 2", []),
        ("/d\\040e *(ro,no_subtree_check)\n", "/dev/x /d\\040e ext4 nofail 0 2", ["SYS014"]),
    ]) func `finds the expected codes for exports on mounted file systems`(
        table: String,
        line: String,
        codes: [String]
    ) {
        #expect(ExampleSite("# /etc/exports\n\(table)# /etc/fstab\n\(line)\n").codes() == codes)
    }

    private static let maps = "# /etc/auto.master\n/h /etc/auto.home\n# /etc/auto.home\n"

    /// Maps that name this machine as the server.
    @Test(arguments: [
        ("* srv:/home/&\n", "/home/ann *(rw,no_subtree_check)\n", []),
        ("* srv:/h-&\n", "/h-ann *(rw,no_subtree_check)\n", []),
        ("joe srv:/home/&\n", "/home/ann *(rw,no_subtree_check)\n", ["SYS001"]),
        ("joe srv:/home/&\n", "/home/joe *(rw,no_subtree_check)\n", []),
        ("joe other:/data/&\n", "/home/joe *(rw,no_subtree_check)\n", []),
        ("joe a,srv:/data/&\n", "/home/joe *(rw,no_subtree_check)\n", ["SYS001"]),
        ("joe / srv:/home/joe /x -ro srv:/data\n", "/home *(rw,no_subtree_check)\n", ["SYS001"]),
        ("joe -fstype=bind :/data\n", "/home *(rw,no_subtree_check)\n", []),
        ("joe :/data\n", "/home *(rw,no_subtree_check)\n", []),
        ("* -ro srv:/home/&\n", "/home *(ro,no_subtree_check)\n", []),
        ("* srv:/home/&\n", "/home *(ro,no_subtree_check) a(rw,no_subtree_check)\n", []),
        ("* srv:/home/&\n", "/home *(ro,no_subtree_check)\n", ["SYS003"]),
        ("x srv:/pub\n", "/pub *(ro,no_subtree_check)\n", []),
        ("* -sec=krb5:sys srv:/home/&\n", "/home *(rw,no_subtree_check,sec=sys)\n", []),
        ("* -sec=krb5p srv:/home/&\n", "/home *(rw,no_subtree_check,sec=krb5)\n", ["SYS009"]),
        (
            "* -vers=4 srv:/home/&\n",
            "/srv *(rw,no_subtree_check,fsid=0)\n/srv/home *(rw,no_subtree_check)\n", []
        ),
        ("* srv:/srv/home/&\n", "/srv *(rw,no_subtree_check,fsid=0)\n/srv/home *(rw,no_subtree_check)\n", []),
        (
            "* -vers=4 srv:/srv/home/&\n",
            "/srv *(rw,no_subtree_check,fsid=0)\n/srv/home *(rw,no_subtree_check)\n",
            ["SYS007"]
        ),
    ]) func `finds the expected codes for maps that name this server`(
        map: String,
        table: String,
        codes: [String]
    ) {
        let text = Self.maps + map + "# /etc/hostname\nsrv.ex.com\n# /etc/exports\n" + table
        #expect(ExampleSite(text).codes() == codes)
    }

    @Test func `ignores maps that name another server`() {
        let text =
            Self.maps + "* srv:/home/&\n# /etc/hostname\nws1\n# /etc/exports\n/srv *(ro,no_subtree_check)\n"
        #expect(ExampleSite(text).codes() == [])
        var named = ExampleSite(text)
        named.expectations.server = "srv"
        #expect(named.codes() == ["SYS001"])
        var running = ExampleSite(text.replacing("# /etc/hostname\nws1\n", with: ""))
        #expect(running.codes() == ["SYS001"])
        running.kind = .host
        #expect(running.codes() == [])
    }

    private static let filesAlone = "# /etc/hosts\n# /etc/nsswitch.conf\nhosts: files\n"

    @Test func `lowers findings about files that a checkout does not contain`() throws {
        var site = ExampleSite(
            "# /etc/exports\n/srv/home gone.ex.com(rw,no_subtree_check)\n" + Self.filesAlone
        )
        func severities() -> [String: Severity] {
            let found = Site(reading: site).reports().flatMap(\.diagnostics)
            return Dictionary(found.map { ($0.rule.code, $0.severity) }) { first, _ in first }
        }
        #expect(severities() == ["EXP031": .error])
        site = ExampleSite(
            "# /etc/exports\n/srv/home gone.ex.com(rw,no_subtree_check) 10.0.0.1(ro)\n" + Self.filesAlone
        )
        #expect(severities() == ["EXP017": .note, "EXP031": .error])
        site.kind = .image
        #expect(severities() == ["EXP017": .error, "EXP031": .error])
        site.knowsNames = false
        #expect(severities() == ["EXP017": .error, "EXP031": .note])
    }

    @Test func `compares etab with exports by meaning`() {
        let etab = "/srv\t192.0.2.7(rw,sync,sec=sys,rw,secure,root_squash,no_all_squash)\n"
        let table = "# /etc/exports\n/srv 192.0.2.7(rw,no_subtree_check)\n# /var/lib/nfs/etab\n"
        #expect(ExampleSite(table + etab).codes() == [])
        #expect(ExampleSite(table + etab + "/new\t*(ro)\n").codes() == ["SYS018"])
        #expect(ExampleSite(table + "/other\t*(ro)\n").codes() == ["SYS018", "SYS018"])
        #expect(ExampleSite(table + "/srv\t192.0.2.7(rw,xprtsec=mtls)\n").codes() == [])
        #expect(ExampleSite(table).codes() == [])
        // The default list decides the rights of its flavors; the client's own `ro` appears in etab without effect.
        let fixed = "# /etc/exports\n/srv -sec=krb5p,rw 192.0.2.9(ro)\n# /var/lib/nfs/etab\n"
        let written = "/srv\t192.0.2.9(ro,sync,sec=krb5p,rw,secure,root_squash,no_all_squash)\n"
        #expect(ExampleSite(fixed + written).codes() == [])
    }

    @Test(arguments: [("localhost", false), ("127.0.0.1", false), ("192.0.2.1", true)])
    func `does not take a loopback address in a map for this server`(host: String, isThis: Bool)
        throws
    {
        var site = ExampleSite(
            """
            # /etc/hosts
            127.0.0.1 localhost
            # /etc/exports
            /other *(ro,no_subtree_check)
            # /etc/auto.master
            /home /etc/auto.home
            # /etc/auto.home
            joe \(host):/srv/joe

            """
        )
        site.kind = .host
        site.host.name = "nfs"
        site.host.addresses = ["127.0.0.1", "192.0.2.1"].compactMap {
            NetworkAddress(strict: Array($0.utf8)[...])
        }
        #expect(site.codes().contains("SYS001") == isThis)
    }
}
